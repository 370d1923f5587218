// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/server/routes/bac_giang.hpp"

#include "places.hpp"

namespace inspectord {

/// The plan of An Giang, which scores whom it visits, over the API.
class AnGiang {
 public:
  ApiHarness api;
  const std::string department = "Sở Lao động - Thương binh và Xã hội";
  const std::string planner = api.user("Lan", department, {Role::planner});
  const std::string approver = api.user("Nguyễn Thị Bảo Trân", department, {Role::approver});
  const std::string clerk = api.user("Vân", department, {Role::clerk});
  const std::string inspector = api.user("Minh", department, {Role::inspector});
  const std::string auditor = api.user("Thu", department, {Role::auditor});
  /// May everything, but not here.
  const std::string stranger =
      api.user("Khách", "Sở Nội vụ tỉnh khác",
               {Role::administrator, Role::planner, Role::approver, Role::clerk, Role::inspector,
                Role::agency, Role::auditor});
  std::string plan;     ///< The path of the plan.
  std::string cho_moi;  ///< Tokens of who files for a unit.
  std::string thoai_son;

  static std::string file() {
    std::ifstream in{std::string{INSPECTORD_SOURCE_DIR} + "/plans/an-giang-2022.json"};
    if (!in) throw std::runtime_error("no plan of An Giang");
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  ApiAnswer act(const std::string& path, const std::string& who, const JsonObject& body = {}) {
    return api.post(path, who, write_json(body));
  }
  ApiAnswer must(int status, ApiAnswer answer) { return BacGiang::must(status, std::move(answer)); }

  void notify() {
    plan = must(201, api.post("/api/v1/plans", planner, file())).field("Location");
    must(200, act(plan + "/actions/submit", planner));
    must(200, act(plan + "/actions/approve", approver));
    must(200, act(plan + "/actions/number", clerk,
                  {{"number", "1938/KH-SLĐTBXH"}, {"date", "2024-04-15"}}));
    add_contacts();
    must(200, act(plan + "/actions/notify", clerk));
    cho_moi = api.user("Tâm", "UBND huyện Chợ Mới", {Role::agency});
    thoai_son = api.user("Sơn", "UBND huyện Thoại Sơn", {Role::agency});
  }

  std::string score(const std::string& unit) const {
    return plan + "/scores/bang-diem-thi-dua/" + unit;
  }

  /// Every criterion of the sheet with its maximum; deductions with none.
  JsonArray full_points(const std::string& unit) {
    const auto shown = must(200, api.get(score(unit), planner));
    JsonArray points;
    for (const auto& one : shown.list("/points")) {
      const auto& criterion = *one.find("criterion")->if_string();
      const bool taken = criterion.starts_with("V/");
      points.push_back(JsonObject{{"criterion", criterion},
                                  {"points", taken ? JsonValue{0} : *one.find("max")}});
    }
    return points;
  }

  /// Filed, held, and nobody scored but whom `scored` says to leave alone.
  void inspect(const std::string& scored = {}) {
    const auto record = must(200, api.get(plan, planner));
    for (const auto& duty : record.list("/duties")) {
      if (*duty.find("state")->if_string() != "open") continue;
      must(201, act("/api/v1/duties/" + *duty.find("id")->if_string() + "/submissions", planner,
                    {{"number", "5/BC"}, {"paper_date", "2022-10-03"}, {"sent_on", "2022-10-03"}}));
    }
    for (const auto& visit : record.list("/visits")) {
      must(200, act("/api/v1/visits/" + *visit.find("id")->if_string() + "/actions/hold", planner,
                    {{"document", "01/BB-ĐKT"}}));
      const auto& unit = *visit.at_pointer("/unit/key")->if_string();
      if (unit != scored)
        must(200, act(score(unit) + "/actions/exempt", planner, {{"reason", "không chấm"}}));
    }
    must(200, act(plan + "/actions/inspect", planner));
  }

  /// What `conclude` takes, with recommendations to Chợ Mới.
  static JsonObject conclusion(JsonArray recommendations) {
    const JsonArray units{"ubnd-huyen-cho-moi",        "ubnd-huyen-an-phu",
                          "ubnd-thanh-pho-chau-doc",   "ubnd-huyen-thoai-son",
                          "ubnd-thanh-pho-long-xuyen", "ubnd-huyen-tinh-bien"};
    return {
        {"conclusions", JsonArray{JsonObject{{"number", "70/KL"},
                                             {"date", "2024-04-15"},
                                             {"units", units},
                                             {"recommendations", std::move(recommendations)}}}}};
  }

 private:
  /// A mail address for every district.
  void add_contacts() {
    const auto agencies = api.get("/api/v1/agencies?limit=500", planner);
    int number = 0;
    for (const auto& agency : agencies.list("/items")) {
      if (!agency.find("name")->if_string()->starts_with("UBND ")) continue;
      const JsonObject contact{{"kind", "mail"},
                               {"address", "vt" + std::to_string(++number) + "@example.vn"}};
      must(201, api.post("/api/v1/agencies/" + *agency.find("id")->if_string() + "/contacts",
                         planner, write_json(contact)));
    }
  }
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/api_harness.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

#include "places.hpp"

namespace inspectord {

/// The plan of Bắc Giang in the hands of those who make it, over the API.
class BacGiang {
 public:
  ApiHarness api;
  const std::string department = "Sở Lao động - Thương binh và Xã hội";
  const std::string planner = api.user("Lan", department, {Role::planner});
  const std::string approver = api.user("Bùi Quang Phát", department, {Role::approver});
  const std::string substitute = api.user("Minh", department, {Role::approver});
  const std::string auditor = api.user("Thu", department, {Role::auditor});
  const std::string clerk = api.user("Vân", department, {Role::clerk});
  const std::string administrator = api.user("Hải", department, {Role::administrator});
  /// May everything, but not here.
  const std::string stranger =
      api.user("Khách", "Sở Nội vụ tỉnh khác",
               {Role::administrator, Role::planner, Role::approver, Role::clerk, Role::inspector,
                Role::agency, Role::auditor});
  std::string plan;  ///< The path of the plan.

  static std::string file() {
    std::ifstream in{std::string{INSPECTORD_SOURCE_DIR} + "/plans/bac-giang-2024.json"};
    if (!in) throw std::runtime_error("no plan of Bắc Giang");
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  ApiAnswer act(const std::string& action, const std::string& who, const JsonObject& body = {}) {
    return api.post(plan + "/actions/" + action, who, write_json(body));
  }

  void import() { plan = must(201, api.post("/api/v1/plans", planner, file())).field("Location"); }

  /// Overrides for every error that stops the approval.
  JsonArray overrides() {
    JsonArray proposed;
    const auto warnings = api.get(plan + "/warnings", planner);
    for (const auto& warning : warnings.list("/items")) {
      const auto text = [&](const char* key) { return *warning.find(key)->if_string(); };
      const auto code = text("code");
      if (text("severity") != "error" || code == "MISSING_NUMBER" || code == "MISSING_DATE" ||
          code == "MISSING_DAY")
        continue;
      proposed.push_back(
          JsonObject{{"code", code}, {"pointer", text("pointer")}, {"reason", "giữ như bản giấy"}});
    }
    return proposed;
  }

  void number() {
    must(200, act("submit", planner, {{"overrides", overrides()}}));
    must(200, act("approve", approver));
    must(200, act("number", clerk, {{"number", "25/KH-SLĐTBXH"}, {"date", "2024-04-15"}}));
  }

  /// A mail address for everybody who is visited or owes a report.
  void add_contacts() {
    std::set<std::string> wanted;
    const auto content = parse_json(file()).value();
    for (const auto& group : *content.find("groups")->if_array()) {
      const auto* members = group.find("members");
      if (!members) continue;
      for (const auto& member : *members->if_array()) wanted.insert(*member.if_string());
    }
    std::set<std::string> names;
    for (const auto& agency : *content.find("agencies")->if_array()) {
      if (wanted.contains(*agency.find("key")->if_string()))
        names.insert(*agency.find("name")->if_string());
    }
    const auto agencies = api.get("/api/v1/agencies?limit=500", planner);
    int number = 0;
    for (const auto& agency : agencies.list("/items")) {
      if (!names.contains(*agency.find("name")->if_string())) continue;
      const JsonObject contact{{"kind", "mail"},
                               {"address", "vt" + std::to_string(++number) + "@example.vn"}};
      must(201, api.post("/api/v1/agencies/" + *agency.find("id")->if_string() + "/contacts",
                         planner, write_json(contact)));
    }
  }

  static JsonObject attachments_follow() {
    JsonArray notes;
    for (const auto* key : {"phu-luc-02", "phu-luc-03", "bieu-mau"}) {
      notes.push_back(JsonObject{{"key", key},
                                 {"kind", "to_follow"},
                                 {"day", "2024-04-25"},
                                 {"owner", "Phòng Trẻ em và Bình đẳng giới"}});
    }
    return {{"attachment_notes", std::move(notes)}};
  }

  void notify() {
    import();
    number();
    add_contacts();
    must(200, act("notify", clerk, attachments_follow()));
  }

  /// The path of the duty that an agency owes, as the planner's record shows it.
  std::string duty_of(const std::string& agency) {
    const auto record = api.get(plan, planner);
    for (const auto& duty : record.list("/duties")) {
      const auto* name = duty.at_pointer("/agency/name");
      if (name && name->if_string() && *name->if_string() == agency)
        return "/api/v1/duties/" + *duty.find("id")->if_string();
    }
    throw std::runtime_error("no duty of " + agency);
  }

  static ApiAnswer must(int status, ApiAnswer answer) {
    if (answer.status != status)
      throw std::runtime_error(std::to_string(answer.status) + " " + answer.body);
    return answer;
  }
};

}  // namespace inspectord

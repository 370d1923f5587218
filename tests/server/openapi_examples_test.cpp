// SPDX-License-Identifier: Apache-2.0
// The examples of docs/openapi.json, sent as they stand: the life of a small plan, from its draft
// to what its conclusion asks for. tests/openapi holds requests and answers against the document
// besides.
#include "tests/support/api_harness.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <stdexcept>

namespace inspectord {
namespace {

using Places = std::map<std::string, std::string>;

const std::string signed_paper = "Kế hoạch kiểm tra công tác văn thư năm 2024, đã ký.\n";

/// An operation of the document and where it stands.
struct Operation {
  std::string method, path;
  JsonValue json;

  const JsonObject& examples() const {
    static const JsonObject none;
    const auto* found = json.at_pointer("/requestBody/content/application~1json/examples");
    return found ? *found->if_object() : none;
  }
};

std::map<std::string, Operation> operations_of(const JsonValue& document) {
  std::map<std::string, Operation> all;
  for (const auto& path : *document.find("paths")->if_object()) {
    for (const auto& one : *path.value.if_object())
      all[*one.value.find("operationId")->if_string()] = {one.key, path.key, one.value};
  }
  return all;
}

class OpenApiExamples : public testing::Test {
 protected:
  OpenApiExamples() {
    for (const auto& [id, operation] : operations_) {
      for (const auto& example : operation.examples()) left_.insert(id + " " + example.key);
    }
  }

  void on(std::string_view day) {
    api_.clock().set(parse_rfc3339(std::string{day} + "T02:00:00Z").value());
  }

  /// Sends an example, with the places of its path filled in; it has to be accepted.
  ApiAnswer send(const std::string& who, const std::string& id, const std::string& name,
                 const Places& places = {}) {
    left_.erase(id + " " + name);
    const auto& operation = operations_.at(id);
    std::string path = operation.path;
    for (const auto& [place, value] : places) {
      const auto brace = "{" + place + "}";
      path.replace(path.find(brace), brace.size(), value);
    }
    const auto* example = operation.json.at_pointer(
        "/requestBody/content/application~1json/examples/" + name + "/value");
    if (!example) throw std::runtime_error(id + " has no example " + name);
    const auto method = operation.method == "put" ? Method::put : Method::post;
    ApiHarness::Fields fields{{"If-Match", "*"}};
    if (method == Method::post)
      fields.emplace_back("Idempotency-Key", "example-" + std::to_string(++sent_));
    auto answer = api_.ask(method, path, who, write_json(*example), fields);
    EXPECT_TRUE(answer.status == 200 || answer.status == 201)
        << id << " " << name << ": " << answer.status << " " << answer.body;
    return answer;
  }

  void act(const std::string& who, const std::string& action, const std::string& example = {}) {
    send(who, "act_on_plan", example.empty() ? action : example,
         {{"id", plan_}, {"action", action}});
  }

  /// One action after the other, by examples of their names.
  void act_on(const std::string& operation, const std::string& id,
              const std::vector<std::string>& actions) {
    for (const auto& action : actions)
      send(planner_, operation, action, {{"id", id}, {"action", action}});
  }

  std::string text_of_plan(std::string_view pointer) {
    return api_.get("/api/v1/plans/" + plan_, planner_).text(pointer);
  }

  std::string agency(std::string_view name) {
    const auto agencies = api_.get("/api/v1/agencies", planner_);
    for (const auto& one : agencies.list("/items")) {
      if (*one.find("name")->if_string() == name) return *one.find("id")->if_string();
    }
    throw std::runtime_error("no agency " + std::string{name});
  }

  void draft();
  void issue();
  void report();
  void visit();
  void score();
  void conclude();
  void keep_house();

  ApiHarness api_;
  const std::string house_ = "Sở Nội vụ tỉnh A";
  const std::string planner_ = api_.user("Lan", house_, {Role::planner});
  const std::string approver_ = api_.user("minh", house_, {Role::approver});
  const std::string clerk_ = api_.user("Vân", house_, {Role::clerk});
  const std::string administrator_ = api_.user("Hải", house_, {Role::administrator});
  const std::map<std::string, Operation> operations_ =
      operations_of(api_.get("/api/openapi.json", "").json);
  std::set<std::string> left_;  ///< "operation example": not sent yet.
  int sent_ = 0;
  std::string plan_;
};

void OpenApiExamples::draft() {
  on("2024-03-01");
  plan_ = send(planner_, "import_plan", "inspection").text("/id");
  act(planner_, "edit");
  act(planner_, "submit");
  act(clerk_, "return");
  act(planner_, "submit");
}

void OpenApiExamples::issue() {
  on("2024-03-04");
  EXPECT_EQ(api_.post("/api/v1/files", clerk_, signed_paper).status, 201);
  act(clerk_, "approve");
  act(clerk_, "number");
  const auto unit = agency("UBND xã B");
  send(planner_, "add_contact", "mail", {{"id", unit}});
  send(planner_, "add_contact", "webhook", {{"id", unit}});
  act(planner_, "notify");
  send(administrator_, "import_directory", "two");
  act_on("act_on_task", text_of_plan("/tasks/0/id"), {"set_date", "finish", "undo"});
  act_on("act_on_visit", text_of_plan("/visits/1/id"),
         {"confirm", "undo", "move", "postpone", "reschedule"});
}

void OpenApiExamples::report() {
  on("2024-04-04");
  act(clerk_, "correct");
  act_on("act_on_duty", text_of_plan("/duties/0/id"), {"extend", "submit", "accept"});
  const auto other = text_of_plan("/duties/1/id");
  for (const auto* paper : {"nil", "paper"}) {
    send(planner_, "file_paper", paper, {{"id", other}});
    const auto undone = api_.post("/api/v1/duties/" + other + "/actions/undo", planner_,
                                  R"({"reason":"Ghi nhầm"})");
    EXPECT_EQ(undone.status, 200) << undone.body;
  }
  act_on("act_on_duty", other, {"waive"});
}

void OpenApiExamples::visit() {
  on("2024-04-17");
  for (const auto* visit : {"/visits/0/id", "/visits/1/id"})
    act_on("act_on_visit", text_of_plan(visit), {"hold"});
}

void OpenApiExamples::score() {
  const auto of = [&](const std::string& unit, const std::string& action) {
    send(planner_, "act_on_score", action,
         {{"id", plan_}, {"sheet", "bang-diem"}, {"unit", unit}, {"action", action}});
  };
  of("xa-b", "self_score");
  of("xa-b", "rescore");
  of("xa-b", "finalize");
  of("xa-c", "exempt");
}

void OpenApiExamples::conclude() {
  on("2024-05-03");
  act(planner_, "amend");
  act(planner_, "amend", "drop_amendment");
  act(planner_, "inspect");
  act(planner_, "reopen");
  act(planner_, "inspect");
  act(planner_, "conclude");
  on("2024-09-21");
  act_on("act_on_recommendation", text_of_plan("/recommendations/0/id"),
         {"report", "return", "report", "verify", "close"});
  act_on("act_on_recommendation", text_of_plan("/recommendations/1/id"), {"set_date", "extend"});
}

void OpenApiExamples::keep_house() {
  send(administrator_, "change_sending", "pause");
  send(administrator_, "change_sending", "trial");
  send(planner_, "create_feed", "house");
  send(planner_, "create_calendar", "own");
  send(administrator_, "change_calendar", "house", {{"calendar", "house"}});
  send(planner_, "create_policy", "weekly");
  send(planner_, "edit_policy", "earlier", {{"policy", "so-noi-vu-hang-tuan"}});
  const auto substitute = send(clerk_, "add_substitute", "leave").text("/id");
  send(clerk_, "end_substitute", "today", {{"id", substitute}});
  plan_ = send(planner_, "import_plan", "letter").text("/id");
  act(planner_, "cancel");
  send(planner_, "end_agency", "merged", {{"id", agency("UBND xã C")}});
}

TEST_F(OpenApiExamples, AreAcceptedOneAfterTheOther) {
  draft();
  issue();
  report();
  visit();
  score();
  conclude();
  keep_house();
  EXPECT_EQ(left_, std::set<std::string>{}) << "not sent";
  EXPECT_GE(sent_, 50);
}

}  // namespace
}  // namespace inspectord

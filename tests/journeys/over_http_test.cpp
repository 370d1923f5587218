// SPDX-License-Identifier: Apache-2.0
// The main job over HTTP, on loopback: three people take Bắc Giang from its file to its first
// mails.
#include "formats/directory_file.hpp"
#include "formats/json.hpp"
#include "formats/plan_file.hpp"
#include "server/tokens.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/raw_client.hpp"
#include "usecases/user_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::SizeIs;

/// One of the people, at the API with a token.
class Person {
 public:
  Person(Journey& service, const std::string& name) : service_(service) {
    SystemRandom random;
    const auto token = make_token(random);
    token_ = token.text.reveal();
    const auto issued = service.write([&](Transaction& tx) {
      return issue_token(tx, name, token.hash, "thử", std::nullopt, service.now(), service.house());
    });
    EXPECT_TRUE(issued);
  }

  RawAnswer ask(const std::string& method, const std::string& target,
                const std::string& body = {}) {
    RawClient client{service_.app().port()};
    client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                token_ + "\r\nIf-Match: *\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    return client.receive().value();
  }
  JsonValue post(const std::string& target, const std::string& body, int status = 200) {
    const auto answer = ask("POST", target, body);
    EXPECT_EQ(answer.status, status) << target << " " << answer.body;
    return parse_json(answer.body).value();
  }
  JsonValue get(const std::string& target) {
    const auto answer = ask("GET", target);
    EXPECT_EQ(answer.status, 200) << target << " " << answer.body;
    return parse_json(answer.body).value();
  }

 private:
  Journey& service_;
  std::string token_;
};

ContactListing mail_to(const std::string& key) {
  ContactListing contact;
  contact.address = "bac-giang-2024." + key + "@minhhoa.example";
  return contact;
}

/// Where every agency of the plan is told, and who the groups are that its paper does not
/// enumerate.
DirectoryFile directory_of(const Plan& plan) {
  DirectoryFile file;
  for (const auto& entry : plan.agencies) {
    const auto* parent = find_by_key(plan.agencies, entry.parent);
    AgencyListing agency;
    agency.name = entry.name;
    agency.parent = parent ? parent->name : "";
    agency.contacts = {mail_to(entry.key)};
    file.agencies.push_back(agency);
  }
  for (const auto& group : plan.groups) {
    if (!group.members.empty()) continue;
    AgencyListing member;
    member.name = group.name + " (minh họa)";
    member.contacts = {mail_to(group.key)};
    file.groups.push_back({.plan = plan.key,
                           .key = group.key,
                           .members = {member.name},
                           .valid_from = {},
                           .valid_to = {}});
    file.agencies.push_back(std::move(member));
  }
  return file;
}

std::string overrides_of(const JsonValue& warnings) {
  JsonArray overrides;
  for (const auto& warning : *warnings.if_array()) {
    const auto code = *warning.find("code")->if_string();
    const bool at_notification = code.starts_with("MISSING_");
    if (*warning.find("severity")->if_string() != "error" || at_notification) continue;
    overrides.push_back(JsonObject{{"code", code},
                                   {"pointer", *warning.find("pointer")->if_string()},
                                   {"reason", "Giữ nguyên theo văn bản"}});
  }
  return write_json(JsonObject{{"overrides", std::move(overrides)}});
}

std::string notes_of(const Plan& plan) {
  JsonArray notes;
  for (const auto& attachment : plan.attachments) {
    if (attachment.holds.empty()) {
      notes.push_back(JsonObject{
          {"key", attachment.key}, {"kind", "waived"}, {"reason", "Không có trong văn bản"}});
    }
  }
  return write_json(JsonObject{{"attachment_notes", std::move(notes)}});
}

TEST(OverHttp, APlanIsSignedNumberedNotifiedMovedAndReminded) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  Person planner{service, "lan"}, approver{service, "minh"}, clerk{service, "hoa"};
  const auto plan = plan_file("bac-giang-2024");
  const auto made = planner.post("/api/v1/plans", encode_plan(plan), 201);
  const std::string path = "/api/v1/plans/" + *made.find("id")->if_string();
  planner.post("/api/v1/directory", encode_directory(directory_of(plan)));

  const auto warned = planner.get(path + "/warnings");
  const auto* warnings = warned.find("items") ? warned.find("items") : &warned;
  planner.post(path + "/actions/submit", overrides_of(*warnings));
  EXPECT_EQ(
      planner.ask("POST", path + "/actions/approve", R"({"signer":"lan","reason":"x"})").status,
      403)
      << "whoever drafted it does not sign it";
  clerk.post("/api/v1/substitutes",
             write_json(JsonObject{{"signer", plan.signer->name},
                                   {"substitute", "minh"},
                                   {"valid_from", "2024-04-01"},
                                   {"valid_to", "2024-04-30"},
                                   {"document_number", "12/GUQ"},
                                   {"document_date", "2024-04-01"}}),
             201);
  approver.post(path + "/actions/approve", "{}");
  EXPECT_EQ(clerk.ask("POST", path + "/actions/notify", notes_of(plan)).status, 409)
      << "it has no number yet";
  clerk.post(path + "/actions/number", R"({"number":"77/KH-MH","date":"2024-04-24"})");
  clerk.post(path + "/actions/notify", notes_of(plan));
  ASSERT_TRUE(service.app().wait_delivered());  // the act rang the alarm: no tick is needed
  EXPECT_GT(service.mails().size(), 25U);

  service.live_until("2024-05-06 12:00");
  EXPECT_THAT(speaking_of(service.mails(), "Thứ Hai, 20/05/2024"), SizeIs(10));
  const auto id = *PlanId::parse(*made.find("id")->if_string());
  const auto visit = service.visit(id, "son-dong").id.to_string();
  planner.post("/api/v1/visits/" + visit + "/actions/move",
               R"({"date":"2024-05-27","reason":"other_duty","note":"Đoàn bận họp tỉnh"})");
  ASSERT_TRUE(service.app().wait_delivered());
  EXPECT_THAT(
      speaking_of(service.mails(), "ĐỔI LỊCH kiểm tra UBND huyện Sơn Động: Thứ Hai, 27/05/2024"),
      SizeIs(10));
}

TEST(OverHttp, TheServiceIsReadyAfterItsFirstTick) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  RawClient client{service.app().port()};
  client.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().value().status, 200);
}

}  // namespace
}  // namespace inspectord

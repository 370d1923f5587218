// SPDX-License-Identifier: Apache-2.0
// What is wrong with a request, and how it is said.
#include "storage/outbox.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(ApiRequests, AreRefusedInTheLanguageAskedForWithEveryPointer) {
  BacGiang house;
  house.import();
  const std::string body =
      R"({"overrides":[{"code":"X"}],"date":"2024-02-30","nummer":"1","signed_file":"abc",)"
      R"("content":{"format":"inspectord-plan/1","key":"x"}})";
  const auto vi = house.api.post(house.plan + "/actions/edit", house.planner, body);
  EXPECT_EQ(vi.status, 422) << vi.body;
  std::vector<std::string> pointers;
  for (const auto& error : vi.list("/errors"))
    pointers.push_back(*error.find("pointer")->if_string());
  EXPECT_THAT(pointers, Contains("/overrides/0"));
  EXPECT_THAT(pointers, Contains("/date"));
  EXPECT_THAT(pointers, Contains("/nummer"));
  EXPECT_THAT(pointers, Contains("/signed_file"));
  EXPECT_THAT(pointers, Contains(testing::StartsWith("/content")));
  EXPECT_EQ(vi.field("Content-Language"), "vi");
  const auto en = house.api.post(house.plan + "/actions/edit", house.planner, body,
                                 {{"Accept-Language", "en"}});
  EXPECT_EQ(en.field("Content-Language"), "en");
  EXPECT_NE(vi.text("/detail"), en.text("/detail"));
  EXPECT_EQ(vi.codes(), en.codes());
  for (const auto& error : en.list("/errors"))
    EXPECT_THAT(*error.find("message")->if_string(), Not(HasSubstr("refusal."))) << en.body;
}

TEST(ApiRequests, ThatAreNoJsonAreRefusedWithLineAndColumn) {
  BacGiang house;
  house.import();
  const auto refused =
      house.api.post(house.plan + "/actions/edit", house.planner, "{\n  \"reason\": oops\n}");
  EXPECT_EQ(refused.status, 400) << refused.body;
  EXPECT_EQ(refused.text("/errors/0/line"), "2");
  EXPECT_EQ(refused.text("/errors/0/column"), "13");
  EXPECT_EQ(house.api.post("/api/v1/plans", house.planner, "").status, 400);
  EXPECT_EQ(house.api.post(house.plan + "/actions/edit", house.planner, "[]").status, 422);
}

TEST(ApiRequests, WithAStaleVersionChangeNothing) {
  BacGiang house;
  house.import();
  const auto submit = house.plan + "/actions/submit";
  EXPECT_EQ(house.api.post(submit, house.planner, "", {{"If-Match", "\"v7\""}}).status, 412);
  EXPECT_EQ(house.api.post(submit, house.planner, "", {{"If-Match", "W/\"v1\""}}).status, 412);
  EXPECT_EQ(house.api.post(submit, house.planner, "", {{"If-Match", "\"v1\""}}).status, 200);
  const auto stale = house.api.post(submit, house.planner, "", {{"If-Match", "\"v1\""}});
  EXPECT_EQ(stale.status, 412) << stale.body;
  EXPECT_EQ(stale.text("/errors/0/arguments/version"), "2");
  EXPECT_EQ(house.api
                .post(house.plan + "/actions/return", house.clerk, R"({"reason":"sửa"})",
                      {{"If-Match", "*"}})
                .status,
            200);
}

TEST(ApiRequests, ForUnknownActionsAreToldTheKnownOnes) {
  BacGiang house;
  house.import();
  const auto refused = house.act("aprove", house.approver);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.text("/code"), "unknown_action");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("submit, approve, return"));
}

TEST(ApiRequests, WithWrongParametersAreToldAllOfThem) {
  BacGiang house;
  const auto refused =
      house.api.get("/api/v1/plans?limit=0&state=done&color=red&year=x&year=2024", house.planner);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.codes(),
              testing::UnorderedElementsAre("bad_parameter", "bad_parameter", "unknown_parameter",
                                            "repeated_parameter"));
  EXPECT_EQ(house.api.get("/api/v1/plans?limit=%zz", house.planner).status, 400);
}

TEST(ApiFiles, AreHeldByTheAgencyThatBroughtThem) {
  BacGiang house;
  const std::string bytes = "%PDF-1.7\nbản đã ký\n";
  const auto kept = house.api.post("/api/v1/files", house.clerk, bytes);
  ASSERT_EQ(kept.status, 201) << kept.body;
  EXPECT_EQ(kept.text("/media_type"), "application/pdf");
  const auto path = kept.field("Location");
  const auto read = house.api.get(path, house.planner);
  EXPECT_EQ(read.body, bytes);
  EXPECT_EQ(read.field("Content-Type"), "application/pdf");
  EXPECT_EQ(house.api.get(path, house.stranger).status, 404);
  EXPECT_EQ(house.api.get("/api/v1/files/abc", house.planner).status, 404);
  EXPECT_EQ(house.api.post("/api/v1/files", house.clerk, "").status, 422);
}

TEST(ApiFiles, OfASignedPaperHaveToBeThere) {
  BacGiang house;
  house.import();
  BacGiang::must(200, house.act("submit", house.planner, {{"overrides", house.overrides()}}));
  JsonObject signature{{"signer", "Bùi Quang Phát"},
                       {"signed_on", "2024-04-12"},
                       {"signed_file", std::string(64, 'a')}};
  const auto refused = house.act("approve", house.clerk, signature);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/signed_file");
  const auto kept = house.api.post("/api/v1/files", house.clerk, "%PDF-1.7\n");
  signature.back().value = kept.text("/sha256");
  const auto approved = house.act("approve", house.clerk, signature);
  EXPECT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.text("/approval/signed_file"), kept.text("/sha256"));
}

TEST(ApiSending, IsSwitchedWithAReasonAndJournaled) {
  BacGiang house;
  const auto put = [&](const std::string& body) {
    return house.api.ask(
        Method::put, "/api/v1/sending", house.administrator, body,
        {{"If-Match", house.api.get("/api/v1/sending", house.planner).field("ETag")}});
  };
  EXPECT_EQ(put(R"({"paused":true})").status, 422);
  EXPECT_EQ(put(R"({"paused":true,"reason":"thử","trial_address":"không phải"})").status, 422);
  const auto paused = put(R"({"paused":true,"reason":"bảo trì","trial_address":"thu@example.vn"})");
  ASSERT_EQ(paused.status, 200) << paused.body;
  const auto shown = house.api.get("/api/v1/sending", house.planner);
  EXPECT_EQ(shown.text("/paused"), "true");
  EXPECT_EQ(shown.text("/trial_address"), "thu@example.vn");
  EXPECT_EQ(shown.text("/changed_at"), "2024-04-15T09:00:00+07:00");
  EXPECT_THAT(house.api.get("/api/v1/events", house.administrator).body,
              HasSubstr("sending.switched"));
}

TEST(ApiContacts, ShowTheSecretOfAWebhookOnce) {
  BacGiang house;
  house.import();
  const auto own = house.api.get("/api/v1/agencies?limit=500", house.planner);
  const std::string body =
      R"({"kind":"webhook","address":"https://example.vn/hook","label":"Máy"})";
  std::string path;
  for (const auto& one : own.list("/items")) {
    if (*one.find("name")->if_string() == "UBND huyện Lục Nam")
      path = "/api/v1/agencies/" + *one.find("id")->if_string();
  }
  const auto made = house.api.post(path + "/contacts", house.planner, body);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_THAT(made.text("/secret"), testing::StartsWith("whsec_"));
  const auto again = house.api.post(path + "/contacts", house.planner, body);
  EXPECT_EQ(again.text("/id"), made.text("/id"));
  const auto shown = house.api.get(path, house.planner);
  ASSERT_EQ(shown.list("/contacts").size(), 1u);
  EXPECT_THAT(shown.body, Not(HasSubstr("whsec_")));
  EXPECT_EQ(
      house.api.post(path + "/contacts", house.planner, R"({"kind":"mail","address":"x"})").status,
      422);
}

TEST(ApiDirectory, TakesAFileWholeOrNotAtAll) {
  BacGiang house;
  const auto took = house.api.post(
      "/api/v1/directory", house.planner,
      R"({"format":"inspectord-directory/1","agencies":[{"name":"Sở Y tế","parent":"UBND tỉnh A",)"
      R"("contacts":[{"kind":"mail","address":"vt@example.vn"}]}]})");
  ASSERT_EQ(took.status, 200) << took.body;
  EXPECT_EQ(took.text("/contacts"), "1");
  const auto refused = house.api.post(
      "/api/v1/directory", house.planner,
      R"({"format":"inspectord-directory/1","agencies":[{"name":"Sở Nội vụ","parent":"UBND tỉnh A"}],)"
      R"("groups":[{"plan":"p","key":"g","members":["Nơi không có"]}]})");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/groups/0/members/0");
  EXPECT_THAT(house.api.get("/api/v1/agencies?limit=500", house.planner).body,
              Not(HasSubstr("\"Sở Nội vụ\"")));
}

TEST(ApiMessages, ThatAreDeadGoOutAgainUnderTheirId) {
  BacGiang house;
  house.notify();
  const auto now = house.api.clock().now();
  const auto died = house.api.writer().run([&](Transaction& tx) {
    const auto claimed =
        outbox::claim_due(tx, now, {.channel = "mail", .most = 1, .most_per_address = 1});
    outbox::settle(tx, claimed.at(0).id, claimed.at(0).fence,
                   {.state = MessageState::dead,
                    .next_attempt_at = now,
                    .detail = "550 no such user",
                    .attempt = Attempt{.id = AttemptId::make(now, house.api.house().random),
                                       .number = 1,
                                       .started_at = now,
                                       .took = std::chrono::milliseconds{12},
                                       .outcome = "dead",
                                       .status = 550,
                                       .detail = "no such user"}},
                   now);
    return claimed.at(0).id.to_string();
  });
  const auto dead = house.api.get("/api/v1/messages?state=dead", house.clerk);
  ASSERT_EQ(dead.list("/items").size(), 1u) << dead.body;
  EXPECT_EQ(dead.text("/items/0/id"), died);
  const auto path = "/api/v1/messages/" + died;
  const auto attempts = house.api.get(path + "/attempts", house.clerk);
  EXPECT_EQ(attempts.text("/items/0/status"), "550");
  EXPECT_EQ(attempts.text("/items/0/milliseconds"), "12");
  const int woken = house.api.times_woken();
  const auto again = house.api.post(path + "/actions/send_again", house.clerk);
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.text("/id"), died);
  EXPECT_EQ(again.text("/state"), "queued");
  EXPECT_EQ(house.api.times_woken(), woken + 1);
  EXPECT_TRUE(house.api.get("/api/v1/messages?state=dead", house.clerk).list("/items").empty());
}

TEST(ApiRequests, WithAParameterThatNobodyAsksForAreRefusedEverywhere) {
  BacGiang house;
  house.import();
  EXPECT_EQ(house.api.get(house.plan, house.planner).status, 200);
  for (const std::string& target : {house.plan + "?lang=en", std::string{"/api/v1/sending?x"},
                                    std::string{"/api/v1/plans?lang=en"}}) {
    const auto refused = house.api.get(target, house.planner);
    EXPECT_EQ(refused.status, 422) << target << refused.body;
    EXPECT_THAT(refused.codes(), Contains("unknown_parameter"));
  }
  const auto act = house.api.post(house.plan + "/actions/submit?dry_run=true", house.planner);
  EXPECT_EQ(act.status, 422) << act.body;
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/submitted"), "false")
      << "and nothing was done";
}

TEST(ApiRequests, ForFilesAreAnsweredOnThePool) {
  BacGiang house;
  int of_files = 0;
  for (const auto& route : house.api.routes()) {
    if (!route.path.starts_with("/api/v1/files")) continue;
    const bool moves_bytes = route.method == Method::post || route.path.ends_with("{sha256}");
    EXPECT_EQ(begins_on_pool(route.handler), moves_bytes) << route.path;
    of_files += moves_bytes;
  }
  EXPECT_EQ(of_files, 2);
}

TEST(ApiRequests, ThatAskWhatAChangeOfAllPlansWouldDoKeepNobodyWaiting) {
  BacGiang house;
  int edits = 0;
  for (const auto& route : house.api.routes()) {
    const bool of_all =
        route.path.starts_with("/api/v1/calendars") || route.path.starts_with("/api/v1/policies");
    if (!of_all || route.method == Method::get) continue;
    ++edits;
    EXPECT_TRUE(begins_on_pool(route.handler) && reads_at_length(route.handler)) << route.path;
  }
  EXPECT_EQ(edits, 4);
}

}  // namespace
}  // namespace inspectord

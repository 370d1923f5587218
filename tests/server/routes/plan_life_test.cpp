// SPDX-License-Identifier: Apache-2.0
// The whole life of a real plan over the API.
#include "storage/outbox.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

TEST(ApiPlans, TakesAPlanFileAndGivesItBack) {
  BacGiang house;
  const auto made = house.api.post("/api/v1/plans", house.planner, BacGiang::file());
  ASSERT_EQ(made.status, 201) << made.body;
  house.plan = made.field("Location");
  EXPECT_EQ(made.field("ETag"), "\"v1\"");
  EXPECT_EQ(made.text("/state"), "drafted");
  EXPECT_THAT(made.text("/open_actions"), HasSubstr("approve"));

  const auto file = house.api.get(house.plan + "/file", house.planner);
  const auto again = house.api.post("/api/v1/plans", house.planner, file.body);
  EXPECT_EQ(again.status, 409) << again.body;
  EXPECT_EQ(again.text("/code"), "duplicate_plan");
  EXPECT_EQ("/api/v1/plans/" + again.text("/errors/0/arguments/plan"), house.plan);
}

TEST(ApiPlans, AreListedPageByPageByStateAndYear) {
  BacGiang house;
  house.import();
  auto other = BacGiang::file();
  other.replace(other.find("bac-giang-2024"), 14, "bac-giang-2025");
  BacGiang::must(201, house.api.post("/api/v1/plans", house.planner, other));

  const auto first = house.api.get("/api/v1/plans?limit=1&year=2024", house.planner);
  ASSERT_EQ(first.list("/items").size(), 1u);
  const auto link = first.field("Link");
  EXPECT_THAT(link, HasSubstr("rel=\"next\""));
  const auto next = house.api.get(link.substr(1, link.find('>') - 1), house.planner);
  ASSERT_EQ(next.list("/items").size(), 1u) << next.body;
  EXPECT_NE(first.text("/items/0/id"), next.text("/items/0/id"));
  EXPECT_EQ(next.text("/next_cursor"), "null");
  EXPECT_TRUE(house.api.get("/api/v1/plans?state=notified", house.planner).list("/items").empty());
  EXPECT_TRUE(house.api.get("/api/v1/plans?year=2023", house.planner).list("/items").empty());
  EXPECT_TRUE(house.api.get("/api/v1/plans", house.stranger).list("/items").empty());
}

TEST(ApiPlans, AreNotSentAgainToWhoHasThem) {
  BacGiang house;
  house.import();
  const auto first = house.api.get(house.plan, house.planner);
  const auto same =
      house.api.get(house.plan, house.planner, {{"If-None-Match", first.field("ETag")}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  BacGiang::must(200, house.act("submit", house.planner));
  EXPECT_EQ(
      house.api.get(house.plan, house.planner, {{"If-None-Match", first.field("ETag")}}).status,
      200);
}

TEST(ApiPlans, ShowWarningsInTheLanguageAskedFor) {
  BacGiang house;
  house.import();
  const auto excluded = [&](const char* language) {
    const auto answer =
        house.api.get(house.plan + "/warnings", house.planner, {{"Accept-Language", language}});
    for (const auto& warning : answer.list("/items")) {
      if (*warning.find("code")->if_string() == "UNIT_EXCLUDED_BUT_SCHEDULED") return warning;
    }
    throw std::runtime_error("no such warning");
  };
  EXPECT_EQ(*excluded("en").find("severity")->if_string(), "error");
  EXPECT_THAT(*excluded("en").find("message")->if_string(),
              HasSubstr("taken out of the inspection"));
  EXPECT_THAT(*excluded("vi").find("message")->if_string(), Not(HasSubstr("taken out")));
  EXPECT_EQ(excluded("en").find("overridden")->if_boolean(), false);
  house.number();
  EXPECT_EQ(excluded("en").find("overridden")->if_boolean(), true);
}

TEST(ApiPlans, ForecastHoldsBackWhatAnOpenErrorConcerns) {
  BacGiang house;
  house.import();
  const auto before = house.api.get(house.plan + "/forecast", house.planner);
  EXPECT_EQ(before.list("/items").size(), 66u);
  EXPECT_NE(before.text("/held_back"), "0");
  house.number();
  const auto after = house.api.get(house.plan + "/forecast", house.planner);
  EXPECT_GT(after.list("/items").size(), 66u);
  EXPECT_EQ(after.text("/held_back"), "0");
}

TEST(ApiPlanActs, RefuseWithAllThatIsMissing) {
  BacGiang house;
  house.import();
  const auto refused = house.act("approve", house.substitute);
  EXPECT_EQ(refused.status, 403) << refused.body;
  EXPECT_THAT(refused.codes(), Contains("not_the_signer"));
  EXPECT_THAT(refused.codes(), Contains("open_error"));
  EXPECT_THAT(refused.text("/open_actions"), HasSubstr("submit"));
}

TEST(ApiPlanActs, NotifyListsWhoReachesNobodyAndWhichAttachmentsAreMissing) {
  BacGiang house;
  house.import();
  house.number();
  const auto refused = house.act("notify", house.clerk);
  EXPECT_EQ(refused.status, 409) << refused.body;
  const auto codes = refused.codes();
  EXPECT_EQ(std::ranges::count(codes, "attachment_missing"), 3);
  EXPECT_EQ(std::ranges::count(codes, "reaches_nobody"), 10 + 18);
  for (const auto& error : refused.list("/errors"))
    EXPECT_THAT(*error.find("pointer")->if_string(), testing::StartsWith("/"));
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/state"), "approved");
}

TEST(ApiPlanActs, TellWhatFollowsFromThem) {
  BacGiang house;
  house.import();
  house.number();
  house.add_contacts();
  const int woken = house.api.times_woken();
  const auto notified = house.act("notify", house.clerk, BacGiang::attachments_follow());
  ASSERT_EQ(notified.status, 200) << notified.body;
  EXPECT_EQ(house.api.times_woken(), woken + 1);
  EXPECT_EQ(notified.text("/state"), "notified");
  EXPECT_EQ(notified.list("/visits").size(), 10u);
  EXPECT_EQ(notified.list("/duties").size(), 18u);
  EXPECT_EQ(notified.list("/tasks").size(), 19u);
  const auto planned = std::stoi(notified.text("/ledger/planned"));
  EXPECT_GT(planned, 66);
  const auto messages = house.api.get(house.plan + "/messages?limit=500", house.planner);
  EXPECT_EQ(std::to_string(messages.list("/items").size()), notified.text("/messages"));

  const auto ledger = house.api.get(house.plan + "/ledger?limit=1000", house.planner);
  EXPECT_EQ(static_cast<int>(ledger.list("/items").size()),
            planned + std::stoi(notified.text("/ledger/past")));
  const auto first = house.api.get(house.plan + "/ledger?limit=5", house.planner);
  const auto page = house.api.get(
      house.plan + "/ledger?limit=5&cursor=" + first.text("/next_cursor"), house.planner);
  EXPECT_EQ(page.list("/items")[0], ledger.list("/items")[5]);

  const auto message = "/api/v1/messages/" + messages.text("/items/0/id");
  EXPECT_EQ(house.api.get(message, house.planner).text("/state"), "queued");
  const auto body = house.api.get(message + "/body", house.planner);
  EXPECT_EQ(body.field("Content-Type"), "message/rfc822");
  EXPECT_THAT(body.body, HasSubstr("Message-ID: <" + messages.text("/items/0/id") + "@"));
  EXPECT_TRUE(house.api.get(message + "/attempts", house.planner).list("/items").empty());
  const auto again = house.api.post(message + "/actions/send_again", house.clerk);
  EXPECT_EQ(again.status, 409) << again.body;
  EXPECT_EQ(again.text("/code"), "message_not_dead");
}

TEST(ApiVisitActs, MoveTheRemindersWithTheDay) {
  BacGiang house;
  house.notify();
  const auto visit =
      "/api/v1/visits/" + house.api.get(house.plan, house.planner).text("/visits/0/id");
  const auto refused = house.api.post(visit + "/actions/move", house.planner, "{}");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/reason");
  const auto moved =
      house.api.post(visit + "/actions/move", house.planner,
                     R"({"date":"2024-05-27","reason":"other_duty","note":"Đoàn bận"})");
  ASSERT_EQ(moved.status, 200) << moved.body;
  EXPECT_EQ(moved.text("/date"), "2024-05-27");
  EXPECT_EQ(moved.text("/planned_date"), "2024-05-20");
  EXPECT_EQ(moved.text("/ledger/planned"), moved.text("/ledger/dropped"));
  EXPECT_NE(moved.text("/ledger/planned"), "0");
  EXPECT_NE(moved.text("/messages"), "0");
  const auto shown = house.api.get(visit, house.planner);
  EXPECT_EQ(shown.text("/state"), "tentative");
  EXPECT_THAT(shown.field("ETag"), testing::StartsWith("\"v" + moved.text("/version") + "-"));
  const auto undone =
      house.api.post(visit + "/actions/undo", house.planner, R"({"reason":"nhầm"})");
  EXPECT_EQ(undone.text("/date"), "2024-05-20") << undone.body;
}

TEST(ApiDuties, AreFiledByTheDebtorWithNumberAndDayOfThePaper) {
  BacGiang house;
  house.notify();
  const auto debtor = house.api.user("Dũng", "UBND huyện Lục Nam", {Role::agency});
  const auto duty = house.duty_of("UBND huyện Lục Nam");
  const auto incomplete =
      house.api.post(duty + "/submissions", debtor, R"({"sent_on":"2024-04-15"})");
  EXPECT_EQ(incomplete.status, 422) << incomplete.body;
  EXPECT_EQ(incomplete.text("/errors/0/pointer"), "/number");

  const auto filed = house.api.post(
      duty + "/submissions", debtor,
      R"({"number":"123/BC-UBND","paper_date":"2024-04-14","sent_on":"2024-04-15","way":"axis"})");
  ASSERT_EQ(filed.status, 201) << filed.body;
  EXPECT_EQ(filed.text("/state"), "submitted");
  EXPECT_EQ(filed.text("/late"), "false");
  EXPECT_NE(filed.text("/ledger/dropped"), "0");
  const auto shown = house.api.get(duty, debtor, {{"Accept-Language", "en"}});
  EXPECT_EQ(shown.text("/submissions/0/number"), "123/BC-UBND");
  EXPECT_EQ(shown.text("/submissions/0/way"), "axis");
  EXPECT_EQ(shown.text("/due/last_on_time"), "2024-05-09");
  EXPECT_THAT(shown.text("/derivation/0"), HasSubstr("trước ngày 10/5/2024"));
  EXPECT_THAT(shown.text("/derivation/1"), HasSubstr("last on-time day 2024-05-09"));

  const auto accepted = house.api.post(duty + "/actions/accept", house.planner);
  EXPECT_EQ(accepted.text("/state"), "accepted") << accepted.body;
  const auto late = house.api.post(duty + "/actions/waive", house.planner, R"({"reason":"x"})");
  EXPECT_EQ(late.status, 409) << late.body;
  EXPECT_EQ(late.text("/code"), "wrong_state");
}

TEST(ApiDuties, ShowThatASubmissionWasRecordedByMistake) {
  BacGiang house;
  house.notify();
  const auto duty = house.duty_of("UBND huyện Lục Nam");
  const auto file = [&](const std::string& number) {
    return house.api.post(
        duty + "/submissions", house.clerk,
        R"({"number":")" + number + R"(","paper_date":"2024-04-14","sent_on":"2024-04-15"})");
  };
  EXPECT_EQ(file("123/BC-UBND").text("/submissions/0/undone_at"), "null");
  const auto undone =
      house.api.post(duty + "/actions/undo", house.planner, R"({"reason":"của huyện khác"})");
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(undone.text("/state"), "open");
  house.api.clock().advance(std::chrono::minutes{1});
  const auto again = file("124/BC-UBND");
  ASSERT_EQ(again.list("/submissions").size(), 2u) << again.body;
  EXPECT_EQ(again.text("/submissions/0/number"), "123/BC-UBND");
  EXPECT_EQ(again.text("/submissions/0/undone_at"), again.text("/submissions/0/recorded_at"));
  EXPECT_NE(again.text("/submissions/0/undone_by"), again.text("/submissions/0/recorded_by"));
  EXPECT_EQ(again.text("/submissions/1/undone_at"), "null");
  EXPECT_EQ(again.text("/submissions/1/undone_by"), "null");
}

TEST(ApiTasks, AreStartedAndFinished) {
  BacGiang house;
  house.notify();
  const auto task = "/api/v1/tasks/" + house.api.get(house.plan, house.planner).text("/tasks/0/id");
  EXPECT_EQ(house.api.post(task + "/actions/start", house.planner).text("/state"), "under_way");
  EXPECT_EQ(house.api.post(task + "/actions/finish", house.planner).text("/state"), "done");
}

/// What waits in the outbox arrives.
void deliver_all(ApiHarness& api) {
  const auto now = api.clock().now();
  api.writer().run([&](Transaction& tx) {
    for (const auto& message : outbox::claim_due(tx, now, {.channel = "mail"})) {
      outbox::settle(tx, message.id, message.fence,
                     {.state = MessageState::accepted, .next_attempt_at = now}, now);
    }
    return true;
  });
}

TEST(ApiPlanActs, CancellingTellsThoseWhoWereTold) {
  BacGiang house;
  house.notify();
  deliver_all(house.api);
  const auto refused = house.act("cancel", house.approver);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.codes(), testing::ElementsAre("missing", "document_needed"));
  const auto cancelled = house.act("cancel", house.approver,
                                   {{"reason", "Hoãn sang năm sau"}, {"document", "9/QĐ-SLĐTBXH"}});
  ASSERT_EQ(cancelled.status, 200) << cancelled.body;
  EXPECT_EQ(cancelled.text("/state"), "cancelled");
  EXPECT_NE(cancelled.text("/ledger/dropped"), "0");
  EXPECT_NE(cancelled.text("/messages"), "0");
  const auto ledger = house.api.get(house.plan + "/ledger?limit=1000", house.planner);
  for (const auto& row : ledger.list("/items"))
    EXPECT_EQ(*row.find("state")->if_string(), "dropped");

  const auto events = house.api.get(house.plan + "/events", house.planner);
  std::vector<std::string> whats;
  for (const auto& event : events.list("/items")) whats.push_back(*event.find("what")->if_string());
  EXPECT_THAT(whats, testing::ElementsAre("plan.drafted", "plan.submitted", "plan.approved",
                                          "plan.numbered", "plan.notified", "plan.cancelled"));
}

}  // namespace
}  // namespace inspectord

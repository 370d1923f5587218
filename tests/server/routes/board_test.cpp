// SPDX-License-Identifier: Apache-2.0
// The board of a house: what stands on it, when it leaves, and who sees it.
#include "storage/outbox.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace inspectord {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;
using testing::SizeIs;

/// On 15 April 2024 at 09:00; reports are due on 9 May, the first visit is on 20 May.
class Board : public testing::Test {
 protected:
  ApiAnswer board(const std::string& who) {
    return BacGiang::must(200, house.api.get("/api/v1/board", who));
  }
  ApiAnswer board() { return board(house.planner); }

  /// How many plans there are in each state that has any.
  static std::map<std::string, std::string> counts(const ApiAnswer& shown) {
    std::map<std::string, std::string> found;
    for (const auto& group : shown.list("/plans")) {
      const auto count = write_json(*group.find("count"));
      if (count != "0") found.emplace(*group.find("state")->if_string(), count);
    }
    return found;
  }
  /// One value of each entry of a list.
  static std::vector<std::string> column(const ApiAnswer& shown, const std::string& list,
                                         std::string_view pointer) {
    std::vector<std::string> values;
    for (const auto& entry : shown.list(list + "/items")) {
      const auto* value = entry.at_pointer(pointer);
      values.push_back(value->if_string() ? *value->if_string() : write_json(*value));
    }
    return values;
  }
  void pass_days(int days) { house.api.clock().advance(std::chrono::hours{24 * days}); }
  void act_on_first_visit(const std::string& action, const std::string& body) {
    const auto record = house.api.get(house.plan, house.planner);
    BacGiang::must(
        200, house.api.post("/api/v1/visits/" + record.text("/visits/0/id") + "/actions/" + action,
                            house.planner, body));
  }

  BacGiang house;
};

TEST_F(Board, CountsPlansByTheirState) {
  EXPECT_THAT(counts(board()), SizeIs(0));
  EXPECT_THAT(board().list("/plans"), SizeIs(6)) << "a state without plans is shown as well";
  house.import();
  EXPECT_THAT(counts(board()), ElementsAre(std::pair{"drafted", "1"}));
  house.number();
  const auto numbered = board();
  EXPECT_THAT(counts(numbered), ElementsAre(std::pair{"approved", "1"}));
  EXPECT_EQ(numbered.text("/plans/1/items/0/number"), "25/KH-SLĐTBXH");
  EXPECT_EQ(numbered.text("/plans/1/items/0/kind"), "inspection_plan");
}

TEST_F(Board, SpeaksOnlyOfVisitsThatWereNotified) {
  house.import();
  house.number();
  EXPECT_EQ(board().text("/visits/next/count"), "0");
  house.add_contacts();
  BacGiang::must(200, house.act("notify", house.clerk, BacGiang::attachments_follow()));
  EXPECT_EQ(board().text("/visits/next/count"), "10");
}

TEST_F(Board, ShowsTheNextVisitsTheEarliestFirst) {
  house.notify();
  const auto shown = board();
  EXPECT_EQ(shown.text("/today"), "2024-04-15");
  EXPECT_EQ(shown.text("/house/name"), house.department);
  const auto dates = column(shown, "/visits/next", "/date");
  EXPECT_THAT(dates, SizeIs(10));
  EXPECT_TRUE(std::is_sorted(dates.begin(), dates.end()));
  EXPECT_EQ(dates.front(), "2024-05-20");
  EXPECT_THAT(column(shown, "/visits/next", "/plan/number"), Each("25/KH-SLĐTBXH"));
  EXPECT_THAT(column(shown, "/visits/next", "/unit/name"), Contains("UBND huyện Lục Nam"));
}

TEST_F(Board, TellsVisitsToComeFromThoseWithoutAResult) {
  house.notify();
  pass_days(35);  // the morning of 20 May
  EXPECT_EQ(board().text("/visits/next/count"), "10") << "a visit of today is still to come";
  EXPECT_EQ(board().text("/visits/unrecorded/count"), "0");
  pass_days(1);
  EXPECT_EQ(board().text("/visits/next/count"), "9");
  EXPECT_THAT(column(board(), "/visits/unrecorded", "/date"), ElementsAre("2024-05-20"));
  act_on_first_visit("hold", "{}");
  EXPECT_EQ(board().text("/visits/unrecorded/count"), "0");
}

TEST_F(Board, FollowsWhatIsDoneToAPlanThatItHasShownBefore) {
  house.notify();
  EXPECT_EQ(board().text("/visits/next/items/0/state"), "tentative");
  act_on_first_visit("move", R"({"date":"2024-05-21","reason":"other_duty"})");
  EXPECT_EQ(board().text("/visits/next/items/0/date"), "2024-05-21");
  act_on_first_visit("confirm", "{}");
  EXPECT_EQ(board().text("/visits/next/items/0/state"), "confirmed");
}

TEST_F(Board, KeepsPostponedVisitsApart) {
  house.notify();
  act_on_first_visit("postpone", R"({"reason":"other_duty"})");
  EXPECT_EQ(board().text("/visits/next/count"), "9");
  EXPECT_EQ(board().text("/visits/postponed/count"), "1");
}

TEST_F(Board, ShowsWhatIsDueWithinAWeekAndWhatIsLate) {
  house.notify();
  const auto owed = board().text("/duties/due/count");
  EXPECT_EQ(owed, "0") << "9 May is more than a week ahead";
  pass_days(17);  // 2 May
  auto shown = board();
  EXPECT_EQ(shown.text("/due_until"), "2024-05-09");
  const auto all = shown.text("/duties/due/count");
  EXPECT_GT(std::stoi(all), 2);
  EXPECT_THAT(column(shown, "/duties/due", "/due/last_on_time"), Each("2024-05-09"));
  EXPECT_THAT(column(shown, "/duties/due", "/due/raw"), Each("trước ngày 10/5/2024"));
  EXPECT_THAT(column(shown, "/duties/due", "/agency/name"), Contains("UBND huyện Lục Nam"));
  pass_days(7);  // 9 May, the last day
  EXPECT_EQ(board().text("/duties/due/count"), all);
  EXPECT_EQ(board().text("/duties/overdue/count"), "0");
  pass_days(1);
  EXPECT_EQ(board().text("/duties/due/count"), "0");
  EXPECT_EQ(board().text("/duties/overdue/count"), all);
}

TEST_F(Board, StopsSpeakingOfADutyOnceItIsFiled) {
  house.notify();
  pass_days(30);
  const auto late = std::stoi(board().text("/duties/overdue/count"));
  const auto duty = house.duty_of("UBND huyện Lục Nam");
  BacGiang::must(
      201, house.api.post(duty + "/submissions", house.clerk,
                          R"({"number":"1/BC","paper_date":"2024-05-14","sent_on":"2024-05-14"})"));
  const auto shown = board();
  EXPECT_EQ(std::stoi(shown.text("/duties/overdue/count")), late - 1);
  EXPECT_THAT(column(shown, "/duties/overdue", "/agency/name"),
              Not(Contains("UBND huyện Lục Nam")));
}

TEST_F(Board, ShowsTheLatestMessagesAndThoseThatFailed) {
  house.notify();
  auto shown = board();
  EXPECT_THAT(shown.list("/messages/last"), SizeIs(8));
  EXPECT_EQ(shown.text("/messages/last/0/state"), "queued");
  EXPECT_EQ(shown.text("/messages/failed/count"), "0");
  house.api.writer().run([&](Transaction& tx) {
    const auto now = house.api.clock().now();
    const auto claimed = outbox::claim_due(tx, now, Claim{.channel = "mail", .most = 1}).at(0);
    outbox::settle(tx, claimed.id, claimed.fence,
                   {.state = MessageState::dead, .next_attempt_at = now, .detail = "550 unknown"},
                   now);
  });
  shown = board();
  EXPECT_EQ(shown.text("/messages/failed/count"), "1");
  EXPECT_EQ(shown.text("/messages/failed/items/0/detail"), "550 unknown");
  EXPECT_NE(shown.text("/messages/failed/items/0/recipient/name"), "");
}

TEST_F(Board, SaysWhenSendingIsPaused) {
  EXPECT_EQ(board().text("/sending/paused"), "false");
  BacGiang::must(200,
                 house.api.ask(Method::put, "/api/v1/sending", house.administrator,
                               R"({"paused":true,"reason":"Chờ kiểm tra"})", {{"If-Match", "*"}}));
  EXPECT_EQ(board().text("/sending/paused"), "true");
  EXPECT_EQ(board().text("/sending/reason"), "Chờ kiểm tra");
}

TEST_F(Board, IsThatOfTheHouseOfWhoeverAsks) {
  house.notify();
  const auto own = board();
  EXPECT_EQ(board(house.auditor).body, own.body);
  EXPECT_EQ(board(house.clerk).body, own.body);
  pass_days(30);
  const auto foreign = board(house.stranger);
  EXPECT_THAT(counts(foreign), SizeIs(0));
  EXPECT_EQ(foreign.text("/visits/next/count"), "0");
  EXPECT_EQ(foreign.text("/duties/overdue/count"), "0");
  EXPECT_THAT(foreign.list("/messages/last"), SizeIs(0));
}

TEST_F(Board, IsNotForThoseWhoOnlyOweReports) {
  house.notify();
  const auto debtor = house.api.user("Dũng", "UBND huyện Lục Nam", {Role::agency});
  const auto refused = house.api.get("/api/v1/board", debtor);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.text("/code"), "role_needed");
}

TEST_F(Board, IsNotSentAgainUntilSomethingOnItChanges) {
  house.notify();
  const auto shown = board();
  const ApiHarness::Fields known{{"If-None-Match", shown.field("ETag")}};
  const auto again = house.api.get("/api/v1/board", house.planner, known);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.field("ETag"), shown.field("ETag"));
  act_on_first_visit("confirm", "{}");
  EXPECT_EQ(house.api.get("/api/v1/board", house.planner, known).status, 200);
  pass_days(1);
  EXPECT_EQ(board().text("/today"), "2024-04-16");
}

TEST_F(Board, TakesNoParameters) {
  EXPECT_EQ(house.api.get("/api/v1/board?limit=5", house.planner).status, 422);
}

}  // namespace
}  // namespace inspectord

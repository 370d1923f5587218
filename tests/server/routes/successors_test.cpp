// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::HasSubstr;

/// Lục Nam owes a report and ends on the day before today; "UBND xã Mới" is to follow it.
class ApiSuccessors : public ::testing::Test {
 protected:
  ApiSuccessors() {
    house.notify();
    BacGiang::must(200, house.api.post("/api/v1/directory", house.planner, R"({
      "format":"inspectord-directory/1","agencies":[{"name":"UBND xã Mới","parent":"",
        "contacts":[{"kind":"mail","address":"xa-moi@example.vn"}]}]})"));
    successor = agency("UBND xã Mới");
    ended = agency("UBND huyện Lục Nam");
    duty = house.duty_of("UBND huyện Lục Nam");
  }
  std::string agency(const std::string& name) {
    const auto list = house.api.get("/api/v1/agencies?limit=500", house.planner);
    for (const auto& one : list.list("/items")) {
      if (*one.find("name")->if_string() == name) return *one.find("id")->if_string();
    }
    throw std::runtime_error("no agency " + name);
  }
  ApiAnswer end(const std::string& who) {
    return house.api.post("/api/v1/agencies/" + ended + "/end", who,
                          write_json(JsonObject{{"valid_to", "2024-04-14"},
                                                {"successors", JsonArray{successor}},
                                                {"document", "Nghị quyết 1191/NQ-UBTVQH15"}}));
  }
  ApiAnswer hand_over(const std::string& who, const JsonObject& body) {
    return house.api.post(duty + "/actions/hand_over", who, write_json(body));
  }

  BacGiang house;
  std::string successor, ended, duty;
};

TEST_F(ApiSuccessors, NamingAnEndListsWhatThenWaitsAndThePlanShowsIt) {
  EXPECT_EQ(house.api.get(duty, house.planner).text("/waits_for_successor"), "false");
  EXPECT_EQ(end(house.clerk).status, 403);
  EXPECT_EQ(end(house.stranger).status, 404);
  const auto answer = end(house.planner);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.text("/valid_to"), "2024-04-14");
  EXPECT_EQ(answer.text("/successors/0/name"), "UBND xã Mới");
  ASSERT_GE(answer.list("/waiting_duties").size(), 1u);
  EXPECT_EQ("/api/v1/duties/" + answer.text("/waiting_duties/0/id"), duty);
  EXPECT_EQ(
      house.api.get("/api/v1/agencies/" + successor, house.planner).text("/predecessors/0/name"),
      "UBND huyện Lục Nam");
  EXPECT_EQ(house.api.get(duty, house.planner).text("/waits_for_successor"), "true");
  int waiting = 0;
  const auto plan = house.api.get(house.plan, house.planner);
  for (const auto& one : plan.list("/duties"))
    waiting += one.find("waits_for_successor")->if_boolean().value() ? 1 : 0;
  EXPECT_EQ(static_cast<std::size_t>(waiting), answer.list("/waiting_duties").size());
}

TEST_F(ApiSuccessors, ADutyIsHandedOverAndThenTheSuccessorsOwn) {
  end(house.planner);
  const auto theirs = house.api.user("Mạnh", "UBND xã Mới", {Role::agency});
  EXPECT_EQ(house.api.get(duty, theirs).status, 404);
  EXPECT_EQ(hand_over(house.clerk, {{"reason", "x"}, {"successor", successor}}).status, 403);
  EXPECT_EQ(hand_over(house.planner, {{"reason", "x"}}).status, 422);
  EXPECT_EQ(hand_over(house.planner, {{"reason", "x"}, {"successor", "xã Mới"}}).status, 422);
  const auto past = hand_over(house.planner, {{"reason", "x"}, {"successor", ended}});
  EXPECT_EQ(past.status, 422) << past.body;
  const auto done =
      hand_over(house.planner, {{"reason", "sắp xếp đơn vị"}, {"successor", successor}});
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.text("/agency/name"), "UBND xã Mới");
  EXPECT_EQ(done.text("/handed_from/name"), "UBND huyện Lục Nam");
  EXPECT_EQ(done.text("/waits_for_successor"), "false");
  EXPECT_EQ(done.text("/messages"), "1");
  EXPECT_EQ(house.api.get(duty, theirs).status, 200);
  EXPECT_EQ(house.api.get(house.plan, theirs).list("/duties").size(), 1u);
  const auto messages = house.api.get(house.plan + "/messages", theirs);
  ASSERT_EQ(messages.list("/items").size(), 1u);
  const auto rows = house.api.get(house.plan + "/ledger?limit=1000", theirs);
  EXPECT_GT(rows.list("/items").size(), 3u) << "reminded of it from now on";
  const auto journal = house.api.get(house.plan + "/events", house.planner);
  EXPECT_THAT(journal.body, HasSubstr("duty.handed_over"));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/an_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// An Giang, concluded with two recommendations to Chợ Mới, one of them without a day.
class ApiRecommendations : public testing::Test {
 protected:
  ApiRecommendations() {
    house.notify();
    house.inspect();
    concluded = house.must(
        200,
        house.act(house.plan + "/actions/conclude", house.planner,
                  AnGiang::conclusion({JsonObject{{"unit", "ubnd-huyen-cho-moi"},
                                                  {"text", "Kiện toàn mạng lưới cộng tác viên"},
                                                  {"due", "2024-06-28"}},
                                       JsonObject{{"unit", "ubnd-huyen-cho-moi"},
                                                  {"text", "Bố trí kinh phí"},
                                                  {"no_day_because", "chờ dự toán"}}})));
    first = "/api/v1/recommendations/" + concluded.text("/recommendations/0/id");
    second = "/api/v1/recommendations/" + concluded.text("/recommendations/1/id");
  }

  AnGiang house;
  ApiAnswer concluded;
  std::string first, second;
};

TEST_F(ApiRecommendations, StandInThePlanWithTheirCountsAndNoDutiesBesideThem) {
  EXPECT_EQ(concluded.text("/state"), "concluded");
  EXPECT_EQ(concluded.text("/follow_up/all"), "2");
  EXPECT_EQ(concluded.text("/follow_up/closed"), "0");
  EXPECT_EQ(concluded.text("/follow_up/without_day"), "1");
  EXPECT_THAT(concluded.list("/recommendations/0/notes"), IsEmpty());
  EXPECT_EQ(concluded.text("/recommendations/1/notes/0/code"), "recommendation_without_day");
  EXPECT_EQ(concluded.text("/recommendations/1/notes/0/reason"), "chờ dự toán");
  EXPECT_THAT(concluded.text("/ledger/planned"), "8");
  const auto record = house.api.get(house.plan, house.planner);
  for (const auto& duty : record.list("/duties"))
    EXPECT_THAT(*duty.find("key")->if_string(), Not(HasSubstr("recommendation")));
}

TEST_F(ApiRecommendations, AreShownToTheirUnitAndNotToOthers) {
  const auto own = house.must(200, house.api.get(first, house.cho_moi));
  EXPECT_EQ(own.text("/label"), "Chưa thực hiện");
  EXPECT_EQ(own.text("/conclusion/number"), "70/KL");
  EXPECT_EQ(own.text("/due/last_on_time"), "2024-06-28");
  EXPECT_THAT(house.must(200, house.api.get(second, house.cho_moi)).text("/message"),
              HasSubstr("chờ dự toán"));
  for (const auto& other : {house.thoai_son, house.stranger}) {
    EXPECT_EQ(house.api.get(first, other).status, 404);
    EXPECT_EQ(house.act(first + "/actions/report", other, {{"number", "1"}}).status, 404);
  }
  EXPECT_THAT(house.api.get(house.plan, house.cho_moi).list("/recommendations"), SizeIs(2));
  EXPECT_THAT(house.api.get(house.plan, house.thoai_son).list("/recommendations"), IsEmpty());
  EXPECT_EQ(house.api.get(house.plan, house.thoai_son).json.find("follow_up"), nullptr);
}

TEST_F(ApiRecommendations, AreNoDutiesOverTheApiEither) {
  const auto id = first.substr(first.rfind('/') + 1);
  EXPECT_EQ(house.api.get("/api/v1/duties/" + id, house.planner).status, 404);
  EXPECT_EQ(house.act("/api/v1/duties/" + id + "/actions/accept", house.planner).status, 404);
  const auto duty = house.api.get(house.plan, house.planner).text("/duties/0/id");
  EXPECT_EQ(house.api.get("/api/v1/recommendations/" + duty, house.planner).status, 404);
}

TEST_F(ApiRecommendations, AreReportedByTheUnitVerifiedAndClosedByTheHouse) {
  const JsonObject paper{{"number", "9/BC-UBND"},
                         {"paper_date", "2024-04-15"},
                         {"sent_on", "2024-04-15"},
                         {"way", "axis"}};
  EXPECT_EQ(house.act(first + "/actions/report", house.auditor, paper).status, 403);
  const auto bare = house.act(first + "/actions/report", house.cho_moi);
  EXPECT_EQ(bare.status, 422) << bare.body;
  EXPECT_THAT(bare.codes(), ElementsAre("missing", "missing", "missing"));
  const auto reported = house.must(200, house.act(first + "/actions/report", house.cho_moi, paper));
  EXPECT_EQ(reported.text("/state"), "reported");
  EXPECT_EQ(reported.text("/submissions/0/number"), "9/BC-UBND");
  EXPECT_EQ(reported.text("/ledger/dropped"), "8");
  EXPECT_EQ(house.act(first + "/actions/verify", house.cho_moi).status, 403);
  house.must(200, house.act(first + "/actions/verify", house.inspector));
  const auto closed = house.must(200, house.act(first + "/actions/close", house.planner));
  EXPECT_EQ(closed.text("/label"), "Đã hoàn thành");
  EXPECT_THAT(closed.list("/open_actions"), SizeIs(1)) << "undo";
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/follow_up/closed"), "1");
  const auto events = house.api.get(house.plan + "/events", house.planner).body;
  for (const auto* what : {"recommendation.opened", "recommendation.reported",
                           "recommendation.verified", "recommendation.closed"})
    EXPECT_THAT(events, HasSubstr(what));
}

TEST_F(ApiRecommendations, StandInCalendarFeedsLikeReports) {
  const auto made =
      house.must(201, house.api.post("/api/v1/feeds", house.planner, R"({"scope":"house"})"));
  const auto feed = house.api.get(made.text("/path"), "").body;
  EXPECT_THAT(feed, HasSubstr("DTSTART;VALUE=DATE:20240628"));
  EXPECT_THAT(feed, Not(HasSubstr("recommendation/")));
}

TEST_F(ApiRecommendations, WithoutADayGetOne) {
  const auto set = house.must(
      200, house.act(second + "/actions/set_date", house.planner, {{"date", "2024-07-01"}}));
  EXPECT_EQ(set.text("/due/last_on_time"), "2024-07-01");
  EXPECT_THAT(set.list("/notes"), IsEmpty());
  EXPECT_EQ(set.text("/ledger/planned"), "8");
  EXPECT_EQ(house.act(second + "/actions/set_date", house.planner, {{"date", "2024-07-02"}})
                .text("/code"),
            "day_set_already");
}

}  // namespace
}  // namespace inspectord

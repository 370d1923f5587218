// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/an_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

TEST(ApiScores, AreListedForThePlannerAndForAUnitItsOwn) {
  AnGiang house;
  house.notify();
  const auto all = house.api.get(house.plan + "/scores", house.planner);
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_THAT(all.list("/items"), SizeIs(6));
  EXPECT_EQ(all.text("/items/0/state"), "awaited");
  EXPECT_EQ(all.text("/items/0/label"), "Chưa chấm");
  const auto own = house.api.get(house.plan + "/scores", house.cho_moi);
  ASSERT_THAT(own.list("/items"), SizeIs(1)) << own.body;
  EXPECT_EQ(own.text("/items/0/unit/name"), "UBND huyện Chợ Mới");
  EXPECT_EQ(house.api.get(house.plan + "/scores", house.stranger).status, 404);
}

TEST(ApiScores, OfOthersAreNotThere) {
  AnGiang house;
  house.notify();
  const auto path = house.score("ubnd-huyen-cho-moi");
  const JsonObject body{{"points", house.full_points("ubnd-huyen-cho-moi")}};
  EXPECT_EQ(house.api.get(path, house.cho_moi).status, 200);
  for (const auto& other : {house.thoai_son, house.stranger}) {
    EXPECT_EQ(house.api.get(path, other).status, 404);
    EXPECT_EQ(house.act(path + "/actions/self_score", other, body).status, 404);
    EXPECT_EQ(house.act(path + "/actions/undo", other, {{"reason", "x"}}).status, 404);
  }
  for (const auto* nowhere : {"ubnd-huyen-la", "so-y-te"})
    EXPECT_EQ(house.api.get(house.score(nowhere), house.planner).status, 404) << nowhere;
  EXPECT_EQ(
      house.api.get(house.plan + "/scores/bang-khac/ubnd-huyen-cho-moi", house.planner).status,
      404);
}

TEST(ApiScores, AreDoneByWhoMayAlone) {
  AnGiang house;
  house.notify();
  const auto path = house.score("ubnd-huyen-cho-moi");
  const JsonObject body{{"points", house.full_points("ubnd-huyen-cho-moi")}};
  EXPECT_EQ(house.act(path + "/actions/self_score", house.auditor, body).status, 403);
  EXPECT_EQ(house.act(path + "/actions/self_score", house.inspector, body).status, 403);
  house.must(200, house.act(path + "/actions/self_score", house.cho_moi, body));
  EXPECT_EQ(house.act(path + "/actions/rescore", house.cho_moi, body).status, 403);
  house.must(200, house.act(path + "/actions/rescore", house.inspector, body));
  EXPECT_EQ(house.act(path + "/actions/finalize", house.cho_moi).status, 403);
  const auto final = house.must(200, house.act(path + "/actions/finalize", house.inspector));
  EXPECT_EQ(final.text("/state"), "final");
  EXPECT_EQ(final.text("/self/base"), "215");
  EXPECT_EQ(final.text("/self/bonus"), "30");
  EXPECT_EQ(final.text("/final"), "245");
  EXPECT_EQ(house.act(path + "/actions/judge", house.planner).text("/code"), "unknown_action");
}

TEST(ApiScores, AreRefusedWithAllThatIsWrong) {
  AnGiang house;
  house.notify();
  auto points = house.full_points("ubnd-huyen-cho-moi");
  points.erase(points.begin());
  points[0] = JsonObject{{"criterion", "I/2"}, {"points", 5.25}};
  points.push_back(JsonObject{{"criterion", "V/9"}, {"points", 1}});
  points.push_back(JsonObject{{"criterion", "V/1"}, {"points", 5}});
  for (auto& one : points) {
    if (*one.find("criterion")->if_string() == "I/3")
      one = JsonObject{{"criterion", "I/3"}, {"points", 6}};
  }
  const auto refused = house.act(house.score("ubnd-huyen-cho-moi") + "/actions/self_score",
                                 house.cho_moi, {{"points", std::move(points)}});
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.codes(),
              ElementsAre("points_not_half", "points_above_max", "points_above_max",
                          "no_such_criterion", "criterion_twice", "points_missing"));
}

TEST(ApiScores, RefuseAStaleVersion) {
  AnGiang house;
  house.notify();
  const JsonObject body{{"points", house.full_points("ubnd-huyen-cho-moi")}};
  const auto answer = house.api.post(house.score("ubnd-huyen-cho-moi") + "/actions/self_score",
                                     house.planner, write_json(body), {{"If-Match", "\"v1\""}});
  EXPECT_EQ(answer.status, 412) << answer.body;
}

TEST(ApiScores, ShowTheDeductionThatLateReportsSuggestAndApplyNothing) {
  AnGiang house;
  house.notify();
  const auto path = house.score("ubnd-huyen-cho-moi");
  const auto filed =
      house.must(200, house.act(path + "/actions/self_score", house.cho_moi,
                                {{"points", house.full_points("ubnd-huyen-cho-moi")}}));
  ASSERT_THAT(filed.list("/proposed_deductions"), SizeIs(1)) << filed.body;
  EXPECT_EQ(filed.text("/proposed_deductions/0/criterion"), "V/2");
  EXPECT_EQ(filed.text("/proposed_deductions/0/points"), "6") << "two reports, three points each";
  EXPECT_THAT(filed.list("/proposed_deductions/0/reports"), SizeIs(2));
  EXPECT_THAT(filed.text("/proposed_deductions/0/message"), HasSubstr("Đề xuất trừ 6 điểm"));
  EXPECT_EQ(filed.text("/self/deduction"), "0");
}

TEST(ApiScores, HoldBackTheConclusion) {
  AnGiang house;
  house.notify();
  house.inspect("ubnd-huyen-cho-moi");
  const auto refused =
      house.act(house.plan + "/actions/conclude", house.planner, AnGiang::conclusion({}));
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_THAT(refused.codes(), ElementsAre("score_open"));
  EXPECT_THAT(refused.body, HasSubstr("UBND huyện Chợ Mới"));
}

TEST(ApiScores, AreInTheEventsOfThePlan) {
  AnGiang house;
  house.notify();
  house.must(200, house.act(house.score("ubnd-huyen-cho-moi") + "/actions/exempt", house.planner,
                            {{"reason", "không chấm"}}));
  EXPECT_THAT(house.api.get(house.plan + "/events", house.planner).body,
              HasSubstr("score.exempted"));
  EXPECT_THAT(house.api.get("/api/v1/events?limit=500", house.planner).body,
              HasSubstr("score.exempted"));
}

}  // namespace
}  // namespace inspectord

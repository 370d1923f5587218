// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

void file_all(Stage& stage) {
  for (const auto& duty : std::vector{stage.record.duties}) {
    stage.must(duty, DutyAction::submit, filing("2026-03-02"), lan());
  }
  stage.score_nobody();
}

PlanInput conclusions(std::vector<std::string> units) {
  return PlanInput{.conclusions = {{"70/KL-SGT", day("2026-04-17"), std::move(units)}}};
}

TEST(Inspect, WaitsForEveryVisitAndNamesThoseThatAreOpen) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  const auto step = stage.attempt(PlanAction::inspect, PlanInput{.reason = "xong"}, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("visit_open", "visit_open"));
  EXPECT_EQ(step.error().problems()[1].pointer, "/visits/1");
}

TEST(Inspect, TakesVisitsHeldOrCancelled) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.must("tay", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
  stage.now = at("2026-04-14T17:00:00+07:00");
  stage.must("dong", VisitAction::hold, VisitInput{.document = "01/BB-ĐKT"}, minh());
  stage.must(PlanAction::inspect, PlanInput{}, minh());
  EXPECT_EQ(stage.record.state, PlanState::inspected);
}

TEST(Inspect, AsksForTheMinutesOfWhatWasHeldOrAReason) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.now = at("2026-04-16T17:00:00+07:00");
  stage.must("dong", VisitAction::hold, VisitInput{}, minh());
  stage.must("tay", VisitAction::hold, VisitInput{.document = "02/BB-ĐKT"}, minh());
  const auto early = stage.attempt(PlanAction::inspect, PlanInput{}, lan());
  ASSERT_FALSE(early);
  EXPECT_THAT(codes_of(early.error()), ElementsAre("minutes_missing"));
  EXPECT_EQ(early.error().pointer(), "/visits/0");
  EXPECT_TRUE(stage.attempt(PlanAction::inspect, PlanInput{.reason = "mất biên bản"}, lan()));
  stage.must("dong", VisitAction::hold, VisitInput{.reason = "đơn vị không ký"}, minh());
  stage.must(PlanAction::inspect, PlanInput{}, lan());
}

TEST(Inspect, OfAPlanWithoutVisitsWaitsForTheEndOfItsPeriodOrAReason) {
  for (Plan plan : {implementation_plan(), guidance_letter()}) {
    plan.period = PlanPeriod{day("2026-03-01"), day("2026-06-30"), "quý II"};
    Stage stage{plan};
    stage.notified();
    stage.now = at("2026-06-30T23:00:00+07:00");
    const auto early = stage.attempt(PlanAction::inspect, PlanInput{}, lan());
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().reason(), refuse::period_not_over);
    EXPECT_TRUE(stage.attempt(PlanAction::inspect, PlanInput{.reason = "xong sớm"}, lan()));
    stage.now = at("2026-07-01T00:00:00+07:00");
    stage.must(PlanAction::inspect, PlanInput{}, lan());
  }
}

TEST(Inspect, TakesTheYearWhereNoPeriodIsGiven) {
  Stage stage{implementation_plan()};
  stage.notified();
  stage.now = at("2026-12-31T12:00:00+07:00");
  EXPECT_FALSE(stage.attempt(PlanAction::inspect, PlanInput{}, lan()));
  stage.now = at("2027-01-01T00:00:00+07:00");
  EXPECT_TRUE(stage.attempt(PlanAction::inspect, PlanInput{}, lan()));
}

TEST(Reopen, NeedsAReasonAndBringsThePlanBack) {
  Stage stage{inspection_plan()};
  stage.notified().inspected();
  const auto bare = stage.attempt(PlanAction::reopen, PlanInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::missing);
  stage.must(PlanAction::reopen, PlanInput{.reason = "nhầm"}, lan());
  EXPECT_EQ(stage.record.state, PlanState::notified);
}

TEST(Conclude, OfAnInspectionPlanCoversEveryVisitedUnit) {
  Stage stage{inspection_plan()};
  stage.notified();
  file_all(stage);
  stage.inspected();
  const auto step = stage.attempt(PlanAction::conclude, conclusions({"huyen-dong"}), lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("document_needed"));
  EXPECT_EQ(step.error().problems()[0].arguments.at(0).second, "huyen-tay");
  stage.must(PlanAction::conclude, conclusions({"huyen-dong", "huyen-tay"}), lan());
  EXPECT_EQ(stage.record.state, PlanState::concluded);
  EXPECT_THAT(stage.record.closing_document, HasSubstr("70/KL-SGT"));
}

TEST(Conclude, TakesNoConclusionWithoutANumber) {
  Stage stage{inspection_plan()};
  stage.notified();
  file_all(stage);
  stage.inspected();
  auto input = conclusions({"huyen-dong", "huyen-tay"});
  input.conclusions[0].number.clear();
  EXPECT_FALSE(stage.attempt(PlanAction::conclude, input, lan()));
}

TEST(Conclude, TakesNoConclusionDrawnBeforeTheVisitOrAhead) {
  Stage stage{inspection_plan()};
  stage.notified();
  file_all(stage);
  stage.inspected();
  auto early = conclusions({"huyen-dong", "huyen-tay", "huyen-nao"});
  early.conclusions[0].date = day("2026-04-15");  // "tay" was visited on the 16th
  const auto refused = stage.attempt(PlanAction::conclude, early, lan());
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("before_its_day", "no_such_target"));
  EXPECT_EQ(refused.error().problems()[1].pointer, "/conclusions/0/units/2");
  auto ahead = conclusions({"huyen-dong", "huyen-tay"});
  ahead.conclusions[0].date = day("2026-04-18");
  const auto future = stage.attempt(PlanAction::conclude, ahead, lan());
  ASSERT_FALSE(future);
  EXPECT_EQ(future.error().reason(), refuse::date_in_future);
}

TEST(Conclude, WaitsForAnAmendmentUnderWay) {
  Stage stage{implementation_plan()};
  stage.notified();
  file_all(stage);
  stage.must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
  stage.must(PlanAction::amend, PlanInput{.reason = "đổi", .content = implementation_plan()},
             lan());
  const PlanInput closing{.document = "88/BC-SGT"};
  const auto step = stage.attempt(PlanAction::conclude, closing, lan());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::amendment_open);
  stage.must(PlanAction::amend, PlanInput{.step = "drop"}, lan());
  stage.must(PlanAction::conclude, closing, lan());
}

TEST(Conclude, AsksNothingForAVisitThatWasCancelled) {
  Stage stage{inspection_plan()};
  stage.notified();
  file_all(stage);
  stage.must("tay", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
  stage.now = at("2026-04-14T17:00:00+07:00");
  stage.must("dong", VisitAction::hold, VisitInput{.document = "01/BB-ĐKT"}, lan());
  stage.must(PlanAction::inspect, PlanInput{}, lan());
  stage.now = at("2026-04-17T17:00:00+07:00");
  stage.must(PlanAction::conclude, conclusions({"huyen-dong"}), lan());
}

Stage period_over(const Plan& plan) {
  Stage stage{plan};
  stage.notified();
  file_all(stage);
  stage.must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
  return stage;
}

TEST(Conclude, OfAnImplementationPlanNeedsAReportOrAReason) {
  auto stage = period_over(implementation_plan());
  EXPECT_FALSE(stage.attempt(PlanAction::conclude, PlanInput{}, lan()));
  EXPECT_FALSE(stage.attempt(PlanAction::conclude, PlanInput{.date = day("2026-03-02")}, lan()))
      << "a day alone closes a guidance letter only";
  EXPECT_TRUE(
      stage.attempt(PlanAction::conclude, PlanInput{.reason = "gộp vào báo cáo năm"}, lan()));
  EXPECT_TRUE(stage.attempt(PlanAction::conclude, PlanInput{.document = "88/BC-SGT"}, lan()));
}

TEST(Conclude, OfAGuidanceLetterNeedsAClosingDayOrASuccessor) {
  auto stage = period_over(guidance_letter());
  EXPECT_FALSE(stage.attempt(PlanAction::conclude, PlanInput{}, lan()));
  EXPECT_FALSE(stage.attempt(PlanAction::conclude, PlanInput{.reason = "xong"}, lan()));
  EXPECT_TRUE(
      stage.attempt(PlanAction::conclude, PlanInput{.document = "Công văn 15/SGT-VP"}, lan()));
  const auto step =
      stage.attempt(PlanAction::conclude, PlanInput{.date = day("2026-12-31")}, lan());
  ASSERT_TRUE(step);
  EXPECT_EQ(step->record.closing_document, "2026-12-31");
}

TEST(Conclude, WaitsForDutiesThatAreDue) {
  Stage stage{implementation_plan()};
  stage.notified();
  stage.now = at("2026-04-03T10:00:00+07:00");
  stage.must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
  const PlanInput closing{.document = "88/BC-SGT"};
  const auto step = stage.attempt(PlanAction::conclude, closing, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("duty_open", "duty_open"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-04-03"), lan());
  stage.must(stage.duty("bao-cao-tay"), DutyAction::waive, DutyInput{.reason = "đã sáp nhập"},
             lan());
  stage.must(PlanAction::conclude, closing, lan());
}

TEST(Conclude, EndsWhatIsDueLater) {
  Stage stage{implementation_plan()};
  stage.notified();
  stage.must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
  const auto step = stage.must(PlanAction::conclude, PlanInput{.document = "88/BC-SGT"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::ended);
  EXPECT_EQ(step.dropped_because, "concluded");
}

TEST(Conclude, WaitsForWhatWasDueAtAVisit) {
  Plan plan = inspection_plan();
  plan.duties.resize(1);
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "trao tại buổi làm việc"};
  Stage stage{plan};
  stage.notified().score_nobody().inspected();
  const auto step =
      stage.attempt(PlanAction::conclude, conclusions({"huyen-dong", "huyen-tay"}), lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("duty_open"));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/recommendations.hpp"

#include "tests/support/plan_builder.hpp"
#include "workflow/machine.hpp"
#include "workflow/reminders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

PlanInput concluding(std::vector<RecommendationEntry> recommendations) {
  PlanInput input;
  input.conclusions = {
      {"70/KL-SGT", day("2026-04-17"), {"huyen-dong", "huyen-tay"}, std::move(recommendations)}};
  return input;
}

RecommendationEntry to_dong(std::optional<LocalDate> due = day("2026-06-01")) {
  return {.unit = "huyen-dong",
          .text = "Sửa lan can cầu Bến",
          .due = due,
          .no_day_because = due ? "" : "chờ bố trí vốn"};
}

/// An inspection plan on the day after its last visit, ready to be concluded.
class Recommendations : public ::testing::Test {
 protected:
  Recommendations() {
    stage.notified();
    for (const auto& duty : std::vector{stage.record.duties})
      stage.must(duty, DutyAction::submit, filing("2026-03-02"), lan());
    stage.score_nobody().inspected();
  }

  Step conclude(std::vector<RecommendationEntry> recommendations) {
    return stage.must(PlanAction::conclude, concluding(std::move(recommendations)), lan());
  }
  const DutyRecord& first() const { return stage.duty("recommendation/1"); }
  RecommendationState state() const { return as_recommendation(first()).state; }
  /// "rule recipient" of all that is wanted.
  std::set<std::string> wanted() const {
    std::set<std::string> rules;
    for (const auto& one :
         wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam())) {
      rules.insert(one.rule + " " + stage.directory.find(one.recipient)->name);
    }
    return rules;
  }
  Result<Step> attempt(RecommendationAction action, const DutyInput& input, const Actor& actor) {
    return stage.attempt(first(), action, input, actor);
  }
  void must(RecommendationAction action, const DutyInput& input, const Actor& actor) {
    stage.must(first(), action, input, actor);
  }

  Stage stage{inspection_plan()};
};

TEST_F(Recommendations, BecomeDutiesOfTheirUnitWithRemindersOfTheirOwn) {
  const auto step = conclude({to_dong()});
  EXPECT_EQ(first().agency, agency_id("huyen-dong"));
  EXPECT_EQ(first().due->last_on_time, day("2026-06-01"));
  EXPECT_EQ(first().due->raw, "");
  EXPECT_EQ(state(), RecommendationState::open);
  EXPECT_EQ(stage.record.recommendations.at(0).conclusion, "70/KL-SGT");
  EXPECT_THAT(wanted(), ElementsAre("T-1 UBND huyện Đông", "T-14 UBND huyện Đông",
                                    "T-3 UBND huyện Đông", "T-7 UBND huyện Đông",
                                    "overdue+1 Phòng Bảo trì", "overdue+1 UBND huyện Đông",
                                    "overdue+3 Phòng Bảo trì", "overdue+3 UBND huyện Đông"));
  ASSERT_THAT(step.events, SizeIs(2));
  EXPECT_EQ(step.events[1].code, "recommendation.opened");
  EXPECT_EQ(step.events[1].subject, first().id.bytes());
}

TEST_F(Recommendations, AloneGoOnWhenThePlanIsConcluded) {
  stage.record.tasks[0].inner_date = day("2026-06-01");
  conclude({});
  EXPECT_THAT(wanted(), IsEmpty());
}

TEST_F(Recommendations, AreRefusedWithAllThatIsWrongInThem) {
  const auto step =
      stage.attempt(PlanAction::conclude,
                    concluding({{.unit = "so-y-te", .text = "", .due = day("2026-04-16")},
                                {.unit = "huyen-tay", .text = "Sơn lại vạch"}}),
                    lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()),
              ElementsAre("not_concluded_on", "missing", "due_before_conclusion", "missing"));
  EXPECT_EQ(step.error().problems()[0].pointer, "/conclusions/0/recommendations/0/unit");
  EXPECT_EQ(step.error().problems()[3].pointer, "/conclusions/0/recommendations/1/due");
}

TEST_F(Recommendations, ComeWithTheNumberOfTheirConclusion) {
  auto stage_of_letter = Stage{implementation_plan()};
  stage_of_letter.notified();
  stage_of_letter.must(PlanAction::inspect, PlanInput{.reason = "hết kỳ"}, lan());
  stage_of_letter.now = at("2026-03-02T09:00:00+07:00");
  auto input = concluding({to_dong()});
  input.document = "88/BC-SGT";
  input.conclusions[0].date = day("2026-03-02");
  input.conclusions[0].number.clear();
  const auto step = stage_of_letter.attempt(PlanAction::conclude, input, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("number_missing"));
  input.conclusions[0].number = "88/BC-SGT";
  const auto done = stage_of_letter.must(PlanAction::conclude, input, lan());
  EXPECT_THAT(done.record.recommendations, SizeIs(1)) << "of any kind of plan";
}

TEST_F(Recommendations, WithoutADayWaitForOne) {
  conclude({to_dong(std::nullopt)});
  EXPECT_EQ(first().state, DutyState::waiting);
  EXPECT_EQ(state(), RecommendationState::open);
  EXPECT_EQ(stage.record.recommendations.at(0).no_day_because, "chờ bố trí vốn");
  EXPECT_THAT(wanted(), IsEmpty());
  EXPECT_EQ(follow_up(stage.record).without_day, 1);
  const auto later = attempt(RecommendationAction::extend,
                             {.date = day("2026-06-01"), .reason = "x", .document = "y"}, lan());
  ASSERT_FALSE(later);
  EXPECT_THAT(codes_of(later.error()), ElementsAre("day_not_set"));
  const auto bare = attempt(RecommendationAction::set_date, {}, lan());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::missing);
  const auto past = attempt(RecommendationAction::set_date, {.date = day("2026-03-01")}, lan());
  ASSERT_FALSE(past);
  EXPECT_EQ(past.error().reason(), refuse::date_in_past);
  must(RecommendationAction::set_date, {.date = day("2026-06-01")}, lan());
  EXPECT_THAT(wanted(), SizeIs(8));
  EXPECT_EQ(follow_up(stage.record).without_day, 0);
  must(RecommendationAction::undo, {.reason = "nhầm"}, lan());
  EXPECT_THAT(wanted(), IsEmpty());
}

TEST_F(Recommendations, WithADayTakeAnotherOnlyByExtension) {
  conclude({to_dong()});
  const auto again = attempt(RecommendationAction::set_date, {.date = day("2026-07-01")}, lan());
  ASSERT_FALSE(again);
  EXPECT_THAT(codes_of(again.error()), ElementsAre("day_set_already"));
  const auto bare = attempt(RecommendationAction::extend, {.date = day("2026-05-01")}, lan());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("not_later", "document_needed", "missing"));
  must(RecommendationAction::extend,
       {.date = day("2026-07-01"), .reason = "mưa lũ", .document = "9/CV"}, lan());
  EXPECT_EQ(first().due->last_on_time, day("2026-07-01"));
  EXPECT_EQ(first().sequence, 1) << "reminded of anew";
}

TEST_F(Recommendations, AreReportedVerifiedAndClosed) {
  conclude({to_dong()});
  stage.now = at("2026-05-20T09:00:00+07:00");
  must(RecommendationAction::report, filing("2026-05-20"), of("huyen-dong"));
  EXPECT_EQ(state(), RecommendationState::reported);
  EXPECT_FALSE(first().late);
  EXPECT_THAT(wanted(), IsEmpty());
  must(RecommendationAction::verify, {}, minh());
  EXPECT_EQ(state(), RecommendationState::verified);
  must(RecommendationAction::close, {}, lan());
  EXPECT_EQ(state(), RecommendationState::closed);
  EXPECT_EQ(follow_up(stage.record), (FollowUp{.all = 1, .closed = 1}));
}

TEST_F(Recommendations, AreReportedByAPaperWithNumberDateAndDay) {
  conclude({to_dong()});
  const auto bare = attempt(RecommendationAction::report, {}, of("huyen-dong"));
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "missing", "missing"));
}

TEST_F(Recommendations, AreLateByTheDayTheReportWasSent) {
  conclude({to_dong()});
  stage.now = at("2026-06-09T09:00:00+07:00");
  must(RecommendationAction::report, filing("2026-06-02"), of("huyen-dong"));
  EXPECT_TRUE(first().late);
  must(RecommendationAction::undo, {.reason = "nhầm ngày"}, lan());
  EXPECT_FALSE(first().late);
  must(RecommendationAction::report, filing("2026-06-01"), lan());
  EXPECT_FALSE(first().late);
}

TEST_F(Recommendations, AreOpenAgainWhereTheReportIsReturned) {
  conclude({to_dong()});
  must(RecommendationAction::report, filing("2026-04-17"), of("huyen-dong"));
  const auto bare = attempt(RecommendationAction::return_, {}, minh());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::missing);
  must(RecommendationAction::return_, {.reason = "thiếu ảnh"}, minh());
  EXPECT_EQ(state(), RecommendationState::open);
  EXPECT_THAT(wanted(), SizeIs(8));
  must(RecommendationAction::undo, {.reason = "có ảnh"}, lan());
  EXPECT_EQ(state(), RecommendationState::reported);
  const auto twice = attempt(RecommendationAction::undo, {.reason = "x"}, lan());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().reason(), refuse::nothing_to_undo);
}

TEST_F(Recommendations, GoBackOneStepByUndo) {
  conclude({to_dong()});
  must(RecommendationAction::report, filing("2026-04-17"), lan());
  must(RecommendationAction::verify, {}, lan());
  must(RecommendationAction::undo, {.reason = "nhầm"}, lan());
  EXPECT_EQ(state(), RecommendationState::reported);
  must(RecommendationAction::verify, {}, lan());
  must(RecommendationAction::close, {}, lan());
  must(RecommendationAction::undo, {.reason = "nhầm"}, lan());
  EXPECT_EQ(state(), RecommendationState::verified);
}

TEST_F(Recommendations, AreNotThereForOtherAgencies) {
  conclude({to_dong()});
  const auto other = attempt(RecommendationAction::report, filing("2026-04-17"), of("huyen-tay"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason(), refuse::not_yours);
}

TEST_F(Recommendations, AreNoDutiesToTheActsOnDuties) {
  conclude({to_dong()});
  const auto as_duty = stage.attempt(first(), DutyAction::submit, filing("2026-04-17"), lan());
  ASSERT_FALSE(as_duty);
  EXPECT_EQ(as_duty.error().reason(), refuse::no_such_target);
  const auto duty =
      stage.attempt(stage.duty("bao-cao-dong"), RecommendationAction::verify, {}, lan());
  ASSERT_FALSE(duty);
  EXPECT_EQ(duty.error().reason(), refuse::no_such_target);
}

TEST_F(Recommendations, AreCountedByState) {
  conclude({to_dong(), to_dong(std::nullopt), to_dong(), to_dong()});
  stage.must(stage.duty("recommendation/3"), RecommendationAction::report, filing("2026-04-17"),
             lan());
  stage.must(stage.duty("recommendation/4"), RecommendationAction::report, filing("2026-04-17"),
             lan());
  const auto step =
      stage.must(stage.duty("recommendation/4"), RecommendationAction::verify, DutyInput{}, lan());
  EXPECT_EQ(
      follow_up(stage.record),
      (FollowUp{.all = 4, .open = 2, .reported = 1, .verified = 1, .closed = 0, .without_day = 1}));
  EXPECT_EQ(step.events.at(0).code, "recommendation.verified");
  EXPECT_THAT(step.events.at(0).after, Contains(Pair("state", "verified")));
}

}  // namespace
}  // namespace inspectord

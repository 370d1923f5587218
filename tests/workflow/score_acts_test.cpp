// SPDX-License-Identifier: Apache-2.0
#include "workflow/score_acts.hpp"

#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ScoreOf dong{"bang-diem", "huyen-dong"};

ScoreInput points(double first = 9, double second = 5, double bonus = 0) {
  return {.points = {{"I/1", first}, {"I/2/2.1", second}, {"I/2/2.2", 4}, {"II/1", bonus}}};
}

ScoreInput because(std::string reason) {
  return {.reason = std::move(reason)};
}

/// A notified plan whose sheet the team scores again, or does not.
class Scores : public ::testing::Test {
 protected:
  explicit Scores(bool rescored = true) : stage(plan_with(rescored)) { stage.notified(); }

  static Plan plan_with(bool rescored) {
    Plan plan = inspection_plan();
    plan.score_sheets[0].rescored = rescored;
    return plan;
  }
  const ScoreRecord& score() const { return stage.record.scores.at(0); }
  double total() const {
    return totals_of(stage.record.content.score_sheets[0], counted_points(score())).total;
  }

  Stage stage;
};

class ScoresOfOneHand : public Scores {
 protected:
  ScoresOfOneHand() : Scores(false) {}
};

TEST_F(Scores, AreFiledByTheUnitRescoredByTheTeamAndMadeFinal) {
  stage.must(dong, ScoreAction::self_score, points(), of("huyen-dong"));
  EXPECT_EQ(score().state, ScoreState::self_scored);
  EXPECT_EQ(total(), 18);
  auto again = points(8);
  again.points[0].reason = "kế hoạch ban hành chậm";
  stage.must(dong, ScoreAction::rescore, again, minh());
  EXPECT_EQ(total(), 17);
  EXPECT_EQ(score().points[0],
            (CriterionScore{
                .criterion = "I/1", .self = 9, .rescored = 8, .reason = "kế hoạch ban hành chậm"}));
  const auto step = stage.must(dong, ScoreAction::finalize, ScoreInput{}, minh());
  EXPECT_EQ(score().state, ScoreState::final_);
  EXPECT_THAT(
      step.events.at(0).after,
      testing::Contains(testing::Pair("points",
                                      "I/1=9/8 (kế hoạch ban hành chậm); I/2/2.1=5/5; I/2/2.2=4/4; "
                                      "II/1=0/0; III/1=0/0")));
  EXPECT_EQ(step.events.at(0).code, "score.finalized");
  EXPECT_EQ(step.events.at(0).subject_kind, "score");
  EXPECT_THAT(step.events.at(0).after, testing::Contains(testing::Pair("total", "17")));
}

TEST_F(Scores, AreRecordedFromPaperByThePlannersSideAlone) {
  EXPECT_TRUE(stage.attempt(dong, ScoreAction::self_score, points(), thu()));
  EXPECT_TRUE(stage.attempt(dong, ScoreAction::self_score, points(), lan()));
  const auto inspector = stage.attempt(dong, ScoreAction::self_score, points(), minh());
  ASSERT_FALSE(inspector);
  EXPECT_EQ(inspector.error().reason(), refuse::not_allowed);
}

TEST_F(Scores, AreHiddenFromEveryOtherUnit) {
  for (const auto* other : {"huyen-tay", "so-y-te"}) {
    const auto step = stage.attempt(dong, ScoreAction::self_score, points(), of(other));
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_yours) << other;
  }
}

TEST(ScoresOfADraft, AreHiddenFromTheUnit) {
  Stage stage{inspection_plan()};
  const auto unit = stage.attempt(dong, ScoreAction::self_score, points(), of("huyen-dong"));
  ASSERT_FALSE(unit);
  EXPECT_EQ(unit.error().reason(), refuse::not_yours);
  const auto planner = stage.attempt(dong, ScoreAction::self_score, points(), lan());
  ASSERT_FALSE(planner);
  EXPECT_EQ(planner.error().reason(), refuse::wrong_state);
}

TEST_F(Scores, AreNotThereForASheetOrUnitThatIsNot) {
  for (const auto& of_nothing :
       {ScoreOf{"bang-khac", "huyen-dong"}, ScoreOf{"bang-diem", "xa-dong"}}) {
    const auto step = stage.attempt(of_nothing, ScoreAction::self_score, points(), lan());
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::no_such_target);
  }
}

TEST_F(Scores, RefuseAllThatIsWrongWithThePointsAtOnce) {
  auto wrong = points(11, 5.2);
  wrong.points.pop_back();
  wrong.points.pop_back();
  wrong.points.push_back({"IX/1", 1});
  const auto step = stage.attempt(dong, ScoreAction::self_score, wrong, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("points_above_max", "points_not_half",
                                                  "no_such_criterion", "points_missing"));
}

TEST_F(Scores, AskForAReasonWhereverTheTeamDiffers) {
  stage.must(dong, ScoreAction::self_score, points(9, 5, 5), lan());
  auto again = points(8, 5, 5);
  again.points.pop_back();  // the bonus: left out is none
  const auto step = stage.attempt(dong, ScoreAction::rescore, again, minh());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()),
              ElementsAre("difference_unexplained", "difference_unexplained"));
  EXPECT_EQ(step.error().problems()[0].pointer, "/points/0/reason");
  EXPECT_EQ(step.error().problems()[1].pointer, "/points");
}

TEST_F(Scores, AreNotFinalBeforeTheTeamHasScored) {
  stage.must(dong, ScoreAction::self_score, points(), lan());
  const auto step = stage.attempt(dong, ScoreAction::finalize, ScoreInput{}, minh());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("rescore_needed"));
  EXPECT_THAT(open_actions(stage.record, score()),
              testing::UnorderedElementsAre("self_score", "rescore", "exempt", "undo"));
}

TEST_F(ScoresOfOneHand, AreFinalAsSelfScoredAndNeverRescored) {
  stage.must(dong, ScoreAction::self_score, points(), lan());
  const auto again = stage.attempt(dong, ScoreAction::rescore, points(), minh());
  ASSERT_FALSE(again);
  EXPECT_THAT(codes_of(again.error()), ElementsAre("not_rescored_sheet"));
  stage.must(dong, ScoreAction::finalize, ScoreInput{}, minh());
  EXPECT_EQ(score().state, ScoreState::final_);
}

TEST_F(Scores, AreFiledAnewUntilTheTeamHasScored) {
  stage.must(dong, ScoreAction::self_score, points(), of("huyen-dong"));
  stage.must(dong, ScoreAction::self_score, points(7), of("huyen-dong"));
  EXPECT_EQ(total(), 16);
  auto again = points(7);
  stage.must(dong, ScoreAction::rescore, again, lan());
  const auto late = stage.attempt(dong, ScoreAction::self_score, points(), of("huyen-dong"));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().reason(), refuse::wrong_state);
}

TEST_F(Scores, BringBackStateAndPointsOnceByUndo) {
  stage.must(dong, ScoreAction::self_score, points(), lan());
  stage.must(dong, ScoreAction::rescore, points(), minh());
  auto other = points(3);
  other.points[0].reason = "nhầm hàng";
  stage.must(dong, ScoreAction::rescore, other, minh());
  const auto bare = stage.attempt(dong, ScoreAction::undo, ScoreInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::missing);
  stage.must(dong, ScoreAction::undo, because("nhầm"), lan());
  EXPECT_EQ(score().state, ScoreState::rescored);
  EXPECT_EQ(total(), 18);
  const auto twice = stage.attempt(dong, ScoreAction::undo, because("nhầm"), lan());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().reason(), refuse::nothing_to_undo);
}

TEST_F(Scores, AreAwaitedAgainWhereTheFirstFilingIsUndone) {
  stage.must(dong, ScoreAction::self_score, points(), lan());
  stage.must(dong, ScoreAction::undo, because("nhầm đơn vị"), lan());
  EXPECT_EQ(score().state, ScoreState::awaited);
  EXPECT_THAT(score().points, IsEmpty());
}

TEST_F(Scores, AreLeftOutForAReasonByThePlannerAlone) {
  const auto bare = stage.attempt(dong, ScoreAction::exempt, ScoreInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::missing);
  const auto inspector = stage.attempt(dong, ScoreAction::exempt, because("x"), minh());
  ASSERT_FALSE(inspector);
  EXPECT_EQ(inspector.error().reason(), refuse::not_allowed);
  stage.must(dong, ScoreAction::exempt, because("đơn vị đã sáp nhập"), lan());
  EXPECT_EQ(score().state, ScoreState::not_scored);
  EXPECT_EQ(score().reason, "đơn vị đã sáp nhập");
  stage.must(dong, ScoreAction::undo, because("nhầm"), lan());
  EXPECT_EQ(score().state, ScoreState::awaited);
}

TEST_F(Scores, FitTheSheetInForceBeforeTheyAreFinal) {
  stage.must(dong, ScoreAction::self_score, points(), lan());
  stage.must(dong, ScoreAction::rescore, points(), minh());
  auto& sheet = stage.record.content.score_sheets[0];  // as an amendment leaves it
  sheet.groups[0].criteria[0].max = 8;
  sheet.groups[0].criteria.push_back(criterion("3", "Chiếu sáng", 2));
  const auto step = stage.attempt(dong, ScoreAction::finalize, ScoreInput{}, minh());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("points_above_max", "points_missing"));
}

TEST_F(Scores, AreOnlyProposedADeductionForLateReports) {
  const auto& sheet = stage.record.content.score_sheets[0];
  const auto proposed = [&](std::string_view today) {
    return proposed_deductions(stage.record, sheet, agency_id("huyen-dong"), day(today));
  };
  EXPECT_THAT(proposed("2026-04-03"), IsEmpty()) << "the last day on time";
  ASSERT_THAT(proposed("2026-04-04"), SizeIs(1)) << "not there yet";
  stage.now = at("2026-04-06T09:00:00+07:00");
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-04-05"), lan());
  const auto found = proposed("2026-04-06");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].criterion, "III/1");
  EXPECT_EQ(found[0].points, 1);
  EXPECT_THAT(found[0].reports, ElementsAre(stage.duty("bao-cao-dong").id));
  EXPECT_THAT(proposed_deductions(stage.record, sheet, agency_id("huyen-tay"), day("2026-04-03")),
              IsEmpty());
  stage.must(dong, ScoreAction::self_score, points(), lan());
  EXPECT_EQ(total(), 18) << "nothing is applied";
}

PlanInput conclusions() {
  return PlanInput{.conclusions = {{"70/KL-SGT", day("2026-04-17"), {"huyen-dong", "huyen-tay"}}}};
}

TEST_F(Scores, HoldBackTheConclusionUntilEveryVisitedUnitHasOneOrIsLeftOut) {
  for (const auto& duty : std::vector{stage.record.duties})
    stage.must(duty, DutyAction::submit, filing("2026-03-02"), lan());
  stage.must(dong, ScoreAction::self_score, points(), lan());
  stage.inspected();
  const auto early = stage.attempt(PlanAction::conclude, conclusions(), lan());
  ASSERT_FALSE(early);
  EXPECT_THAT(codes_of(early.error()), ElementsAre("score_open", "score_open"));
  EXPECT_EQ(early.error().problems()[0].pointer, "/scores/bang-diem/huyen-dong");
  EXPECT_THAT(early.error().problems()[0].arguments,
              testing::Contains(testing::Pair("unit", "UBND huyện Đông")));
  EXPECT_THAT(early.error().problems()[0].arguments,
              testing::Contains(testing::Pair("state", "self_scored")));
  stage.must(dong, ScoreAction::rescore, points(), minh());
  stage.must(dong, ScoreAction::finalize, ScoreInput{}, minh());
  stage.must(ScoreOf{"bang-diem", "huyen-tay"}, ScoreAction::exempt, because("sáp nhập"), lan());
  stage.must(PlanAction::conclude, conclusions(), lan());
  EXPECT_EQ(stage.record.state, PlanState::concluded);
}

}  // namespace
}  // namespace inspectord

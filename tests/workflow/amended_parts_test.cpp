// SPDX-License-Identifier: Apache-2.0
// What becomes of visits, duties and tasks when a revision is notified.
#include "tests/workflow/revising.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

TEST(AmendedVisit, MovesAndTellsThoseConcernedAlone) {
  auto stage = begun();
  const auto step = amended(stage, with_moved_visit());
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-21"));
  EXPECT_EQ(stage.visit("dong").sequence, 1);
  EXPECT_EQ(stage.visit("tay").sequence, 0) << "what did not change stays";
  EXPECT_EQ(stage.record.state, PlanState::notified);
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::visit_changed);
  EXPECT_EQ(step.notices[0].old_date, day("2026-04-14"));
  EXPECT_EQ(step.notices[0].document, "30/QĐ-SGT");
  EXPECT_THAT(agencies_of(step.notices[0].to), Not(Contains(agency_id("huyen-tay"))));
}

TEST(AmendedVisit, IsNotUndoneByAPlannerAlone) {
  auto stage = begun();
  stage.must("dong", VisitAction::move,
             VisitInput{.date = day("2026-04-22"), .reason = "other_duty", .document = "31/SGT"},
             lan());
  amended(stage, with_moved_visit());
  const auto undone = stage.attempt("dong", VisitAction::undo, VisitInput{.reason = "nhầm"}, lan());
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().reason(), refuse::nothing_to_undo);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-21"));
}

TEST(AmendedVisit, KeepsTheDayAnActGaveItWhereTheContentNamesNoOther) {
  auto stage = begun();
  stage.must("dong", VisitAction::move,
             VisitInput{.date = day("2026-04-22"), .reason = "other_duty", .document = "31/SGT"},
             lan());
  Plan plan = inspection_plan();
  plan.visits[0].place = "Nhà văn hóa";
  amended(stage, plan);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-22"));
}

TEST(AmendedVisit, StaysPostponedWhereOnlyItsPlaceChanges) {
  auto stage = begun();
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  Plan plan = inspection_plan();
  plan.visits[0].place = "Nhà văn hóa";
  amended(stage, plan);
  EXPECT_EQ(stage.visit("dong").state, VisitState::postponed);
}

TEST(AmendedVisit, ThatIsDroppedIsCancelledAndTold) {
  auto stage = begun();
  stage.must("dong", VisitAction::move,
             VisitInput{.date = day("2026-04-22"), .reason = "other_duty", .document = "31/SGT"},
             lan());
  Plan plan = inspection_plan();
  plan.visits.erase(plan.visits.begin());
  plan.stated_counts.clear();
  const auto step = amended(stage, plan);
  EXPECT_EQ(stage.visit("dong").state, VisitState::cancelled);
  const auto* notice = notice_of(step, NoticeKind::visit_changed);
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->old_date, day("2026-04-22")) << "the day that is off is the day it had";
  EXPECT_THAT(agencies_of(notice->to), Contains(agency_id("huyen-dong")));
}

TEST(AmendedVisit, OfAnotherUnitIsToldToBoth) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.visits[0].unit = "xa-dong";
  plan.units.push_back({"xa-dong", UnitRole::inspected, "", ""});
  const auto step = amended(stage, plan);
  const auto* notice = notice_of(step, NoticeKind::visit_changed);
  ASSERT_TRUE(notice);
  EXPECT_THAT(agencies_of(notice->to),
              ::testing::IsSupersetOf({agency_id("xa-dong"), agency_id("huyen-dong")}));
}

TEST(AmendedVisit, ThatWasHeldStaysHeld) {
  auto stage = begun();
  stage.now = at("2026-04-14T18:00:00+07:00");
  stage.must("dong", VisitAction::hold, VisitInput{}, lan());
  amended(stage, with_moved_visit());
  EXPECT_EQ(stage.visit("dong").state, VisitState::held);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-14"));
}

TEST(AmendedVisit, ThatIsNewReturnsAnInspectedPlanToNotified) {
  auto stage = begun();
  stage.inspected();
  const auto step = amended(stage, with_new_visit());
  EXPECT_EQ(stage.record.state, PlanState::notified);
  EXPECT_EQ(stage.visit("xa").state, VisitState::confirmed);
  const auto* notice = notice_of(step, NoticeKind::plan_amended);
  ASSERT_TRUE(notice);
  EXPECT_THAT(notice->to, ElementsAre(Told{agency_id("xa-dong"), Part::unit}))
      << "only what changed is told";
}

TEST(AmendedVisit, ThatIsNotNewLeavesAnInspectedPlanInspected) {
  auto stage = begun();
  stage.inspected();
  Plan plan = inspection_plan();
  plan.duties[0].due.day = day("2026-05-20");
  amended(stage, plan);
  EXPECT_EQ(stage.record.state, PlanState::inspected);
}

TEST(AmendedVisit, ComesBackAfterItWasDropped) {
  auto stage = begun();
  Plan without = inspection_plan();
  without.visits.erase(without.visits.begin());
  without.stated_counts.clear();
  amended(stage, without);
  amended(stage, with_moved_visit());
  EXPECT_EQ(stage.visit("dong").state, VisitState::confirmed);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-21"));
}

TEST(AmendedDuty, IsOpenedAnewWithItsNewDayAndTheOldOneEnds) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.duties[0].due.day = day("2026-04-11");
  const auto step = amended(stage, plan);
  ASSERT_EQ(stage.count_duties("bao-cao-dong"), 2);
  EXPECT_EQ(stage.record.duties[0].state, DutyState::ended);
  const auto& opened = stage.record.duties.back();
  EXPECT_EQ(opened.state, DutyState::open);
  EXPECT_EQ(opened.period, "");
  EXPECT_EQ(opened.due->last_on_time, day("2026-04-10"));
  EXPECT_EQ(stage.count_duties("bao-cao-tay"), 1);
  const auto* notice = notice_of(step, NoticeKind::plan_amended);
  ASSERT_TRUE(notice);
  EXPECT_THAT(agencies_of(notice->to), ElementsAre(agency_id("huyen-dong")));
}

TEST(AmendedDuty, KeepsWhatWasFiledAndAccepted) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::accept, DutyInput{}, lan());
  stage.must(stage.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), of("huyen-tay"));
  Plan plan = inspection_plan();
  for (auto& duty : plan.duties) duty.due.day = day("2026-04-11");
  amended(stage, plan);
  EXPECT_EQ(stage.record.duties.size(), 2u) << "nothing is asked for twice";
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::accepted);
  EXPECT_EQ(stage.duty("bao-cao-tay").state, DutyState::submitted);
}

TEST(AmendedDuty, ThatIsGoneEndsAndItsDebtorIsTold) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.duties.pop_back();
  const auto step = amended(stage, plan);
  EXPECT_EQ(stage.duty("bao-cao-tay").state, DutyState::ended);
  const auto* notice = notice_of(step, NoticeKind::plan_amended);
  ASSERT_TRUE(notice);
  EXPECT_THAT(agencies_of(notice->to), ElementsAre(agency_id("huyen-tay")));
}

/// What was wanted of something that the content has no more.
void expect_inert(Stage& stage, std::string_view key) {
  for (const auto action : {DutyAction::return_, DutyAction::undo}) {
    const auto step = stage.attempt(stage.duty(key), action, DutyInput{.reason = "nhầm"}, lan());
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::no_longer_owed);
    EXPECT_THAT(step.error().open_actions(), ElementsAre("accept"));
  }
}

TEST(AmendedDuty, ThatWasFiledAndIsGoneCanOnlyBeAccepted) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), of("huyen-tay"));
  Plan without = inspection_plan();
  without.duties.pop_back();
  amended(stage, without);
  EXPECT_EQ(stage.duty("bao-cao-tay").state, DutyState::submitted);
  expect_inert(stage, "bao-cao-tay");
  amended(stage, with_moved_visit());  // asks for it again: what was filed counts
  EXPECT_EQ(stage.count_duties("bao-cao-tay"), 1);
  stage.must(stage.duty("bao-cao-tay"), DutyAction::return_, DutyInput{.reason = "thiếu"}, lan());

  auto other = begun();
  other.must(other.duty("bao-cao-tay"), DutyAction::submit, filing("2026-03-02"), of("huyen-tay"));
  amended(other, without);
  other.must(other.duty("bao-cao-tay"), DutyAction::accept, DutyInput{}, lan());
}

TEST(AmendedDuty, ThatWasWaivedAndIsGoneIsOpenedByNoUndo) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-tay"), DutyAction::waive, DutyInput{.reason = "đã gộp"}, lan());
  Plan without = inspection_plan();
  without.duties.pop_back();
  amended(stage, without);
  const auto step = stage.attempt(stage.duty("bao-cao-tay"), DutyAction::undo,
                                  DutyInput{.reason = "nhầm"}, lan());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::no_longer_owed);
}

TEST(AmendedDuty, ThatWasFiledByWhoOwesItNoMoreStaysSoOverLaterAmendments) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  Plan plan = inspection_plan();
  plan.duties[0].owed_by.agency = "xa-dong";
  amended(stage, plan);
  expect_inert(stage, "bao-cao-dong");
  plan.visits[0].date = day("2026-04-21");
  amended(stage, plan);
  expect_inert(stage, "bao-cao-dong");
}

Plan without_tasks() {
  Plan plan = inspection_plan();
  plan.tasks.erase(plan.tasks.begin());
  return plan;
}

TEST(AmendedTask, ThatIsGoneIsDroppedAndRemindsNobody) {
  auto stage = begun();
  stage.must("cam-bien", TaskAction::start, TaskInput{}, lan());
  stage.must("cam-bien", TaskAction::set_date, TaskInput{.date = day("2026-05-20")}, lan());
  const auto about_the_task = [&](const WantedReminder& one) {
    return one.target == stage.task("cam-bien").id.bytes();
  };
  ASSERT_TRUE(std::ranges::any_of(wanted(stage), about_the_task));
  amended(stage, without_tasks());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::dropped);
  EXPECT_EQ(stage.task("cam-bien").reason, "điều chỉnh");
  EXPECT_EQ(stage.task("don-rac").state, TaskState::not_started);
  EXPECT_FALSE(std::ranges::any_of(wanted(stage), about_the_task));
  const auto undone =
      stage.attempt("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan());
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().reason(), refuse::nothing_to_undo);
}

TEST(AmendedTask, ThatWasDoneStaysDone) {
  auto stage = begun();
  stage.must("cam-bien", TaskAction::finish, TaskInput{}, lan());
  amended(stage, without_tasks());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::done);
  EXPECT_FALSE(stage.attempt("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan()));
}

TEST(AmendedTask, BeginsAnewWhenItComesBack) {
  auto stage = begun();
  amended(stage, without_tasks());
  amended(stage, inspection_plan());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::not_started);
  stage.must("cam-bien", TaskAction::start, TaskInput{}, lan());
}

Plan with_group(std::vector<std::string> members) {
  Plan plan = inspection_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", std::move(members), {}}};
  plan.duties.resize(1);
  plan.duties[0].key = "bao-cao-chung";
  plan.duties[0].owed_by = Debtor{.group = "cac-huyen", .text = "UBND các huyện"};
  return plan;
}

TEST(AmendedDuty, OpensForAMemberTheContentAddsAndStaysForTheOthers) {
  auto stage = begun(with_group({"huyen-dong"}));
  const auto first = stage.duty("bao-cao-chung", "huyen-dong");
  amended(stage, with_group({"huyen-dong", "huyen-tay"}));
  EXPECT_EQ(stage.count_duties("bao-cao-chung"), 2);
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-dong"), first);
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-tay").state, DutyState::open);
}

TEST(AmendedDuty, EndsForAMemberTheContentTakesOut) {
  auto stage = begun(with_group({"huyen-dong", "huyen-tay"}));
  amended(stage, with_group({"huyen-dong"}));
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-dong").state, DutyState::open);
  EXPECT_EQ(stage.duty("bao-cao-chung", "huyen-tay").state, DutyState::ended);
}

TEST(AmendedDuty, LeavesAGroupAsItWasFrozenAtTheNotification) {
  auto stage = begun(with_group({"huyen-dong"}));
  Plan plan = with_group({"huyen-dong"});
  plan.visits[0].date = day("2026-04-21");
  draft_revision(stage, plan);
  number_revision(stage);
  stage.directory.members["cac-huyen"].push_back(agency_id("huyen-tay"));  // joined since
  stage.must(PlanAction::amend, step_of("notify"), thu());
  EXPECT_EQ(stage.count_duties("bao-cao-chung"), 1);
}

TEST(AmendedDuty, ThatRecursYearlyFollowsItsAnchorAndEndsWithIt) {
  Plan plan = implementation_plan();
  plan.recurring_duties[0].key = "so-ket";
  plan.recurring_duties[0].frequency = Frequency::yearly;
  plan.recurring_duties[0].anchor = day("2026-11-15");
  auto stage = begun(plan);
  plan.recurring_duties[0].anchor = day("2026-10-15");
  amended(stage, plan);
  ASSERT_EQ(stage.count_duties("so-ket"), 2);
  EXPECT_EQ(stage.record.duties.back().due->last_on_time, day("2026-10-15"));
  EXPECT_EQ(stage.duty("so-ket").state, DutyState::ended);
  plan.recurring_duties.clear();
  const auto step = amended(stage, plan);
  EXPECT_EQ(stage.record.duties.back().state, DutyState::ended);
  const auto* notice = notice_of(step, NoticeKind::plan_amended);
  ASSERT_TRUE(notice);
  EXPECT_THAT(notice->released, ElementsAre(Released{agency_id("huyen-dong"), "đi tuần đường"}));
}

TEST(AmendedDuty, ThatRecursWeeklyFollowsItsAnchorAndKeepsWhatWasFiled) {
  Plan plan = implementation_plan();
  plan.duties.clear();
  plan.recurring_duties[0].frequency = Frequency::weekly;
  plan.recurring_duties[0].anchor = day("2026-03-06");
  plan.recurring_duties[0].to = "so-giao-thong";
  auto stage = begun(plan);
  const auto first = stage.record.duties.front();
  ASSERT_EQ(first.period, "2026-03-06");
  stage.must(first, DutyAction::submit, filing("2026-03-02"), of("huyen-dong"));
  plan.recurring_duties[0].anchor = day("2026-03-11");  // Wednesdays
  amended(stage, plan);
  std::vector<std::string> open, others;
  for (const auto& duty : stage.record.duties) {
    const bool is_open = duty.state == DutyState::open;
    (is_open ? open : others).push_back(duty.period + " " + std::string{state_code(duty.state)});
  }
  EXPECT_THAT(open, ElementsAre("2026-03-11 open", "2026-03-18 open", "2026-03-25 open",
                                "2026-04-01 open", "2026-04-08 open"));
  EXPECT_EQ(others.front(), "2026-03-06 submitted");
  EXPECT_EQ(others.back(), "2026-04-03~1 ended");
}

TEST(AmendedDuty, GoesFromOneDebtorToAnother) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.duties[0].owed_by.agency = "xa-dong";
  amended(stage, plan);
  EXPECT_EQ(stage.duty("bao-cao-dong", "huyen-dong").state, DutyState::ended);
  EXPECT_EQ(stage.duty("bao-cao-dong", "xa-dong").state, DutyState::open);
}

TEST(AmendedDuty, AtAVisitMovesWithIt) {
  Plan plan = inspection_plan();
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "tại buổi làm việc"};
  auto stage = begun(plan);
  plan.visits[0].date = day("2026-04-21");
  amended(stage, plan);
  EXPECT_EQ(stage.count_duties("bao-cao-dong"), 1);
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-21"));
}

TEST(AmendedVisit, ThatIsNewIsToldToTheTeamAsWell) {
  auto stage = begun();
  const auto step = amended(stage, with_new_visit());
  const auto* notice = notice_of(step, NoticeKind::visit_changed);
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->key, "xa");
  EXPECT_EQ(notice->old_date, std::nullopt) << "nobody knew of it";
  EXPECT_THAT(notice->to, UnorderedElementsAre(Told{agency_id("xa-dong"), Part::unit},
                                               Told{agency_id("so-giao-thong"), Part::team},
                                               Told{agency_id("so-y-te"), Part::team}));
}

}  // namespace
}  // namespace inspectord

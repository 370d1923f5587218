// SPDX-License-Identifier: Apache-2.0
#include "workflow/reminders.hpp"

#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::vector<WantedReminder> wanted(const Stage& stage) {
  return wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam());
}

std::vector<WantedReminder> of_target(const std::vector<WantedReminder>& all,
                                      const UuidBytes& target) {
  std::vector<WantedReminder> some;
  for (const auto& one : all) {
    if (one.target == target) some.push_back(one);
  }
  return some;
}

/// Rule and instant of each, without recipients.
std::map<std::string, std::string> instants(const std::vector<WantedReminder>& some) {
  std::map<std::string, std::string> instants;
  for (const auto& one : some) instants[one.rule] = Zone::vietnam().to_rfc3339(one.at);
  return instants;
}

std::set<AgencyId> recipients(const std::vector<WantedReminder>& some, std::string_view rule) {
  std::set<AgencyId> agencies;
  for (const auto& one : some) {
    if (one.rule == rule) agencies.insert(one.recipient);
  }
  return agencies;
}

TEST(VisitReminders, CountFromTheDayOfTheVisit) {
  Stage stage{inspection_plan()};
  stage.notified();
  EXPECT_THAT(instants(of_target(wanted(stage), stage.visit("dong").id.bytes())),
              UnorderedElementsAre(Pair("T-14", "2026-03-31T08:00:00+07:00"),
                                   Pair("T-7", "2026-04-07T08:00:00+07:00"),
                                   Pair("T-3", "2026-04-11T08:00:00+07:00"),
                                   Pair("T-1", "2026-04-13T08:00:00+07:00"),
                                   Pair("overdue+1", "2026-04-15T08:00:00+07:00"),
                                   Pair("overdue+3", "2026-04-17T08:00:00+07:00")));
}

TEST(VisitReminders, GoToUnitAndTeamBeforeAndToSecretaryAndLeaderAfterwards) {
  Plan plan = inspection_plan();
  plan.teams[0].members.push_back(member("phong-bao-tri", TeamRole::member));
  Stage stage{plan};
  stage.notified();
  const auto visit = of_target(wanted(stage), stage.visit("dong").id.bytes());
  for (const auto* rule : {"T-14", "T-7", "T-3", "T-1"}) {
    EXPECT_THAT(recipients(visit, rule),
                UnorderedElementsAre(agency_id("huyen-dong"), agency_id("so-giao-thong"),
                                     agency_id("so-y-te"), agency_id("phong-bao-tri")));
  }
  for (const auto* rule : {"overdue+1", "overdue+3"}) {
    EXPECT_THAT(recipients(visit, rule),
                UnorderedElementsAre(agency_id("so-giao-thong"), agency_id("so-y-te")));
  }
}

TEST(DutyReminders, CountFromTheLastOnTimeDay) {
  Stage stage{implementation_plan()};  // before 4 April
  stage.notified();
  EXPECT_THAT(instants(of_target(wanted(stage), stage.duty("bao-cao-dong").id.bytes())),
              UnorderedElementsAre(Pair("T-14", "2026-03-20T08:00:00+07:00"),
                                   Pair("T-7", "2026-03-27T08:00:00+07:00"),
                                   Pair("T-3", "2026-03-31T08:00:00+07:00"),
                                   Pair("T-1", "2026-04-02T08:00:00+07:00"),
                                   Pair("overdue+1", "2026-04-04T08:00:00+07:00"),
                                   Pair("overdue+3", "2026-04-06T08:00:00+07:00")));
}

TEST(DutyReminders, GoToTheDebtorAndOverdueToTheFocalOfficeAsWell) {
  Stage stage{implementation_plan()};
  stage.notified();
  const auto duty = of_target(wanted(stage), stage.duty("bao-cao-dong").id.bytes());
  EXPECT_THAT(recipients(duty, "T-1"), ElementsAre(agency_id("huyen-dong")));
  EXPECT_THAT(recipients(duty, "overdue+1"),
              UnorderedElementsAre(agency_id("huyen-dong"), agency_id("phong-bao-tri")));
  for (const auto& one : duty) {
    EXPECT_EQ(one.part, one.recipient == agency_id("huyen-dong") ? Part::debtor : Part::focal);
  }
}

TEST(DutyReminders, GoOnceWhereTheFocalOfficeIsTheDebtor) {
  Plan plan = implementation_plan();
  plan.duties[0].owed_by.agency = "phong-bao-tri";
  Stage stage{plan};
  stage.notified();
  EXPECT_EQ(of_target(wanted(stage), stage.duty("bao-cao-dong").id.bytes()).size(), 6u);
}

TEST(Reminders, AreWantedOnlyWhileThePlanIsInForce) {
  Stage stage{inspection_plan()};
  stage.notified();
  const auto count = wanted(stage).size();
  EXPECT_GT(count, 0u);
  for (const auto state :
       {PlanState::drafted, PlanState::approved, PlanState::concluded, PlanState::cancelled}) {
    stage.record.state = state;
    EXPECT_THAT(wanted(stage), IsEmpty()) << state_code(state);
  }
  stage.record.state = PlanState::inspected;
  EXPECT_EQ(wanted(stage).size(), count);
}

TEST(VisitReminders, AreWantedOnlyWhileTheTeamIsToCome) {
  Stage stage{inspection_plan()};
  stage.notified();
  const auto target = stage.visit("dong").id.bytes();
  for (const auto state : {VisitState::postponed, VisitState::held, VisitState::cancelled}) {
    stage.record.visits[0].state = state;
    EXPECT_THAT(of_target(wanted(stage), target), IsEmpty()) << state_code(state);
  }
  for (const auto state : {VisitState::tentative, VisitState::confirmed}) {
    stage.record.visits[0].state = state;
    EXPECT_FALSE(of_target(wanted(stage), target).empty()) << state_code(state);
  }
}

TEST(VisitReminders, FollowAMoveUnderANewSequence) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.must("dong", VisitAction::move,
             VisitInput{.date = day("2026-04-21"), .reason = "other_duty", .document = "31/SGT"},
             lan());
  const auto visit = of_target(wanted(stage), stage.visit("dong").id.bytes());
  EXPECT_EQ(instants(visit).at("T-1"), "2026-04-20T08:00:00+07:00");
  for (const auto& one : visit) EXPECT_EQ(one.sequence, 1);
}

TEST(DutyReminders, AreWantedOnlyWhileNothingIsFiled) {
  Stage stage{implementation_plan()};
  stage.notified();
  const auto target = stage.duty("bao-cao-dong").id.bytes();
  for (const auto state :
       {DutyState::waiting, DutyState::submitted, DutyState::accepted, DutyState::waived,
        DutyState::missed, DutyState::standing, DutyState::ended, DutyState::closed}) {
    stage.record.duties[0].state = state;
    EXPECT_THAT(of_target(wanted(stage), target), IsEmpty()) << state_code(state);
  }
  for (const auto state : {DutyState::open, DutyState::returned}) {
    stage.record.duties[0].state = state;
    EXPECT_EQ(of_target(wanted(stage), target).size(), 8u) << state_code(state);
  }
}

TEST(DutyReminders, StartWithSetDate) {
  Plan plan = implementation_plan();
  plan.duties.resize(1);
  plan.tasks.clear();
  plan.duties[0].due = {.kind = DueKind::undated};
  Stage stage{plan};
  stage.notified();
  EXPECT_THAT(wanted(stage), IsEmpty());
  stage.must(stage.duty("bao-cao-dong"), DutyAction::set_date, DutyInput{.date = day("2026-05-20")},
             lan());
  EXPECT_EQ(instants(wanted(stage)).at("T-14"), "2026-05-06T08:00:00+07:00");
}

TEST(DutyAtAVisit, HasNoRemindersOfItsOwnUntilItIsExtended) {
  Plan plan = inspection_plan();
  plan.duties.resize(1);
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "tại buổi làm việc"};
  Stage stage{plan};
  stage.notified();
  EXPECT_THAT(of_target(wanted(stage), stage.duty("bao-cao-dong").id.bytes()), IsEmpty());
  stage.must(stage.duty("bao-cao-dong"), DutyAction::extend,
             DutyInput{.date = day("2026-04-30"), .reason = "bổ sung", .document = "40/SGT"},
             lan());
  EXPECT_EQ(instants(of_target(wanted(stage), stage.duty("bao-cao-dong").id.bytes())).at("T-1"),
            "2026-04-29T08:00:00+07:00");
}

TEST(TaskReminders, GoToThePlannersSideAloneOnTheDayBefore) {
  Stage stage{implementation_plan()};
  stage.notified();
  stage.must("cam-bien", TaskAction::set_date, TaskInput{.date = day("2026-05-04")}, lan());
  const auto task = of_target(wanted(stage), stage.task("cam-bien").id.bytes());
  ASSERT_EQ(task.size(), 1u);
  EXPECT_EQ(task[0].recipient, agency_id("phong-bao-tri"));
  EXPECT_EQ(task[0].part, Part::planner);
  EXPECT_EQ(task[0].at, at("2026-05-03T08:00:00+07:00"));
  stage.must("cam-bien", TaskAction::finish, TaskInput{}, lan());
  EXPECT_THAT(of_target(wanted(stage), stage.task("cam-bien").id.bytes()), IsEmpty());
}

TEST(TaskReminders, ComeUnderANewSequenceAfterAnUndo) {
  Stage stage{implementation_plan()};
  stage.notified();
  stage.must("cam-bien", TaskAction::set_date, TaskInput{.date = day("2026-05-04")}, lan());
  const auto before = wanted(stage);
  stage.must("cam-bien", TaskAction::finish, TaskInput{}, lan());
  stage.must("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan());
  const auto task = of_target(wanted(stage), stage.task("cam-bien").id.bytes());
  ASSERT_EQ(task.size(), 1u);
  EXPECT_GT(task[0].sequence, of_target(before, stage.task("cam-bien").id.bytes())[0].sequence)
      << "the ledger keeps one row for each sequence, and that one was dropped";
}

Plan excluded_but_scheduled() {
  Plan plan = inspection_plan();
  plan.units[1].role = UnitRole::excluded;
  plan.units[1].reason = "đã có thanh tra";
  return plan;
}

TEST(Reminders, OfATargetUnderAnOpenErrorAreHeldBackUntilItIsOverridden) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.record.content = excluded_but_scheduled();
  EXPECT_THAT(of_target(wanted(stage), stage.visit("tay").id.bytes()), IsEmpty());
  EXPECT_FALSE(of_target(wanted(stage), stage.visit("dong").id.bytes()).empty());
  const auto errors = open_errors(stage.record.content, {}, DaysOff::vietnam(), false);
  ASSERT_EQ(errors.size(), 1u);
  stage.record.overrides = {
      {.code = std::string{errors[0].code}, .pointer = errors[0].pointer, .reason = "giữ"}};
  EXPECT_THAT(of_target(wanted(stage), stage.visit("tay").id.bytes()), IsEmpty())
      << "only proposed";
  stage.record.overrides[0].effective = true;
  EXPECT_FALSE(of_target(wanted(stage), stage.visit("tay").id.bytes()).empty());
}

TEST(Reminders, AreTheSameForTheSameRecord) {
  Stage stage{inspection_plan()};
  stage.notified();
  EXPECT_EQ(wanted(stage), wanted(stage));
}

TEST(Reminders, HaveOneRowForEachTargetSequenceRuleAndRecipient) {
  Plan plan = inspection_plan();
  plan.teams[0].members.push_back(member("huyen-dong", TeamRole::member));
  plan.teams[0].members.push_back(member("so-y-te", TeamRole::leader));
  Stage stage{plan};
  stage.notified();
  std::set<std::tuple<UuidBytes, int, std::string, AgencyId>> keys;
  const auto all = wanted(stage);
  for (const auto& one : all) keys.emplace(one.target, one.sequence, one.rule, one.recipient);
  EXPECT_EQ(keys.size(), all.size());
}

TEST(TargetKinds, AreReadBackAsTheyWereWritten) {
  for (const auto kind : {TargetKind::visit, TargetKind::duty, TargetKind::task}) {
    EXPECT_EQ(parse_target_kind(to_string(kind)), kind);
  }
  EXPECT_EQ(parse_target_kind("plan"), std::nullopt);
}

}  // namespace
}  // namespace inspectord

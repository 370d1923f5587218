// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// "dong" is tentative, "tay" is firm.
Plan plan_with_both() {
  Plan plan = inspection_plan();
  plan.visits[0].tentative = true;
  return plan;
}

Stage begun() {
  Stage stage{plan_with_both()};
  stage.notified();
  return stage;
}

const VisitInput other_day{.date = day("2026-04-21"), .reason = "other_duty"};

TEST(Confirm, MakesTheDayFirmAndTellsNobody) {
  auto stage = begun();
  const auto step = stage.must("dong", VisitAction::confirm, VisitInput{}, minh());
  EXPECT_EQ(stage.visit("dong").state, VisitState::confirmed);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-14"));
  EXPECT_THAT(step.notices, IsEmpty());
  EXPECT_EQ(step.events.at(0).code, "visit.confirmed");
}

TEST(Move, OfATentativeDayNeedsAReasonAndAnotherDay) {
  auto stage = begun();
  const auto bare = stage.attempt("dong", VisitAction::move, VisitInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()), ElementsAre("missing", "missing"));
  EXPECT_THAT(bare.error().open_actions(),
              UnorderedElementsAre("confirm", "move", "postpone", "hold", "cancel"))
      << "there is nothing to undo yet";
  const auto same = stage.attempt("dong", VisitAction::move,
                                  VisitInput{.date = day("2026-04-14"), .reason = "other"}, lan());
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().reason(), refuse::same_day) << "the same day is no other day";
  stage.must("dong", VisitAction::move, other_day, lan());
  EXPECT_EQ(stage.visit("dong").state, VisitState::tentative);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-21"));
  EXPECT_EQ(stage.visit("dong").sequence, 1);
}

TEST(Move, NeedsADocumentOnlyWhereThePlanNamedTheDayAsFirm) {
  auto stage = begun();
  const auto bare = stage.attempt("tay", VisitAction::move, other_day, lan());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().reason(), refuse::document_needed);
  auto input = other_day;
  input.document = "31/SGT-VP";
  stage.must("tay", VisitAction::move, input, lan());
  EXPECT_EQ(stage.visit("tay").state, VisitState::confirmed);
  stage.must("dong", VisitAction::confirm, VisitInput{}, lan());
  stage.must("dong", VisitAction::move, other_day, lan());
}

TEST(Move, TellsThoseWhoWereToldOfTheOldDay) {
  auto stage = begun();
  const auto step = stage.must("dong", VisitAction::move, other_day, lan());
  ASSERT_EQ(step.notices.size(), 1u);
  EXPECT_EQ(step.notices[0].kind, NoticeKind::visit_changed);
  EXPECT_EQ(step.notices[0].key, "dong");
  EXPECT_EQ(step.notices[0].old_date, day("2026-04-14"));
  EXPECT_EQ(step.notices[0].reason, other_day.reason);
  EXPECT_THAT(step.notices[0].to, UnorderedElementsAre(Told{agency_id("huyen-dong"), Part::unit},
                                                       Told{agency_id("so-giao-thong"), Part::team},
                                                       Told{agency_id("so-y-te"), Part::team}));
  EXPECT_EQ(step.dropped_because, "moved");
}

TEST(Postpone, NeedsAReasonAndTells) {
  for (const auto* key : {"dong", "tay"}) {
    auto stage = begun();
    EXPECT_FALSE(stage.attempt(key, VisitAction::postpone, VisitInput{}, lan()));
    const auto step =
        stage.must(key, VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
    EXPECT_EQ(stage.visit(key).state, VisitState::postponed);
    EXPECT_EQ(step.notices.size(), 1u);
  }
}

TEST(Reschedule, NeedsADayAndSaysWhetherItIsFirm) {
  auto stage = begun();
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  EXPECT_FALSE(stage.attempt("dong", VisitAction::reschedule, VisitInput{}, lan()));
  const auto tentative = stage.attempt("dong", VisitAction::reschedule, other_day, lan());
  ASSERT_TRUE(tentative);
  EXPECT_EQ(tentative->record.visits[0].state, VisitState::tentative);
  EXPECT_EQ(tentative->notices.size(), 1u);
  auto firm = other_day;
  firm.firm = true;
  stage.must("dong", VisitAction::reschedule, firm, lan());
  EXPECT_EQ(stage.visit("dong").state, VisitState::confirmed);
  EXPECT_EQ(stage.visit("dong").date, day("2026-04-21"));
}

TEST(Hold, TakesTheMinutesThenOrLaterAndLosesThemWithAnUndo) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.now = at("2026-04-14T17:00:00+07:00");
  stage.must("dong", VisitAction::hold, VisitInput{.reason = "chờ đơn vị ký"}, minh());
  EXPECT_EQ(stage.visit("dong").no_minutes_because, "chờ đơn vị ký");
  const auto bare = stage.attempt("dong", VisitAction::hold, VisitInput{}, minh());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error().pointer(), "/document");
  const auto step =
      stage.must("dong", VisitAction::hold, VisitInput{.document = "01/BB-ĐKT"}, minh());
  EXPECT_TRUE(step.notices.empty()) << "nobody is told of minutes";
  EXPECT_EQ(stage.visit("dong").minutes, "01/BB-ĐKT");
  EXPECT_EQ(stage.visit("dong").no_minutes_because, "");
  stage.must("dong", VisitAction::undo, VisitInput{.reason = "nhầm đơn vị"}, lan());
  EXPECT_EQ(stage.visit("dong").state, VisitState::confirmed);
  EXPECT_EQ(stage.visit("dong").minutes, "");
}

TEST(Hold, IsNotBeforeItsDay) {
  for (const auto* key : {"dong", "tay"}) {
    auto stage = begun();
    stage.now =
        at(key == std::string{"dong"} ? "2026-04-13T23:59:00+07:00" : "2026-04-15T23:59:00+07:00");
    const auto early = stage.attempt(key, VisitAction::hold, VisitInput{}, minh());
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().reason(), refuse::before_its_day);
    stage.now += std::chrono::minutes{1};
    const auto step = stage.must(key, VisitAction::hold, VisitInput{}, minh());
    EXPECT_EQ(stage.visit(key).state, VisitState::held);
    EXPECT_THAT(step.notices, IsEmpty());
  }
}

TEST(CancelVisit, IsPossibleUntilItWasHeldAndTells) {
  for (const bool postponed : {false, true}) {
    auto stage = begun();
    if (postponed)
      stage.must("tay", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
    EXPECT_FALSE(stage.attempt("tay", VisitAction::cancel, VisitInput{}, lan()));
    const auto step =
        stage.must("tay", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
    EXPECT_EQ(stage.visit("tay").state, VisitState::cancelled);
    EXPECT_EQ(step.notices.size(), 1u);
  }
}

TEST(Move, OfAFirmDayNamesAllThatIsMissingAtOnce) {
  auto stage = begun();
  const auto bare = stage.attempt("tay", VisitAction::move, VisitInput{}, lan());
  ASSERT_FALSE(bare);
  EXPECT_THAT(codes_of(bare.error()),
              UnorderedElementsAre("missing", "missing", "document_needed"));
  const auto same = stage.attempt("tay", VisitAction::move,
                                  VisitInput{.date = day("2026-04-16"), .reason = ""}, lan());
  ASSERT_FALSE(same);
  EXPECT_THAT(codes_of(same.error()),
              UnorderedElementsAre("missing", "same_day", "document_needed"));
}

TEST(VisitActs, OfSomebodyElsesRoleAreRefusedWithThoseOfHis) {
  auto stage = begun();
  const auto step = stage.attempt("dong", VisitAction::move, other_day, minh());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_allowed);
  EXPECT_THAT(step.error().open_actions(), UnorderedElementsAre("confirm", "hold"));
}

TEST(VisitActs, OfAPlanThatIsOverAreRefusedByTheirName) {
  auto stage = begun();
  stage.must(PlanAction::cancel, PlanInput{.reason = "thay thế", .document = "9/QĐ-SGT"}, hai());
  const auto step = stage.attempt("dong", VisitAction::hold, VisitInput{}, minh());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::wrong_state);
  EXPECT_EQ(step.error().problems()[0].arguments[0].second, "hold");
}

TEST(VisitActs, OfAnotherHouseAreRefused) {
  auto stage = begun();
  const auto step = stage.attempt("dong", VisitAction::confirm, VisitInput{},
                                  person("Người khác", {Role::planner}, "huyen-dong"));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_allowed);
}

/// Ways into each state, and what undo brings back.
struct UndoRow {
  const char* name;
  const char* visit;
  VisitAction action;
  bool told;
};

TEST(UndoVisit, BringsBackStateAndDayBeforeTheLastAct) {
  for (const auto& row : {UndoRow{"confirm", "dong", VisitAction::confirm, false},
                          UndoRow{"move", "dong", VisitAction::move, true},
                          UndoRow{"postpone", "tay", VisitAction::postpone, true},
                          UndoRow{"hold", "tay", VisitAction::hold, false},
                          UndoRow{"cancel", "tay", VisitAction::cancel, true}}) {
    auto stage = begun();
    stage.now = at("2026-04-16T18:00:00+07:00");
    const auto before = stage.visit(row.visit);
    stage.must(row.visit, row.action, other_day, lan());
    EXPECT_FALSE(stage.attempt(row.visit, VisitAction::undo, VisitInput{}, lan()))
        << "a reason is missing";
    const auto step =
        stage.must(row.visit, VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
    EXPECT_EQ(stage.visit(row.visit).state, before.state) << row.name;
    EXPECT_EQ(stage.visit(row.visit).date, before.date) << row.name;
    EXPECT_EQ(stage.visit(row.visit).sequence, before.sequence + 2)
        << "reminders are planned again";
    EXPECT_EQ(step.notices.size(), row.told ? 1u : 0u)
        << row.name << ": those wrongly told, and nobody else";
    EXPECT_EQ(step.events.at(0).code, "visit.undone");
  }
}

TEST(UndoVisit, OfARescheduleGoesBackToPostponed) {
  auto stage = begun();
  stage.must("tay", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  stage.must("tay", VisitAction::reschedule, other_day, lan());
  const auto step = stage.must("tay", VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
  EXPECT_EQ(stage.visit("tay").state, VisitState::postponed);
  EXPECT_EQ(step.notices.size(), 1u);
}

TEST(UndoVisit, GoesBackOneActOnly) {
  auto stage = begun();
  stage.must("dong", VisitAction::confirm, VisitInput{}, lan());
  stage.must("dong", VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
  const auto step =
      stage.attempt("dong", VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::nothing_to_undo);
}

/// The report of "dong" is handed over at the visit.
Stage with_duty_at_visit() {
  Plan plan = plan_with_both();
  plan.duties.resize(1);
  plan.duties[0].due = {.kind = DueKind::at_visit, .raw = "trao tại buổi làm việc"};
  Stage stage{plan};
  stage.notified();
  return stage;
}

TEST(DutyAtAVisit, MovesWithTheVisit) {
  auto stage = with_duty_at_visit();
  stage.must("dong", VisitAction::move, other_day, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-21"));
  stage.must("dong", VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-14"));
}

TEST(DutyAtAVisit, HasNoDayWhileTheVisitIsPostponed) {
  auto stage = with_duty_at_visit();
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").due, std::nullopt);
  stage.must("dong", VisitAction::reschedule, other_day, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").due->last_on_time, day("2026-04-21"));
}

TEST(DutyAtAVisit, EndsWithAVisitThatIsCancelledAndComesBackWithIt) {
  auto stage = with_duty_at_visit();
  stage.must("dong", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::ended);
  stage.must("dong", VisitAction::undo, VisitInput{.reason = "ghi nhầm"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::open);
}

TEST(DutyAtAVisit, StaysFiledWhateverBecomesOfTheVisit) {
  auto stage = with_duty_at_visit();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"), lan());
  stage.must("dong", VisitAction::cancel, VisitInput{.reason = "disaster"}, lan());
  EXPECT_EQ(stage.duty("bao-cao-dong").state, DutyState::submitted);
}

std::string argument(const Refusal& refusal, std::string_view name) {
  for (const auto& [key, value] : refusal.problems().at(0).arguments) {
    if (key == name) return value;
  }
  return {};
}

TEST(VisitReason, IsOneOfAListThatARefusalNames) {
  for (const auto action : {VisitAction::move, VisitAction::postpone, VisitAction::cancel}) {
    auto stage = begun();
    const auto free = stage.attempt(
        "dong", action, VisitInput{.date = day("2026-04-21"), .reason = "Trưởng đoàn ốm"}, lan());
    ASSERT_FALSE(free);
    EXPECT_THAT(codes_of(free.error()), ElementsAre("unknown_reason"));
    EXPECT_EQ(free.error().pointer(), "/reason");
    EXPECT_EQ(argument(free.error(), "allowed"),
              "other_duty, unit_request, disaster, team_changed, other");
  }
  auto stage = begun();
  stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
  const auto free =
      stage.attempt("dong", VisitAction::reschedule,
                    VisitInput{.date = day("2026-04-21"), .reason = "hết mưa"}, lan());
  ASSERT_FALSE(free);
  EXPECT_EQ(free.error().reason(), refuse::unknown_reason);
}

TEST(VisitReason, IsJournaledWithWhatTheNoteSaysAndToldWithoutIt) {
  auto stage = begun();
  const auto step =
      stage.must("dong", VisitAction::postpone,
                 VisitInput{.reason = "team_changed", .note = "Trưởng đoàn ốm"}, lan());
  EXPECT_EQ(step.events.at(0).why, "Trưởng đoàn ốm");
  EXPECT_THAT(step.events.at(0).after,
              ::testing::Contains(std::pair<std::string, std::string>{"reason", "team_changed"}));
  EXPECT_EQ(step.notices.at(0).reason, "team_changed");
  const auto undone =
      stage.must("dong", VisitAction::undo, VisitInput{.reason = "ghi nhầm đơn vị"}, lan());
  EXPECT_EQ(undone.events.at(0).why, "ghi nhầm đơn vị");
  EXPECT_EQ(undone.notices.at(0).reason, "") << "what somebody wrote is told to nobody";
}

TEST(VisitDay, IsNeitherPastNorOutsideTheYearsOfThePlan) {
  struct Row {
    const char* date;
    const char* code;
  };
  for (const auto& row :
       {Row{"2026-03-01", "date_in_past"}, Row{"2025-01-01", "date_in_past"},
        Row{"2024-12-31", "outside_plan_years"}, Row{"0001-01-01", "outside_plan_years"},
        Row{"2028-01-01", "outside_plan_years"}, Row{"9999-12-31", "outside_plan_years"}}) {
    SCOPED_TRACE(row.date);
    const VisitInput input{.date = day(row.date), .reason = "other_duty"};
    auto stage = begun();
    const auto moved = stage.attempt("dong", VisitAction::move, input, lan());
    ASSERT_FALSE(moved);
    EXPECT_THAT(codes_of(moved.error()), ElementsAre(row.code));
    stage.must("dong", VisitAction::postpone, VisitInput{.reason = "disaster"}, lan());
    const auto rescheduled = stage.attempt("dong", VisitAction::reschedule, input, lan());
    ASSERT_FALSE(rescheduled);
    EXPECT_THAT(codes_of(rescheduled.error()), ElementsAre(row.code));
  }
  for (const auto* date : {"2026-03-02", "2027-12-31"}) {
    auto stage = begun();
    stage.must("dong", VisitAction::move, VisitInput{.date = day(date), .reason = "other_duty"},
               lan());
  }
}

TEST(UndoVisit, TellsThatTheVisitWasOffAndFromWhichDayItComesBack) {
  for (const auto& [action, state] : {std::pair{VisitAction::cancel, VisitState::cancelled},
                                      std::pair{VisitAction::postpone, VisitState::postponed}}) {
    auto stage = begun();
    const auto first = stage.must("dong", action, VisitInput{.reason = "disaster"}, lan());
    EXPECT_EQ(first.notices.at(0).old_state, std::nullopt) << "it had a day";
    const auto step = stage.must("dong", VisitAction::undo, VisitInput{.reason = "nhầm"}, lan());
    EXPECT_EQ(step.notices.at(0).old_state, state);
  }
}

TEST(MoveVisit, TakesItsDocumentOnOneLine) {
  auto stage = begun();
  auto input = other_day;
  input.document = "31/SGT\r\nX: y";
  const auto step = stage.attempt("tay", VisitAction::move, input, lan());
  ASSERT_FALSE(step);
  EXPECT_THAT(codes_of(step.error()), ElementsAre("not_on_one_line"));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using namespace invented;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

template <class Code>
std::vector<Code> every() {
  std::vector<Code> codes;
  for (std::size_t i = 0; i < detail::codes_of(Code{}).size(); ++i)
    codes.push_back(static_cast<Code>(i));
  return codes;
}

constexpr std::array all_roles{Role::administrator, Role::planner, Role::approver, Role::clerk,
                               Role::inspector,     Role::agency,  Role::auditor};

Actor everybody() {
  Roles roles;
  for (const Role role : all_roles) roles.add(role);
  return person("ai cũng là", roles);
}

Roles all_but(const Roles& out) {
  Roles roles;
  for (const Role role : all_roles) {
    if (!out.has(role)) roles.add(role);
  }
  return roles;
}

template <class State>
void expect_wrong_state(const Result<Step>& step, State state, std::string_view what) {
  ASSERT_FALSE(step) << what;
  EXPECT_EQ(step.error().reason(), refuse::wrong_state) << what;
  EXPECT_THAT(step.error().open_actions(), UnorderedElementsAreArray(open_actions(state))) << what;
}

template <class State, class Action>
std::string pair_name(State state, Action action) {
  return std::string{state_code(state)} + " " + std::string{state_code(action)};
}

/// Every pair of state and action that has no row, and how many there are.
template <class State, class Action, class Act>
int for_each_gap(Act act) {
  int gaps = 0;
  for (const State state : every<State>()) {
    for (const Action action : every<Action>()) {
      if (find_transition(state, action)) continue;
      act(state, action);
      ++gaps;
    }
  }
  return gaps;
}

/// Roles of all rows of a state and action.
template <class Rows, class State, class Action>
Roles who_may(const Rows& rows, State state, Action action) {
  Roles who;
  for (const auto& row : rows) {
    if (row.from != state || row.action != action) continue;
    for (const Role role : row.who.list()) who.add(role);
  }
  return who;
}

PlanRecord plan_in(PlanState state) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.record.state = state;
  return stage.record;
}

TEST(PlanMachine, RefusesEveryActionThatHasNoRow) {
  Stage stage{inspection_plan()};
  stage.notified();
  const int gaps = for_each_gap<PlanState, PlanAction>([&](PlanState state, PlanAction action) {
    stage.record = plan_in(state);
    const auto step = stage.attempt(action, PlanInput{.reason = "thử"}, everybody());
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::wrong_state) << pair_name(state, action);
    EXPECT_THAT(step.error().open_actions(), UnorderedElementsAreArray(open_actions(stage.record)));
  });
  EXPECT_GT(gaps, 50);
}

TEST(VisitMachine, RefusesEveryActionThatHasNoRow) {
  Stage stage{inspection_plan()};
  stage.notified();
  const int gaps = for_each_gap<VisitState, VisitAction>([&](VisitState state, VisitAction action) {
    stage.record.visits[0].state = state;
    stage.record.visits[0].state_before = VisitState::tentative;
    expect_wrong_state(stage.attempt("dong", action, VisitInput{.reason = "thử"}, everybody()),
                       state, pair_name(state, action));
  });
  EXPECT_GT(gaps, 10);
}

TEST(DutyMachine, RefusesEveryActionThatHasNoRow) {
  Stage stage{inspection_plan()};
  stage.notified();
  const int gaps = for_each_gap<DutyState, DutyAction>([&](DutyState state, DutyAction action) {
    stage.record.duties[0].state = state;
    stage.record.duties[0].state_before = DutyState::waiting;
    expect_wrong_state(
        stage.attempt(stage.record.duties[0], action, filing("2026-03-01"), everybody()), state,
        pair_name(state, action));
  });
  EXPECT_GT(gaps, 40);
}

TEST(TaskMachine, RefusesEveryActionThatHasNoRow) {
  Stage stage{inspection_plan()};
  stage.notified();
  const int gaps = for_each_gap<TaskState, TaskAction>([&](TaskState state, TaskAction action) {
    stage.record.tasks[0].state = state;
    stage.record.tasks[0].state_before = TaskState::not_started;
    expect_wrong_state(stage.attempt("cam-bien", action, TaskInput{.reason = "thử"}, everybody()),
                       state, pair_name(state, action));
  });
  EXPECT_GT(gaps, 5);
}

TEST(PlanMachine, RefusesEveryRowToThoseItDoesNotName) {
  Stage stage{inspection_plan()};
  stage.notified();
  for (const auto& row : plan_machine()) {
    if (!row.from) continue;
    stage.record.state = *row.from;
    const auto others = all_but(who_may(plan_machine(), *row.from, row.action));
    const auto step = stage.attempt(row.action, PlanInput{.reason = "thử"}, person("khác", others));
    ASSERT_FALSE(step) << pair_name(*row.from, row.action);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
}

TEST(PartMachines, RefuseEveryRowToThoseItDoesNotName) {
  Stage stage{inspection_plan()};
  stage.notified();
  for (const auto& row : visit_machine()) {
    stage.record.visits[0].state = *row.from;
    const auto others = person("khác", all_but(who_may(visit_machine(), *row.from, row.action)));
    const auto step = stage.attempt("dong", row.action, VisitInput{.reason = "thử"}, others);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
  for (const auto& row : duty_machine()) {
    stage.record.duties[0].state = *row.from;
    const auto others = person("khác", all_but(who_may(duty_machine(), *row.from, row.action)));
    const auto step =
        stage.attempt(stage.record.duties[0], row.action, filing("2026-03-01"), others);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
  for (const auto& row : task_machine()) {
    stage.record.tasks[0].state = *row.from;
    const auto others = person("khác", all_but(who_may(task_machine(), *row.from, row.action)));
    const auto step = stage.attempt("cam-bien", row.action, TaskInput{.reason = "thử"}, others);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
}

ScoreRecord score_in(ScoreState state) {
  ScoreRecord score;
  score.id = id_of<ScoreId>("điểm");
  score.sheet = "bang-diem";
  score.unit = "huyen-dong";
  score.state = state;
  score.state_before = ScoreState::self_scored;
  return score;
}

Stage re_scored_stage() {
  Plan plan = inspection_plan();
  plan.score_sheets[0].rescored = true;
  Stage stage{plan};
  stage.notified();
  return stage;
}

const ScoreOf score_of_dong{"bang-diem", "huyen-dong"};

TEST(ScoreMachine, RefusesEveryActionThatHasNoRow) {
  Stage stage = re_scored_stage();
  const int gaps = for_each_gap<ScoreState, ScoreAction>([&](ScoreState state, ScoreAction action) {
    stage.record.scores = {score_in(state)};
    const auto step =
        stage.attempt(score_of_dong, action, ScoreInput{.reason = "thử"}, everybody());
    ASSERT_FALSE(step) << pair_name(state, action);
    EXPECT_EQ(step.error().reason(), refuse::wrong_state) << pair_name(state, action);
  });
  EXPECT_GT(gaps, 8);
}

TEST(ScoreMachine, RefusesEveryRowToThoseItDoesNotName) {
  Stage stage = re_scored_stage();
  for (const auto& row : score_machine()) {
    stage.record.scores = {score_in(*row.from)};
    const auto others = person("khác", all_but(who_may(score_machine(), *row.from, row.action)));
    const auto step = stage.attempt(score_of_dong, row.action, ScoreInput{.reason = "thử"}, others);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
}

/// A concluded plan with one recommendation, whose duty is in a state.
Stage followed_up(RecommendationState state) {
  Stage stage{inspection_plan()};
  stage.notified();
  stage.record.state = PlanState::concluded;
  Recommendation recommendation;
  recommendation.key = "recommendation/1";
  stage.record.recommendations = {recommendation};
  auto& duty = stage.record.duties[0];
  duty.key = recommendation.key;
  duty.state_before = DutyState::open;
  duty.state = state == RecommendationState::open       ? DutyState::open
               : state == RecommendationState::reported ? DutyState::submitted
               : state == RecommendationState::verified ? DutyState::accepted
                                                        : DutyState::closed;
  return stage;
}

TEST(RecommendationMachine, RefusesEveryActionThatHasNoRow) {
  const int gaps = for_each_gap<RecommendationState, RecommendationAction>(
      [&](RecommendationState state, RecommendationAction action) {
        auto stage = followed_up(state);
        const auto step =
            stage.attempt(stage.record.duties[0], action, DutyInput{.reason = "thử"}, everybody());
        ASSERT_FALSE(step) << pair_name(state, action);
        EXPECT_EQ(step.error().reason(), refuse::wrong_state) << pair_name(state, action);
      });
  EXPECT_GT(gaps, 15);
}

TEST(RecommendationMachine, RefusesEveryRowToThoseItDoesNotName) {
  for (const auto& row : recommendation_machine()) {
    auto stage = followed_up(*row.from);
    const auto others =
        person("khác", all_but(who_may(recommendation_machine(), *row.from, row.action)));
    const auto step =
        stage.attempt(stage.record.duties[0], row.action, filing("2026-03-01"), others);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed) << pair_name(*row.from, row.action);
  }
}

TEST(PartMachines, StandStillWhileThePlanIsNotInForce) {
  Stage stage{inspection_plan()};
  stage.notified();
  for (const PlanState state :
       {PlanState::drafted, PlanState::approved, PlanState::concluded, PlanState::cancelled}) {
    stage.record.state = state;
    const auto visit = stage.attempt("dong", VisitAction::confirm, VisitInput{}, lan());
    const auto duty =
        stage.attempt(stage.record.duties[0], DutyAction::submit, filing("2026-03-01"), lan());
    const auto task = stage.attempt("cam-bien", TaskAction::start, TaskInput{}, lan());
    const auto score = stage.attempt(ScoreOf{"bang-diem", "huyen-dong"}, ScoreAction::exempt,
                                     ScoreInput{.reason = "thử"}, lan());
    for (const auto* step : {&visit, &duty, &task, &score}) {
      ASSERT_FALSE(*step) << state_code(state);
      EXPECT_EQ(step->error().reason(), refuse::wrong_state) << state_code(state);
    }
  }
}

TEST(PartMachines, KnowNoTargetThatIsNotInThePlan) {
  Stage stage{inspection_plan()};
  stage.notified();
  const auto scene = stage.scene(lan());
  const auto visit =
      act_on_visit(stage.record, id_of<VisitId>("?"), VisitAction::confirm, {}, scene);
  const auto duty = act_on_duty(stage.record, id_of<DutyId>("?"), DutyAction::accept, {}, scene);
  const auto task = act_on_task(stage.record, id_of<TaskId>("?"), TaskAction::start, {}, scene);
  for (const auto* step : {&visit, &duty, &task}) {
    ASSERT_FALSE(*step);
    EXPECT_EQ(step->error().reason(), refuse::no_such_target);
  }
}

TEST(Codes, AreReadBackAsTheyWereWritten) {
  for (const auto state : every<PlanState>())
    EXPECT_EQ(parse_state_code<PlanState>(state_code(state)), state);
  for (const auto action : every<DutyAction>())
    EXPECT_EQ(parse_state_code<DutyAction>(state_code(action)), action);
  for (const auto state : every<ScoreState>())
    EXPECT_EQ(parse_state_code<ScoreState>(state_code(state)), state);
  for (const auto action : every<RecommendationAction>())
    EXPECT_EQ(parse_state_code<RecommendationAction>(state_code(action)), action);
  EXPECT_EQ(parse_state_code<PlanState>("Drafted"), std::nullopt);
  EXPECT_EQ(state_code(PlanAction::return_), "return");
  for (const Role role : all_roles) EXPECT_EQ(parse_role(to_string(role)), role);
  EXPECT_EQ(parse_role("root"), std::nullopt);
}

TEST(OpenActions, AreNamedOnceEach) {
  for (const auto state : every<PlanState>()) {
    const auto actions = open_actions(state);
    EXPECT_EQ(std::set<std::string>(actions.begin(), actions.end()).size(), actions.size());
  }
  EXPECT_TRUE(open_actions(PlanState::cancelled).empty());
  EXPECT_EQ(open_actions(PlanState::concluded), std::vector<std::string>{"correct"});
}

TEST(OpenActions, LeaveOutWhatASubmissionRulesOut) {
  Stage stage{inspection_plan()};
  EXPECT_THAT(open_actions(stage.record),
              UnorderedElementsAreArray({"edit", "submit", "approve", "cancel"}));
  stage.must(PlanAction::submit, PlanInput{}, lan());
  EXPECT_THAT(open_actions(stage.record),
              UnorderedElementsAreArray({"approve", "return", "cancel"}));
}

TEST(Charts, NameEveryRow) {
  const auto charts = machines_as_mermaid();
  EXPECT_THAT(charts, HasSubstr("  [*] --> drafted : draft\n"));
  for (const auto& row : visit_machine()) {
    EXPECT_THAT(charts, HasSubstr("  " + std::string{state_code(*row.from)} + " --> " +
                                  std::string{state_code(row.to)} + " : " +
                                  std::string{state_code(row.action)}));
  }
}

TEST(StateMachinePage, IsAsTheTablesPrintIt) {
  std::ifstream file{INSPECTORD_SOURCE_DIR "/docs/state-machine.md"};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), machines_as_markdown()) << "stale: print it anew with `inspectord workflow "
                                                   "--format markdown > docs/state-machine.md`";
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/roles.hpp"
#include "workflow/states.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// One row of a state machine. The tables are the only place that says which act is possible when,
/// and who may; charts, tables in docs/, open actions and refusals come from them.
template <class State, class Action>
struct Transition {
  std::optional<State> from;  ///< Empty: it begins here.
  Action action;
  State to;
  Roles who;
  std::string_view guard;  ///< What has to hold, in English, for docs/.
  std::string_view effect;
};

using PlanTransition = Transition<PlanState, PlanAction>;
using VisitTransition = Transition<VisitState, VisitAction>;
using DutyTransition = Transition<DutyState, DutyAction>;
using TaskTransition = Transition<TaskState, TaskAction>;
using ScoreTransition = Transition<ScoreState, ScoreAction>;
using RecommendationTransition = Transition<RecommendationState, RecommendationAction>;

std::span<const PlanTransition> plan_machine();
std::span<const VisitTransition> visit_machine();
std::span<const DutyTransition> duty_machine();
std::span<const TaskTransition> task_machine();
std::span<const ScoreTransition> score_machine();
std::span<const RecommendationTransition> recommendation_machine();

/// The row for a state and an action, or nullptr. (An action that can end in several states has
/// several rows; the first is returned.)
const PlanTransition* find_transition(PlanState, PlanAction);
const VisitTransition* find_transition(VisitState, VisitAction);
const DutyTransition* find_transition(DutyState, DutyAction);
const TaskTransition* find_transition(TaskState, TaskAction);
const ScoreTransition* find_transition(ScoreState, ScoreAction);
const RecommendationTransition* find_transition(RecommendationState, RecommendationAction);

/// Codes of the actions that the table has for a state, each once.
std::vector<std::string> open_actions(PlanState);
std::vector<std::string> open_actions(VisitState);
std::vector<std::string> open_actions(DutyState);
std::vector<std::string> open_actions(TaskState);
std::vector<std::string> open_actions(ScoreState);
std::vector<std::string> open_actions(RecommendationState);

/// Those of them that one of the roles may do.
std::vector<std::string> open_actions(PlanState, const Roles&);
std::vector<std::string> open_actions(VisitState, const Roles&);
std::vector<std::string> open_actions(DutyState, const Roles&);
std::vector<std::string> open_actions(TaskState, const Roles&);
std::vector<std::string> open_actions(ScoreState, const Roles&);
std::vector<std::string> open_actions(RecommendationState, const Roles&);

/// All machines as Mermaid charts and Markdown tables: docs/state-machine.md.
std::string machines_as_markdown();
/// The charts alone, or as JSON rows.
std::string machines_as_mermaid();

}  // namespace inspectord

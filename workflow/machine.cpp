// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include <algorithm>

namespace inspectord {
namespace {

template <class Rows, class State, class Action>
auto find_row(const Rows& rows, State from, Action action) -> decltype(&rows[0]) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    return row.from == from && row.action == action;
  });
  return found == rows.end() ? nullptr : &*found;
}

constexpr auto by_anybody = [](const auto&) { return true; };

auto by_one_of(const Roles& roles) {
  return [&roles](const auto& row) { return roles.has_any(row.who); };
}

template <class Rows, class State, class Counts>
std::vector<std::string> actions_from(const Rows& rows, State from, Counts counts) {
  std::vector<std::string> actions;
  for (const auto& row : rows) {
    const std::string code{state_code(row.action)};
    if (row.from == from && counts(row) &&
        std::find(actions.begin(), actions.end(), code) == actions.end())
      actions.push_back(code);
  }
  return actions;
}

template <class Rows>
void append_chart(std::string& text, const Rows& rows) {
  text += "stateDiagram-v2\n";
  std::vector<std::string> seen;
  for (const auto& row : rows) {
    std::string arrow =
        "  " + (row.from ? std::string{state_code(*row.from)} : std::string{"[*]"}) + " --> " +
        std::string{state_code(row.to)} + " : " + std::string{state_code(row.action)} + "\n";
    if (std::find(seen.begin(), seen.end(), arrow) == seen.end()) {
      text += arrow;
      seen.push_back(std::move(arrow));
    }
  }
}

template <class Rows>
void append_table(std::string& text, const Rows& rows) {
  text += "| from | action | to | who | guard | effect |\n|---|---|---|---|---|---|\n";
  for (const auto& row : rows) {
    std::string who;
    for (const Role role : row.who.list())
      who += (who.empty() ? "" : ", ") + std::string{to_string(role)};
    text += "| " + (row.from ? std::string{state_code(*row.from)} : std::string{"-"}) + " | " +
            std::string{state_code(row.action)} + " | " + std::string{state_code(row.to)} + " | " +
            who + " | " + std::string{row.guard} + " | " + std::string{row.effect} + " |\n";
  }
}

template <class Visit>
void for_each_machine(Visit visit) {
  visit("Plan", plan_machine());
  visit("Visit", visit_machine());
  visit("Duty", duty_machine());
  visit("Task", task_machine());
  visit("Score", score_machine());
  visit("Recommendation", recommendation_machine());
}

}  // namespace

const PlanTransition* find_transition(PlanState s, PlanAction a) {
  return find_row(plan_machine(), s, a);
}
const VisitTransition* find_transition(VisitState s, VisitAction a) {
  return find_row(visit_machine(), s, a);
}
const DutyTransition* find_transition(DutyState s, DutyAction a) {
  return find_row(duty_machine(), s, a);
}
const TaskTransition* find_transition(TaskState s, TaskAction a) {
  return find_row(task_machine(), s, a);
}
const ScoreTransition* find_transition(ScoreState s, ScoreAction a) {
  return find_row(score_machine(), s, a);
}
const RecommendationTransition* find_transition(RecommendationState s, RecommendationAction a) {
  return find_row(recommendation_machine(), s, a);
}

std::vector<std::string> open_actions(PlanState state) {
  return actions_from(plan_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(PlanState state, const Roles& roles) {
  return actions_from(plan_machine(), state, by_one_of(roles));
}
std::vector<std::string> open_actions(VisitState state) {
  return actions_from(visit_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(VisitState state, const Roles& roles) {
  return actions_from(visit_machine(), state, by_one_of(roles));
}
std::vector<std::string> open_actions(DutyState state) {
  return actions_from(duty_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(DutyState state, const Roles& roles) {
  return actions_from(duty_machine(), state, by_one_of(roles));
}
std::vector<std::string> open_actions(TaskState state) {
  return actions_from(task_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(TaskState state, const Roles& roles) {
  return actions_from(task_machine(), state, by_one_of(roles));
}
std::vector<std::string> open_actions(ScoreState state) {
  return actions_from(score_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(ScoreState state, const Roles& roles) {
  return actions_from(score_machine(), state, by_one_of(roles));
}
std::vector<std::string> open_actions(RecommendationState state) {
  return actions_from(recommendation_machine(), state, by_anybody);
}
std::vector<std::string> open_actions(RecommendationState state, const Roles& roles) {
  return actions_from(recommendation_machine(), state, by_one_of(roles));
}

std::string machines_as_mermaid() {
  std::string text;
  for_each_machine([&](std::string_view name, const auto& rows) {
    text += "%% " + std::string{name} + "\n";
    append_chart(text, rows);
  });
  return text;
}

std::string machines_as_markdown() {
  std::string text =
      "# State machines\n\nPrinted by `inspectord workflow --format markdown` from the tables in "
      "workflow/machine/; a test fails when this page is stale.\n";
  for_each_machine([&](std::string_view name, const auto& rows) {
    text += "\n## " + std::string{name} + "\n\n```mermaid\n";
    append_chart(text, rows);
    text += "```\n\n";
    append_table(text, rows);
  });
  return text;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/machine.hpp"
#include "workflow/reasons.hpp"
#include "workflow/step.hpp"

#include <algorithm>

namespace inspectord {

/// The table's word on an action on a visit, duty or task.
template <class State, class Action>
Result<Done> part_allowed(State state, Action action, const Actor& actor) {
  const auto* row = find_transition(state, action);
  if (!row) {
    return Refusal{refuse::wrong_state, {}, {{"action", std::string{state_code(action)}},
                                             {"state", std::string{state_code(state)}}}}
        .with_open_actions(open_actions(state));
  }
  if (!actor.roles.has_any(row->who)) {
    return Refusal{refuse::not_allowed, {}, {{"action", std::string{state_code(action)}}}};
  }
  return Done{};
}

/// Visits, duties and tasks act while their plan is in force.
inline Result<Done> plan_in_force(const PlanRecord& record) {
  if (record.state == PlanState::notified || record.state == PlanState::inspected) return Done{};
  return Refusal{refuse::wrong_state, {}, {{"action", "act"}, {"state", std::string{state_code(record.state)}}}}
      .with_open_actions(open_actions(record.state));
}

inline Refusal missing(std::string_view what) {
  return Refusal{refuse::missing, "/" + std::string{what}, {{"what", std::string{what}}}};
}

}  // namespace inspectord

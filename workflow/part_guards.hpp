// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/machine.hpp"
#include "workflow/reasons.hpp"
#include "workflow/step.hpp"

#include <algorithm>

namespace inspectord {

/// The roles in which an actor stands before a part of a plan: those of the owner's house before
/// its own plan, and `agency` alone before what its own agency owes or has to do.
inline Roles roles_before(const Actor& actor, bool owns_plan, bool concerned) {
  Roles roles;
  for (const Role role : actor.roles.list()) {
    if (role == Role::agency ? concerned : owns_plan) roles.add(role);
  }
  return roles;
}

/// The table's word on an action on a visit, duty or task.
template <class State, class Action>
Result<Done> part_allowed(State state, Action action, const Roles& roles) {
  const auto* row = find_transition(state, action);
  if (!row) {
    return Refusal{
        refuse::wrong_state,
        {},
        {{"action", std::string{state_code(action)}}, {"state", std::string{state_code(state)}}}}
        .with_open_actions(open_actions(state));
  }
  if (!roles.has_any(row->who)) {
    return Refusal{refuse::not_allowed, {}, {{"action", std::string{state_code(action)}}}};
  }
  return Done{};
}

/// Visits, duties and tasks act while their plan is in force.
inline Result<Done> plan_in_force(const PlanRecord& record) {
  if (record.state == PlanState::notified || record.state == PlanState::inspected) return Done{};
  return Refusal{refuse::wrong_state,
                 {},
                 {{"action", "act"}, {"state", std::string{state_code(record.state)}}}}
      .with_open_actions(open_actions(record.state));
}

/// A member of the input that has to be given.
inline void need_given(Guard& guard, bool given, std::string_view what) {
  guard.need(given, refuse::missing, "/" + std::string{what}, {{"what", std::string{what}}});
}

/// The record after an act on one of its visits: duties due at the visit go with it (its day, its
/// end).
void follow_visit(PlanRecord&, const VisitRecord& before, const VisitRecord& after, const DaysOff&);

}  // namespace inspectord

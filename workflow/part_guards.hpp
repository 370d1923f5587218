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

/// Of what the table leaves open to a visit, duty or task: without undo where there is nothing to
/// undo.
template <class PartRecord>
std::vector<std::string> open_to(const PartRecord& part, std::vector<std::string> actions) {
  if (!part.state_before) std::erase(actions, "undo");
  return actions;
}
template <class PartRecord>
std::vector<std::string> open_actions(const PartRecord& part) requires requires {
  part.state_before;
}
{ return open_to(part, open_actions(part.state)); }

/// The table's word on an action on a visit, duty or task.
template <class PartRecord, class Action>
Result<Done> part_allowed(const PartRecord& part, Action action, const Roles& roles) {
  const auto* row = find_transition(part.state, action);
  if (!row) {
    return Refusal{refuse::wrong_state,
                   {},
                   {{"action", std::string{state_code(action)}},
                    {"state", std::string{state_code(part.state)}}}}
        .with_open_actions(open_actions(part));
  }
  if (!roles.has_any(row->who)) {
    return Refusal{refuse::not_allowed, {}, {{"action", std::string{state_code(action)}}}}
        .with_open_actions(open_to(part, open_actions(part.state, roles)));
  }
  return Done{};
}

/// Visits, duties and tasks act while their plan is in force; else what is open is up to the plan.
template <class Action>
Result<Done> plan_in_force(const PlanRecord& record, Action action) {
  if (record.state == PlanState::notified || record.state == PlanState::inspected) return Done{};
  return Refusal{refuse::wrong_state,
                 {},
                 {{"action", std::string{state_code(action)}},
                  {"state", std::string{state_code(record.state)}}}}
      .with_open_actions(open_actions(record.state));
}

/// A member of the input that has to be given.
inline void need_given(Guard& guard, bool given, std::string_view what) {
  guard.need(given, refuse::missing, "/" + std::string{what}, {{"what", std::string{what}}});
}

/// It has no day any more, or not yet a new one.
inline bool is_off(const VisitRecord& visit) {
  return visit.state == VisitState::postponed || visit.state == VisitState::cancelled;
}

/// A day given to a visit: today or later, for what took place is recorded by `hold`; and at most a
/// year outside the years of the plan.
void check_visit_day(Guard&, const Plan&, LocalDate day, LocalDate today);

/// A day given to a duty: today or later, for a deadline that is past reminds nobody; and at most
/// as far ahead as plans reach.
void check_deadline(Guard&, LocalDate day, LocalDate today);

/// The record after an act on one of its visits: duties due at the visit go with it (its day, its
/// end).
void follow_visit(PlanRecord&, const VisitRecord& before, const VisitRecord& after, const DaysOff&);

}  // namespace inspectord

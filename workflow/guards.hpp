// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/machine.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/reasons.hpp"

// What the acts of a plan share: the look into the table, and the collecting of all that is missing.

namespace inspectord {

/// Collects problems; refuses with all of them at once and the actions that are open in the state.
class Guard {
 public:
  explicit Guard(PlanState state) : state_(state) {}

  void add(Reason reason, std::string pointer = {}, Arguments arguments = {}) {
    problems_.push_back({reason, std::move(pointer), std::move(arguments)});
  }
  void need(bool holds, Reason reason, std::string pointer = {}, Arguments arguments = {}) {
    if (!holds) add(reason, std::move(pointer), std::move(arguments));
  }
  bool passed() const { return problems_.empty(); }
  Refusal refusal() && { return Refusal{std::move(problems_)}.with_open_actions(open_actions(state_)); }

 private:
  PlanState state_;
  std::vector<Problem> problems_;
};

/// The table's word on it: the state allows the action, and one of the actor's roles may.
Result<Done> allowed(PlanState, PlanAction, const Actor&);

/// An event about the plan itself, with the state before and after.
Event plan_event(const PlanRecord& before, const PlanRecord& after, std::string code, std::string why);

/// The visits, duties and tasks of a content that begins to be in force; adds to what the record has (by key).
void begin_parts(PlanRecord&, const Scene&);

/// What is missing before a content may be notified: number, date, reach, attachments.
void check_notifiable(Guard&, const PlanRecord&, const PlanInput&, const Scene&);

Result<Step> amend(const PlanRecord&, const PlanInput&, const Scene&);

}  // namespace inspectord

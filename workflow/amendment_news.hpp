// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"

namespace inspectord {

/// Adds to a step what a revision that takes effect has for whom, and nothing for anybody else: new
/// visits to those who go there or are visited; to debtors what they owe anew, by another day, or
/// no more; to members of a team that they are; to who is new to the plan the whole of its part.
/// Visits that move or are dropped are reconcile_visits' news. Requires: the parts of the new
/// content in `after` have begun.
void tell_of_changes(Step&, const PlanRecord& after, const PlanRecord& before, const Scene&);

}  // namespace inspectord

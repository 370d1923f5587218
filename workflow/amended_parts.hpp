// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"

// What a revision that takes effect changes in the visits, duties and tasks of its plan. `after`
// holds the new content, `before` the plan as it was, with the amendment. The parts of the new
// content begin with begin_parts (workflow/guards.hpp), between the first three and the rest.

namespace inspectord {

/// Visits that differ between the contents, and those that are gone. True if a visit is to be held
/// that was not before.
bool reconcile_visits(PlanRecord& after, const PlanRecord& before, Step&, const Scene&);

/// Duties not filed yet end where they are no longer owed, or are owed by another day, which
/// begin_parts opens anew. What was filed stays, released if it is owed no more.
void reconcile_duties(PlanRecord& after, const PlanRecord& before, const Scene&);

/// Tasks that are gone from the content are dropped; those that come back begin anew.
void reconcile_tasks(PlanRecord& after, const PlanRecord& before);

/// Debtors were frozen when they were told: who joined a group since owes only what the amendment
/// changed or added.
void keep_debtors_frozen(PlanRecord& after, const PlanRecord& before);

}  // namespace inspectord

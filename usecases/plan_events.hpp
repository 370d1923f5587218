// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "usecases/house.hpp"
#include "workflow/step.hpp"

#include <vector>

namespace inspectord {

/// Writes the events of an act into the journal. Those about the plan itself carry, besides what
/// they say, all that the act changed: content, approval, overrides, notes, amendment, revisions.
/// `before` is empty for a plan that enters the house.
void write_events(Transaction&, const std::vector<Event>&, const PlanRecord& before,
                  const PlanRecord& after, const Actor&, Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"

// The parts of a plan in force: its visits, its tasks, and a duty for each debtor and period.

namespace inspectord {

/// The visits, duties and tasks of a content that begins to be in force; adds to what the record
/// has (by key).
void begin_parts(PlanRecord&, const Scene&);

/// The periods of recurring duties that came near by today, from a day on.
void begin_periods(PlanRecord&, LocalDate from, const Scene&);

}  // namespace inspectord

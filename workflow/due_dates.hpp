// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

#include <vector>

namespace inspectord {

/// All due dates of a duty that follow from the plan alone: of the day it names or counts from, of
/// its year, of each visit to one who owes it, of each day on which it recurs. Empty while it
/// waits.
std::vector<DueDate> due_dates_of(const Plan&, const Duty&, const DaysOff&);

}  // namespace inspectord

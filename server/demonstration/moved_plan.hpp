// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

namespace inspectord {

/// The same plan so many weeks later: visits, deadlines, events, the date. Weekdays stay. Deadline
/// phrases are written anew to name the moved day; a yearly duty whose moved day leaves the plan
/// year becomes a dated one.
Plan moved_by_weeks(Plan, int weeks);

/// Whole weeks by which a day has to move to lie in [first, first + 6].
int weeks_to_reach(LocalDate day, LocalDate first);

}  // namespace inspectord

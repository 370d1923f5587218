// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "workflow/plan/plan.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// A due date, and whom the visit goes to where it follows one: only that unit owes it then.
struct PlannedDueDate {
  DueDate due;
  std::string unit{};
};

/// All due dates of a duty that follow from the plan alone: of the day it names or counts from, of
/// its years, of each visit to one who owes it, of each day on which it recurs. Empty while it
/// waits.
std::vector<PlannedDueDate> due_dates_of(const Plan&, const Duty&, const DaysOff&);

}  // namespace inspectord

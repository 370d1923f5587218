// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_rule.hpp"

#include <utility>
#include <vector>

namespace inspectord {

/// Where a count ends, and the days off that it passed over.
struct Counted {
  LocalDate end;
  std::vector<std::pair<LocalDate, DayFacts>> skipped{};  ///< Of working days only.
};

/// Day 1 is the day after `from` (Civil Code 2015 Art. 147). Requires: count >= 1.
Counted count_forward(LocalDate from, int count, TimeUnit, const DaysOff&);

/// Day 1 is the day before `from`. Requires: count >= 1.
Counted count_back(LocalDate from, int count, TimeUnit, const DaysOff&);

}  // namespace inspectord

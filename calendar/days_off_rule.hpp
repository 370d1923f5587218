// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

namespace inspectord {

class DaysOff;

/// Where a due day goes that is no working day.
enum class DaysOffRule { leave, working_day_before, working_day_after };

/// The day itself, unless it is off and the rule moves it.
LocalDate placed_by(DaysOffRule, LocalDate, const DaysOff&);

}  // namespace inspectord

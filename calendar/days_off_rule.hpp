// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>
#include <string_view>

namespace inspectord {

class DaysOff;

/// Where a due day goes that is no working day.
enum class DaysOffRule { leave, working_day_before, working_day_after };

std::string_view to_string(DaysOffRule);
std::optional<DaysOffRule> parse_days_off_rule(std::string_view);

/// The day itself, unless it is off and the rule moves it.
LocalDate placed_by(DaysOffRule, LocalDate, const DaysOff&);

}  // namespace inspectord

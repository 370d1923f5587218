// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace inspectord {

/// Where a due day goes that is no working day.
enum class DaysOffRule { leave, working_day_before, working_day_after };

std::string_view to_string(DaysOffRule);
std::optional<DaysOffRule> parse_days_off_rule(std::string_view);

}  // namespace inspectord

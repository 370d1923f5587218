// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_rule.hpp"

#include <string_view>

// What the values of rules are called in derivations and in the catalogue.

namespace inspectord {

std::string_view time_unit_code(TimeUnit);  ///< `time_unit.<code>`
std::string_view day_kind_code(DayKind);    ///< `day_kind.<code>`
std::string_view year_standing_code(YearStanding);
std::string_view frequency_code(Frequency);  ///< `frequency.<code>`
std::string_view period_code(PeriodKind);    ///< `derivation.period_<code>`
std::string_view point_code(PointOf);        ///< `point_of.<code>`

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

// Why a text is no schedule. Arguments are named beside each; `place` counts characters from 1.

namespace inspectord::reason {

// Of cron expressions. field: second, minute, hour, day_of_month, month, day_of_week, year.
inline constexpr Reason cron_empty{"cron_empty"};
inline constexpr Reason cron_field_count{"cron_field_count"};            ///< field, place, found
inline constexpr Reason cron_unknown_nickname{"cron_unknown_nickname"};  ///< found, nearest, place
inline constexpr Reason cron_nickname_not_alone{"cron_nickname_not_alone"};  ///< found, place
inline constexpr Reason cron_not_a_value{"cron_not_a_value"};      ///< field, place, found, allowed
inline constexpr Reason cron_missing_value{"cron_missing_value"};  ///< field, place, allowed
inline constexpr Reason cron_out_of_range{"cron_out_of_range"};    ///< field, place, found, allowed
inline constexpr Reason cron_range_reversed{"cron_range_reversed"};        ///< field, place, found
inline constexpr Reason cron_bad_step{"cron_bad_step"};                    ///< field, place, found
inline constexpr Reason cron_step_needs_range{"cron_step_needs_range"};    ///< field, place
inline constexpr Reason cron_unexpected{"cron_unexpected"};                ///< field, place, found
inline constexpr Reason cron_not_in_field{"cron_not_in_field"};            ///< field, place, found
inline constexpr Reason cron_weekday_not_alone{"cron_weekday_not_alone"};  ///< field, place, found
inline constexpr Reason cron_bad_ordinal{"cron_bad_ordinal"};              ///< field, place, found
inline constexpr Reason cron_no_start_event{"cron_no_start_event"};
inline constexpr Reason cron_never_comes{"cron_never_comes"};

// Of recurrence rules. part: the name of the rule part.
inline constexpr Reason rule_empty{"rule_empty"};
inline constexpr Reason rule_not_a_part{"rule_not_a_part"};      ///< place, found
inline constexpr Reason rule_unknown_part{"rule_unknown_part"};  ///< place, part, nearest
inline constexpr Reason rule_part_twice{"rule_part_twice"};      ///< place, part
inline constexpr Reason rule_no_frequency{"rule_no_frequency"};
inline constexpr Reason rule_bad_frequency{"rule_bad_frequency"};  ///< place, found
inline constexpr Reason rule_bad_value{"rule_bad_value"};          ///< place, part, found, allowed
inline constexpr Reason rule_missing_value{"rule_missing_value"};  ///< place, part, allowed
inline constexpr Reason rule_out_of_range{"rule_out_of_range"};    ///< place, part, found, allowed
inline constexpr Reason rule_bad_until{"rule_bad_until"};          ///< place, found
inline constexpr Reason rule_count_and_until{"rule_count_and_until"};
inline constexpr Reason rule_part_needs_frequency{
    "rule_part_needs_frequency"};                                ///< part, frequency, allowed
inline constexpr Reason rule_numbered_day{"rule_numbered_day"};  ///< found, frequency
inline constexpr Reason rule_numbered_day_with_week{"rule_numbered_day_with_week"};  ///< found
inline constexpr Reason rule_position_alone{"rule_position_alone"};
inline constexpr Reason rule_until_not_utc{"rule_until_not_utc"};    ///< found
inline constexpr Reason rule_until_not_date{"rule_until_not_date"};  ///< found
inline constexpr Reason rule_time_on_date{"rule_time_on_date"};      ///< part

}  // namespace inspectord::reason

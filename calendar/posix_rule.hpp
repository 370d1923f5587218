// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace inspectord {

/// What a place does for ever after the listed changes: the footer of a TZif file (RFC 9636
/// section 3.3), in the notation of the POSIX variable TZ: "EST5EDT,M3.2.0,M11.1.0".
struct PosixRule {
  /// When a year's change comes: a day by one of three counts, and seconds after its midnight
  /// (which may lie up to a week away).
  struct Change {
    enum class By { weekday_of_month, day_without_leap, day_of_year };
    By by = By::weekday_of_month;
    int month = 0, week = 0, weekday = 0;  ///< Mm.w.d: week 5 is the last, weekday 0 a Sunday.
    int day = 0;                           ///< Jn (1 to 365, never 29 February) or n (0 to 365).
    std::int32_t seconds = 7200;

    /// Seconds of local time since 1970.
    std::int64_t in(int year) const;
  };

  std::int32_t standard = 0;  ///< Seconds east of UTC.
  std::int32_t summer = 0;
  std::optional<Change> to_summer, to_standard;  ///< Both or none.

  static std::optional<PosixRule> parse(std::string_view text);
};

}  // namespace inspectord

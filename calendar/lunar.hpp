// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <chrono>
#include <optional>

// The lunar calendar of Việt Nam (vn-rules.md section 3): months begin on the civil day of the new
// moon, month 11 holds the winter solstice, and of thirteen months between two of them the first
// without a major solar term is the leap month. Good for the years 1900 to 2199. Pure; any thread.

namespace inspectord {

/// Whose midnight separates the days: UTC+7 since 1968. China's UTC+8 gives other days in some
/// years.
inline constexpr std::chrono::hours vietnam_meridian{7};

struct LunarDate {
  int year = 0;        ///< The year that began with the Tết before.
  unsigned month = 1;  ///< 1 to 12.
  bool leap = false;   ///< The second of two months of one number.
  unsigned day = 1;    ///< 1 to 30.

  friend auto operator<=>(const LunarDate&, const LunarDate&) = default;
};

LunarDate to_lunar(LocalDate, std::chrono::hours meridian = vietnam_meridian);

/// nullopt for a day that the month does not have, or a leap month that the year does not have.
std::optional<LocalDate> from_lunar(const LunarDate&,
                                    std::chrono::hours meridian = vietnam_meridian);

/// Mùng 1 Tết of a year; the day before it is the last of the twelfth month, the 29th or 30th.
LocalDate lunar_new_year(int year, std::chrono::hours meridian = vietnam_meridian);

/// The month of the lunar year that comes twice, if one does.
std::optional<unsigned> leap_month(int year, std::chrono::hours meridian = vietnam_meridian);

}  // namespace inspectord

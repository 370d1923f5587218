// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>

// Civil days by arithmetic: what schedules count in. Proleptic Gregorian; a day is its number since
// 1970-01-01, a local time its seconds since that midnight. Sets of days are bit masks.

namespace inspectord::civil {

inline constexpr std::int64_t seconds_of_day = 86'400;

constexpr bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// `month`: 1 to 12.
constexpr int length_of_month(int year, int month) {
  return month == 2 ? 28 + is_leap(year) : 30 + ((month + (month >> 3)) & 1);
}

constexpr int length_of_year(int year) {
  return 365 + is_leap(year);
}

/// The quotient rounded down. Requires: divisor > 0.
constexpr std::int64_t floor_div(std::int64_t value, std::int64_t divisor) {
  const auto quotient = value / divisor;
  return quotient - (value % divisor < 0);
}

constexpr std::int64_t floor_mod(std::int64_t value, std::int64_t divisor) {
  return value - floor_div(value, divisor) * divisor;
}

struct Date {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
};

// Both count years from 1 March, so that the leap day is a year's last, and shift by a multiple of
// 400 years, so that nothing is negative from the year -9,600 on.
inline constexpr std::int64_t shift_days = 719'468 + std::int64_t{146'097} * 24;
inline constexpr int shift_years = 400 * 24;

constexpr std::int64_t day_number(int year, int month, int day) {
  const auto y = static_cast<std::uint32_t>(year + shift_years - (month <= 2));
  const auto m = static_cast<std::uint32_t>(month + (month <= 2 ? 9 : -3));
  const std::uint32_t century = y / 100;
  const std::uint32_t in_years = y * 365 + y / 4 - century + century / 4;
  return std::int64_t{in_years + (153 * m + 2) / 5} + day - 1 - shift_days;
}

/// Requires: a day of the years -9,600 to 60,000.
constexpr Date date_of(std::int64_t number) {
  const auto days = static_cast<std::uint32_t>(number + shift_days);
  const std::uint32_t century = (4 * days + 3) / 146'097;
  const std::uint32_t in_century = days - century * 146'097 / 4;
  const std::uint32_t year = (4 * in_century + 3) / 1461;
  const std::uint32_t in_year = in_century - 1461 * year / 4;
  const std::uint32_t month = (5 * in_year + 2) / 153;
  const std::uint32_t day = in_year - (153 * month + 2) / 5 + 1;
  const bool turned = month >= 10;
  return {.year = static_cast<int>(100 * century + year) - shift_years + turned,
          .month = static_cast<int>(month) + (turned ? -9 : 3),
          .day = static_cast<int>(day)};
}

/// 0 is Sunday.
constexpr int weekday_of(std::int64_t day) {
  return static_cast<int>(floor_mod(day + 4, 7));
}

/// Days 1 to 31 as bits 1 to 31.
using MonthDays = std::uint32_t;

constexpr MonthDays all_days(int length) {
  return static_cast<MonthDays>((std::uint64_t{2} << length) - 2);
}

/// A set of weekdays (bit 0: Sunday) as those seven bits that begin with `first`.
constexpr std::uint32_t turned(std::uint32_t weekdays, int first) {
  return (weekdays >> first | weekdays << (7 - first)) & 0x7f;
}

/// The days of a month whose first is the weekday `first`; what lies after its end is set as well.
constexpr MonthDays days_on(std::uint32_t weekdays, int first) {
  return static_cast<MonthDays>((std::uint64_t{turned(weekdays, first)} * 0x1020'4081) << 1);
}

}  // namespace inspectord::civil

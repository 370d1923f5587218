// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// A civil day (Gregorian; Civil Code 2015 Art. 145). It becomes an Instant only through a Zone.
using LocalDate = std::chrono::year_month_day;

/// A civil time of day, in minutes after midnight: papers know no seconds.
using LocalTime = std::chrono::minutes;

inline LocalDate plus_days(LocalDate date, int days) {
  return LocalDate{std::chrono::sys_days{date} + std::chrono::days{days}};
}
inline int days_between(LocalDate from, LocalDate to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}
inline std::chrono::weekday weekday_of(LocalDate date) {
  return std::chrono::weekday{std::chrono::sys_days{date}};
}
inline bool is_weekend(LocalDate date) {
  return weekday_of(date).iso_encoding() >= 6;
}
/// The day itself; of one that its month does not have (29/2, 31/4) the last of that month (Civil
/// Code 2015 Art. 148(3)).
inline LocalDate within_month(LocalDate date) {
  return date.ok() ? date : LocalDate{date.year() / date.month() / std::chrono::last};
}
inline LocalDate make_date(int year, unsigned month, unsigned day) {
  return LocalDate{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

std::string to_string(LocalDate);                            ///< "2026-03-02"
std::optional<LocalDate> parse_date(std::string_view text);  ///< "2026-03-02", a day that exists.
std::string to_string(LocalTime);                            ///< "07:05"
std::optional<LocalTime> parse_time(std::string_view text);  ///< "07:05", 00:00 to 23:59.

/// A date as a paper gives it: whole, or with the day or the month left blank ("tháng 4 năm 2024").
struct PartialDate {
  int year = 0;
  std::optional<unsigned> month;
  std::optional<unsigned> day;

  /// The whole date, if nothing was left blank.
  std::optional<LocalDate> full() const;
  LocalDate earliest() const;
  LocalDate latest() const;

  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

std::string to_string(const PartialDate&);  ///< "2024", "2024-04" or "2024-04-05"
std::optional<PartialDate> parse_partial_date(std::string_view text);  ///< The same three forms.

}  // namespace inspectord

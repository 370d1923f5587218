// SPDX-License-Identifier: Apache-2.0
// Which days a year, a month, a week of a rule has (the table of RFC 5545, page 44, with its
// notes).
#include "scheduler/recurrence_walk.hpp"

#include <algorithm>
#include <bit>

namespace inspectord {
namespace {

using civil::MonthDays;

/// 31 bits of a year's days from bit `from` on, as bits 1 to 31.
MonthDays month_of(const YearDays& days, int from) {
  std::uint64_t bits = 0;
  const auto word = static_cast<std::size_t>(from / 64);
  if (word < days.size()) bits = days[word] >> from % 64;
  if (from % 64 != 0 && word + 1 < days.size()) bits |= days[word + 1] << (64 - from % 64);
  return static_cast<MonthDays>(bits << 1);
}

/// A set counted from the end (-n: bit n) as one counted from the start, of so many days.
MonthDays turned_round(MonthDays back, int length) {
  MonthDays days = 0;
  for (; back != 0; back &= back - 1) {
    const int day = length + 1 - std::countr_zero(back);
    if (day >= 1) days |= MonthDays{1} << day;
  }
  return days;
}

YearDays turned_round(const YearDays& back, int length) {
  YearDays days{};
  for (int n = 1; n <= length; ++n) {
    if (back[static_cast<std::size_t>(n / 64)] >> n % 64 & 1) {
      const int day = length + 1 - n;
      days[static_cast<std::size_t>(day / 64)] |= std::uint64_t{1} << day % 64;
    }
  }
  return days;
}

/// The first day of the first week: the first that has four days in the year (RFC 5545 section
/// 3.3.10, BYWEEKNO).
std::int64_t first_week_of(int year, int week_start) {
  const auto new_year = civil::day_number(year, 1, 1);
  const auto before = civil::floor_mod(civil::weekday_of(new_year) - week_start, 7);
  return before <= 3 ? new_year - before : new_year + 7 - before;
}

}  // namespace

void RecurrenceWalk::start_days(std::int64_t base, int words) {
  base_ = base;
  words_ = words;
  for (int word = 0; word < words; ++word) days_[static_cast<std::size_t>(word)] = 0;
  hours_ = parts_.hours;
  minutes_ = parts_.minutes;
  seconds_ = parts_.seconds;
}

/// Adds days 1 to 31 at `shift` bits.
void RecurrenceWalk::add_days(MonthDays days, int shift) {
  const auto word = static_cast<std::size_t>(shift / 64);
  days_[word] |= std::uint64_t{days} << shift % 64;
  if (shift % 64 > 32 && word + 1 < days_.size())
    days_[word + 1] |= std::uint64_t{days} >> (64 - shift % 64);
}

/// The nth such weekday of so many days that begin with `first`; -1 where there is none.
std::int64_t RecurrenceWalk::numbered_day(const NumberedDay& day, std::int64_t first,
                                          int length) const {
  const auto last = first + length - 1;
  if (day.ordinal > 0) {
    const auto earliest = first + civil::floor_mod(day.weekday - civil::weekday_of(first), 7);
    const auto found = earliest + 7 * (day.ordinal - 1);
    return found <= last ? found - first : -1;
  }
  const auto latest = last - civil::floor_mod(civil::weekday_of(last) - day.weekday, 7);
  const auto found = latest + 7 * (day.ordinal + 1);
  return found >= first ? found - first : -1;
}

MonthDays RecurrenceWalk::numbered_days_of(int year, int month, std::int64_t first) const {
  const int length = civil::length_of_month(year, month);
  const auto new_year = civil::day_number(year, 1, 1);
  MonthDays days = 0;
  for (const auto& day : parts_.numbered_days) {
    auto found = numbers_in_month_ ? numbered_day(day, first, length)
                                   : numbered_day(day, new_year, civil::length_of_year(year));
    if (found < 0) continue;
    if (!numbers_in_month_) found -= first - new_year;
    if (found >= 0 && found < length) days |= MonthDays{1} << (found + 1);
  }
  return days;
}

/// The days of a month that all parts but BYWEEKNO leave.
MonthDays RecurrenceWalk::days_of_month(int year, int month, std::int64_t first) const {
  if (!fits_month(month)) return 0;
  const int length = civil::length_of_month(year, month);
  auto days = civil::all_days(length);
  if (parts_.has_month_days())
    days &= parts_.month_days | turned_round(parts_.month_days_back, length);
  if (parts_.has_year_days()) {
    const auto before = static_cast<int>(first - civil::day_number(year, 1, 1));
    days &= month_of(parts_.year_days, before + 1) |
            month_of(turned_round(parts_.year_days_back, civil::length_of_year(year)), before + 1);
  }
  if (parts_.has_weekdays()) {
    auto weekdays = civil::days_on(parts_.weekdays, civil::weekday_of(first));
    if (!parts_.numbered_days.empty()) weekdays |= numbered_days_of(year, month, first);
    days &= weekdays;
  }
  return days;
}

const RecurrenceWalk::Month& RecurrenceWalk::month_with(std::int64_t day) {
  if (day < month_.first || day >= month_.first + month_.length) {
    const auto date = civil::date_of(day);
    month_.first = day - date.day + 1;
    month_.length = civil::length_of_month(date.year, date.month);
    month_.days = days_of_month(date.year, date.month, month_.first);
  }
  return month_;
}

/// The first day that fits, not before `day`; one after the last year where there is none.
std::int64_t RecurrenceWalk::day_from(std::int64_t day) {
  constexpr auto end = civil::day_number(10'000, 1, 1);
  while (day < end) {
    const auto& month = month_with(day);
    const auto left = std::uint64_t{month.days} & ~std::uint64_t{0} << (day - month.first + 1);
    if (left != 0) return month.first + std::countr_zero(left) - 1;
    day = month.first + month.length;
  }
  return end;
}

bool RecurrenceWalk::load_month() {
  const auto year = static_cast<int>(period_ / 12);
  const auto month = static_cast<int>(period_ % 12) + 1;
  period_ += stride_;
  if (!fits_month(month)) return false;
  const auto first = civil::day_number(year, month, 1);
  start_days(first - 1, 1);
  days_[0] = days_of_month(year, month, first);
  return days_[0] != 0;
}

bool RecurrenceWalk::load_week() {
  const auto first = period_;
  period_ += stride_;
  start_days(first, 1);
  auto days = civil::turned(parts_.weekdays, parts_.week_start);
  if (parts_.months != 0) {
    for (int day = 0; day < 7; ++day) {
      if (!fits_month(civil::date_of(first + day).month)) days &= ~(1u << day);
    }
  }
  days_[0] = days;
  return days != 0;
}

bool RecurrenceWalk::load_year() {
  const auto year = static_cast<int>(period_);
  period_ += stride_;
  if (parts_.has_weeks()) return load_weeks_of_year(year);
  const bool plain = parts_.months != 0 || parts_.has_month_days() || parts_.weekdays != 0 ||
                     (parts_.has_year_days() && parts_.has_weekdays());
  return plain ? load_plain_year(year) : load_direct_year(year);
}

/// Month by month. A rule of one month has one word of days.
bool RecurrenceWalk::load_plain_year(int year) {
  const auto new_year = civil::day_number(year, 1, 1);
  if (std::has_single_bit(parts_.months)) {
    const int month = std::countr_zero(parts_.months);
    const auto first = civil::day_number(year, month, 1);
    start_days(first - 1, 1);
    days_[0] = days_of_month(year, month, first);
    return days_[0] != 0;
  }
  start_days(new_year - 1, 6);
  auto first = new_year;
  for (int month = 1; month <= 12; ++month) {
    add_days(days_of_month(year, month, first), static_cast<int>(first - new_year));
    first += civil::length_of_month(year, month);
  }
  return days_ != YearDays{};
}

/// Days of the year by their number alone, or numbered weekdays alone.
bool RecurrenceWalk::load_direct_year(int year) {
  const auto new_year = civil::day_number(year, 1, 1);
  const int length = civil::length_of_year(year);
  start_days(new_year - 1, 6);
  const auto add = [this](std::int64_t day) {
    days_[static_cast<std::size_t>(day / 64)] |= std::uint64_t{1} << day % 64;
  };
  for (const auto& numbered : parts_.numbered_days) {
    const auto day = numbered_day(numbered, new_year, length);
    if (day >= 0) add(day + 1);
  }
  for (std::size_t word = 0; word < days_.size(); ++word) {
    days_[word] |= parts_.year_days[word];
    for (auto back = parts_.year_days_back[word]; back != 0; back &= back - 1) {
      const auto day = length + 1 - (static_cast<int>(64 * word) + std::countr_zero(back));
      if (day >= 1) add(day);
    }
  }
  if (length == 365) days_[5] &= ~(std::uint64_t{1} << (366 - 320));
  return days_ != YearDays{};
}

/// The weeks of a year may begin in the year before and end in the next; they are of this one.
bool RecurrenceWalk::load_weeks_of_year(int year) {
  const auto first = first_week_of(year, parts_.week_start);
  const auto count = static_cast<int>(first_week_of(year + 1, parts_.week_start) - first) / 7;
  start_days(first, 6);
  for (int week = 1; week <= count; ++week) {
    if (!(parts_.weeks >> week & 1) && !(parts_.weeks_back >> (count + 1 - week) & 1)) continue;
    for (int day = 7 * (week - 1); day < 7 * week; ++day) {
      const auto& month = month_with(first + day);
      if (month.days >> (first + day - month.first + 1) & 1)
        days_[static_cast<std::size_t>(day / 64)] |= std::uint64_t{1} << day % 64;
    }
  }
  return days_ != YearDays{};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// The search of cron expressions: masks of seconds to years, civil days, and the zone's table.
#include "scheduler/cron_expression.hpp"
#include "scheduler/number_sets.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace inspectord {
namespace {

using civil::MonthDays;

/// In the years of cron expressions: 2100 is the only century among them that is no leap year.
constexpr bool is_leap(int year) {
  return year % 4 == 0 && year != 2100;
}

/// The days of a year before each month (1 to 12).
constexpr std::array<std::array<std::int16_t, 13>, 2> days_before{
    {{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334},
     {0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335}}};

/// Requires: a day from 1970 on.
constexpr int weekday_of(std::uint32_t day) {
  return static_cast<int>((day + 4) % 7);
}

/// The Monday to Friday nearest to a day, inside the month (OCPS 1.3 section 4.3).
int nearest_working_day(int day, int length, int first_weekday) {
  const int weekday = (first_weekday + day - 1) % 7;
  if (weekday == 6) return day == 1 ? 3 : day - 1;
  if (weekday == 0) return day == length ? day - 2 : day + 1;
  return day;
}

}  // namespace

bool CronExpression::is_fixed_time() const {
  return std::has_single_bit(seconds_) && std::has_single_bit(minutes_) &&
         std::has_single_bit(hours_);
}

MonthDays CronExpression::special_days(int length, int first_weekday) const noexcept {
  MonthDays days = 0;
  if (last_day_) days |= MonthDays{1} << length;
  if (nearest_day_ != 0 && nearest_day_ <= length)
    days |= MonthDays{1} << nearest_working_day(nearest_day_, length, first_weekday);
  if (last_working_day_) days |= MonthDays{1} << nearest_working_day(length, length, first_weekday);
  return days;
}

/// What fits of a month, by the day fields (OCPS 1.1 section 6.1, 1.4 section 4.1).
MonthDays CronExpression::days_of(int length, int first_weekday) const noexcept {
  MonthDays by_day = days_;
  MonthDays by_weekday = civil::days_on(weekdays_, first_weekday);
  if (special_) {
    by_day |= special_days(length, first_weekday);
    for (int week = 0; week < 5; ++week)
      by_weekday |= static_cast<MonthDays>(
          std::uint64_t{civil::turned(nth_weekdays_[static_cast<unsigned>(week)], first_weekday)}
          << (7 * week + 1));
    const int last_week = length - 6;
    by_weekday |= civil::turned(last_weekdays_, (first_weekday + last_week - 1) % 7) << last_week;
  }
  const bool either = !any_day_ && !any_weekday_ && !both_;
  return (either ? by_day | by_weekday : by_day & by_weekday) & civil::all_days(length);
}

int CronExpression::first_time() const noexcept {
  return std::countr_zero(hours_) * 3600 + std::countr_zero(minutes_) * 60 +
         std::countr_zero(seconds_);
}

/// The first time of day that fits, at or after a second of the day; -1: none today.
int CronExpression::time_from(int second_of_day) const noexcept {
  const int hour = second_of_day / 3600;
  const int minute = second_of_day / 60 % 60;
  if (hours_ >> hour & 1) {
    if (minutes_ >> minute & 1) {
      const auto seconds = bits_from(seconds_, second_of_day % 60);
      if (seconds != 0) return hour * 3600 + minute * 60 + std::countr_zero(seconds);
    }
    const auto minutes = bits_from(minutes_, minute + 1);
    if (minutes != 0)
      return hour * 3600 + std::countr_zero(minutes) * 60 + std::countr_zero(seconds_);
  }
  const auto hours = bits_from(hours_, hour + 1);
  if (hours == 0) return -1;
  return std::countr_zero(hours) * 3600 + std::countr_zero(minutes_) * 60 +
         std::countr_zero(seconds_);
}

/// The first local time that fits, at or after `from`; `none` after the last year.
std::int64_t CronExpression::next_local(std::int64_t from) const noexcept {
  constexpr std::int64_t last = civil::day_number(last_year + 1, 1, 1) * civil::seconds_of_day - 1;
  from = std::max<std::int64_t>(from, 0);
  if (from > last) return none;
  const auto today = static_cast<std::uint32_t>(from / civil::seconds_of_day);
  const auto date = civil::date_of(today);
  int year = date.year;
  int month = date.month;
  auto first = today - static_cast<std::uint32_t>(date.day - 1);
  const auto days_of_first = [&](int in_month) {
    const bool leap = is_leap(year);
    const int length = in_month == 2 ? 28 + leap : civil::length_of_month(year, in_month);
    return days_of(length, weekday_of(first));
  };
  if (has_year(year) && (months_ >> month & 1)) {
    const auto days = days_of_first(month);
    if (days >> date.day & 1) {
      const int time = time_from(static_cast<int>(from - today * civil::seconds_of_day));
      if (time >= 0) return today * civil::seconds_of_day + time;
    }
    const auto later = bits_from(days, date.day + 1);
    if (later != 0)
      return (std::int64_t{first} + std::countr_zero(later) - 1) * civil::seconds_of_day +
             first_time();
  }
  auto new_year = first - static_cast<std::uint32_t>(
                              days_before[is_leap(year)][static_cast<std::size_t>(month)]);
  while (true) {
    const auto months = bits_from(months_, month + 1);
    if (has_year(year) && months != 0) {
      month = std::countr_zero(months);
    } else {
      do {
        new_year += is_leap(year) ? 366 : 365;
        if (++year > last_year) return none;
      } while (!has_year(year));
      month = std::countr_zero(months_);
    }
    first = new_year +
            static_cast<std::uint32_t>(days_before[is_leap(year)][static_cast<std::size_t>(month)]);
    const auto days = days_of_first(month);
    if (days != 0)
      return (std::int64_t{first} + std::countr_zero(days) - 1) * civil::seconds_of_day +
             first_time();
  }
}

/// Every instant whose local time fits.
std::int64_t CronExpression::next_elapsed(std::int64_t after,
                                          const ZoneTable& zone) const noexcept {
  const auto span = zone.span_at(after + 1);
  const auto offset = zone.offset(span);
  auto from = after + 1 + offset;
  auto local = next_local(from);
  if (local == none) return none;
  if (local - offset < zone.end(span)) return local - offset;
  // Between `from` and `local` nothing fits, so only a second pass over what lies before `from` can
  // come in between.
  const auto again = zone.end(span) + zone.offset(span + 1);
  if (again < from) {
    const auto repeated = next_local(again);
    if (repeated < from) return repeated - zone.offset(span + 1);
  }
  while (local != none) {
    const auto meaning = zone.meaning_of(local);
    if (!meaning.in_gap) return meaning.at;
    local = next_local(meaning.gap_end_local);
  }
  return none;
}

/// Every local time that fits, once.
std::int64_t CronExpression::next_by_clock(std::int64_t after, const ZoneTable& zone,
                                           bool run_at_gap_end) const noexcept {
  const auto span = zone.span_at(after);
  auto from = after + 1 + zone.offset(span);
  // In a second pass all up to the end of the first has been.
  if (span > 0) from = std::max(from, zone.begin(span) + zone.offset(span - 1));
  for (auto local = next_local(from); local != none;) {
    const auto meaning = zone.meaning_of(local);
    if (!meaning.in_gap) return meaning.at;
    if (run_at_gap_end) return meaning.gap_end;
    local = next_local(meaning.gap_end_local);
  }
  return none;
}

std::optional<Instant> CronExpression::next(Instant after, const Zone& zone,
                                            DstPolicy policy) const noexcept {
  if (reboot_) return std::nullopt;
  // Two days more than any offset, so that no sum below can leave its type.
  constexpr std::int64_t latest = civil::day_number(last_year + 1, 1, 3) * civil::seconds_of_day;
  const auto second = std::chrono::floor<std::chrono::seconds>(after).time_since_epoch().count();
  if (second > latest) return std::nullopt;
  const auto from = std::max<std::int64_t>(second, -2 * civil::seconds_of_day);
  const bool by_clock = policy == DstPolicy::ocps || is_fixed_time();
  const auto found = by_clock ? next_by_clock(from, zone.table(), policy == DstPolicy::vixie)
                              : next_elapsed(from, zone.table());
  if (found == none) return std::nullopt;
  return Instant{std::chrono::seconds{found}};
}

bool CronExpression::matches(std::int64_t local) const noexcept {
  return !reboot_ && next_local(local) == local;
}

}  // namespace inspectord

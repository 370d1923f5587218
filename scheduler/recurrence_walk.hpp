// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/recurrence_rule.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace inspectord {

/// The local times of a rule, rising, each once: period by period (a year, a month, ..., a second),
/// each a set of days and times of day. COUNT, UNTIL and zones are not its concern. Local times are
/// seconds since 1970-01-01T00:00:00; the last is in the year 9999.
class RecurrenceWalk {
 public:
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  /// What the rule does not say is taken from `start` (RFC 5545 section 3.3.10); nothing before it.
  RecurrenceWalk(const RecurrenceRule& rule, std::int64_t start);

  /// The next local time; `none` when there is no more.
  std::int64_t next();

  /// Goes to the first local time not before `local`, in either direction, by arithmetic.
  void seek(std::int64_t local);

 private:
  /// The month that was looked at last: its days that fit.
  struct Month {
    std::int64_t first = 0;  ///< Its first day.
    int length = 0;          ///< 0: none yet.
    civil::MonthDays days = 0;
  };

  void derive_from(std::int64_t start);
  void derive_days(std::int64_t day);
  std::int64_t period_of(std::int64_t local) const;
  std::int64_t aligned(std::int64_t period) const;
  bool is_sub_daily() const { return parts_.frequency < RuleFrequency::daily; }

  bool load();
  bool load_year();
  bool load_weeks_of_year(int year);
  bool load_plain_year(int year);
  bool load_direct_year(int year);
  bool load_month();
  bool load_week();
  bool load_day();
  bool load_part_of_day();
  void enter_part_of_day(std::int64_t day, int hour, int minute, int second);
  bool may_ever_match() const;
  void start_days(std::int64_t base, int words);
  void add_days(civil::MonthDays, int shift);
  bool choose_positions();
  std::int64_t at_position(std::int64_t position) const;

  civil::MonthDays days_of_month(int year, int month, std::int64_t first) const;
  civil::MonthDays numbered_days_of(int year, int month, std::int64_t first) const;
  std::int64_t numbered_day(const NumberedDay&, std::int64_t first, int length) const;
  const Month& month_with(std::int64_t day);
  std::int64_t day_from(std::int64_t day);
  bool fits_month(int month) const { return parts_.months == 0 || (parts_.months >> month & 1); }

  RuleParts parts_;                ///< With what was taken from the start.
  bool numbers_in_month_ = false;  ///< Numbered days count within the month, not the year.
  std::int64_t start_ = 0;
  std::int64_t floor_ = 0;  ///< Nothing before it.
  std::int64_t first_period_ = 0;
  std::int64_t stride_ = 1;  ///< From period to period, in units of periods (a week: days).
  std::int64_t period_ = 0;  ///< The one to load next.
  std::int64_t last_period_ = 0;
  Month month_;

  // The period that is walked through: days base_ + bit, and times of day.
  std::int64_t base_ = 0;
  int words_ = 0;
  std::array<std::uint64_t, 6> days_{};
  std::uint32_t hours_ = 0;
  std::uint64_t minutes_ = 0, seconds_ = 0;
  // What is left of it.
  int word_ = 0;
  std::uint64_t days_left_ = 0;
  std::uint32_t hours_left_ = 0;
  std::uint64_t minutes_left_ = 0, seconds_left_ = 0;
  std::int64_t day_at_ = 0, hour_at_ = 0, minute_at_ = 0;  ///< Local times of the current ones.
  std::vector<std::int64_t> positions_;                    ///< Chosen by BYSETPOS, not walked yet.
  std::size_t position_ = 0;
};

}  // namespace inspectord

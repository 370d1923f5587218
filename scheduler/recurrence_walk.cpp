// SPDX-License-Identifier: Apache-2.0
// From period to period, and through the times of one. How a period gets its days stands in
// recurrence_days.cpp.
#include "scheduler/recurrence_walk.hpp"

#include "scheduler/number_sets.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace inspectord {
namespace {

using civil::floor_div;
using civil::floor_mod;
using civil::seconds_of_day;

constexpr int last_year = 9999;
constexpr std::int64_t last_day = civil::day_number(last_year, 12, 31);
constexpr std::uint64_t sixty = (std::uint64_t{1} << 60) - 1;
constexpr std::uint32_t all_hours = (1u << 24) - 1;

/// How many seconds a period of less than a day has.
constexpr std::int64_t unit_of(RuleFrequency frequency) {
  return frequency == RuleFrequency::hourly ? 3600 : frequency == RuleFrequency::minutely ? 60 : 1;
}

}  // namespace

RecurrenceWalk::RecurrenceWalk(const RecurrenceRule& rule, std::int64_t start)
    : parts_(rule.parts()), start_(start) {
  numbers_in_month_ = parts_.frequency == RuleFrequency::monthly || parts_.months != 0;
  derive_from(start);
  stride_ = parts_.interval * (parts_.frequency == RuleFrequency::weekly ? 7 : 1);
  first_period_ = period_of(start);
  last_period_ = period_of((last_day + 1) * seconds_of_day - 1);
  // Days of January may be of the last week of the year before, which then has its turn first.
  if (parts_.has_weeks() && parts_.interval == 1) --first_period_;
  seek(start);
}

/// "Information, not contained in the rule, necessary to determine the various recurrence instance
/// start time and dates are derived from the Start Time" (RFC 5545 section 3.3.10).
void RecurrenceWalk::derive_from(std::int64_t start) {
  const auto day = floor_div(start, seconds_of_day);
  const auto time = static_cast<int>(start - day * seconds_of_day);
  const auto frequency = parts_.frequency;
  if (parts_.seconds == 0)
    parts_.seconds = frequency == RuleFrequency::secondly ? sixty : std::uint64_t{1} << time % 60;
  if (parts_.minutes == 0)
    parts_.minutes =
        frequency <= RuleFrequency::minutely ? sixty : std::uint64_t{1} << time / 60 % 60;
  if (parts_.hours == 0) parts_.hours = is_sub_daily() ? all_hours : 1u << time / 3600;
  derive_days(day);
}

void RecurrenceWalk::derive_days(std::int64_t day) {
  const auto date = civil::date_of(day);
  const auto weekday = static_cast<std::uint8_t>(1 << civil::weekday_of(day));
  const bool no_days =
      !parts_.has_year_days() && !parts_.has_month_days() && !parts_.has_weekdays();
  if (!no_days || is_sub_daily() || parts_.frequency == RuleFrequency::daily) return;
  if (parts_.frequency == RuleFrequency::weekly || parts_.has_weeks()) {
    parts_.weekdays = weekday;
    return;
  }
  parts_.month_days = civil::MonthDays{1} << date.day;
  if (parts_.frequency == RuleFrequency::yearly && parts_.months == 0)
    parts_.months = static_cast<std::uint16_t>(1 << date.month);
}

std::int64_t RecurrenceWalk::period_of(std::int64_t local) const {
  const auto day = floor_div(local, seconds_of_day);
  switch (parts_.frequency) {
    case RuleFrequency::yearly:
      return civil::date_of(day).year;
    case RuleFrequency::monthly: {
      const auto date = civil::date_of(day);
      return date.year * 12 + date.month - 1;
    }
    case RuleFrequency::weekly:
      return day - floor_mod(civil::weekday_of(day) - parts_.week_start, 7);
    case RuleFrequency::daily:
      return day;
    case RuleFrequency::hourly:
    case RuleFrequency::minutely:
    case RuleFrequency::secondly:
      break;
  }
  return floor_div(local, unit_of(parts_.frequency));
}

/// The first period of the rule that is not before `period`.
std::int64_t RecurrenceWalk::aligned(std::int64_t period) const {
  if (stride_ == 1 || period <= first_period_) return std::max(period, first_period_);
  return first_period_ + (period - first_period_ + stride_ - 1) / stride_ * stride_;
}

void RecurrenceWalk::seek(std::int64_t local) {
  floor_ = std::max(start_, local);
  word_ = words_ = 0;
  days_left_ = 0;
  hours_left_ = 0;
  minutes_left_ = seconds_left_ = 0;
  positions_.clear();
  position_ = 0;
  if (floor_ > (last_day + 1) * seconds_of_day - 1) {
    period_ = last_period_ + 1;
    return;
  }
  const auto wanted = period_of(floor_) - (parts_.has_weeks() ? 1 : 0);
  period_ = first_period_ + std::max<std::int64_t>(0, wanted - first_period_) / stride_ * stride_;
}

std::int64_t RecurrenceWalk::next() {
  while (true) {
    std::int64_t local;
    if (seconds_left_ != 0) {
      local = minute_at_ + std::countr_zero(seconds_left_);
      seconds_left_ &= seconds_left_ - 1;
    } else if (minutes_left_ != 0) {
      minute_at_ = hour_at_ + std::countr_zero(minutes_left_) * 60;
      minutes_left_ &= minutes_left_ - 1;
      seconds_left_ = seconds_;
      continue;
    } else if (hours_left_ != 0) {
      hour_at_ = day_at_ + std::countr_zero(hours_left_) * 3600;
      hours_left_ &= hours_left_ - 1;
      minutes_left_ = minutes_;
      continue;
    } else if (days_left_ != 0) {
      day_at_ = (base_ + 64 * word_ + std::countr_zero(days_left_)) * seconds_of_day;
      days_left_ &= days_left_ - 1;
      // What is left of the day on which the walk begins
      if (day_at_ + seconds_of_day <= floor_) continue;
      hours_left_ = hours_;
      continue;
    } else if (word_ + 1 < words_) {
      days_left_ = days_[static_cast<std::size_t>(++word_)];
      continue;
    } else if (position_ < positions_.size()) {
      local = at_position(positions_[position_++]);
    } else if (load()) {
      continue;
    } else {
      return none;
    }
    if (local >= floor_) return local;
  }
}

/// Makes the next period that has days the one that is walked through.
bool RecurrenceWalk::load() {
  bool loaded = false;
  do {
    if (period_ > last_period_) return false;
    switch (parts_.frequency) {
      case RuleFrequency::yearly:
        loaded = load_year();
        break;
      case RuleFrequency::monthly:
        loaded = load_month();
        break;
      case RuleFrequency::weekly:
        loaded = load_week();
        break;
      case RuleFrequency::daily:
        loaded = load_day();
        break;
      case RuleFrequency::hourly:
      case RuleFrequency::minutely:
      case RuleFrequency::secondly:
        if (!load_part_of_day()) return false;
        loaded = true;
        break;
    }
    if (loaded && !parts_.positions.empty()) loaded = choose_positions();
  } while (!loaded);
  if (!parts_.positions.empty()) return true;
  word_ = 0;
  days_left_ = days_[0];
  return true;
}

/// BYSETPOS: of all times of the period those at these places. False where there are none.
bool RecurrenceWalk::choose_positions() {
  std::int64_t days = 0;
  for (int word = 0; word < words_; ++word)
    days += std::popcount(days_[static_cast<std::size_t>(word)]);
  const auto times =
      std::int64_t{std::popcount(hours_)} * std::popcount(minutes_) * std::popcount(seconds_);
  const auto count = days * times;
  positions_.clear();
  position_ = 0;
  for (const int wanted : parts_.positions) {
    const auto place = wanted > 0 ? wanted - 1 : count + wanted;
    if (place >= 0 && place < count) positions_.push_back(place);
  }
  std::sort(positions_.begin(), positions_.end());
  positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
  words_ = word_ = 0;
  // Shorter periods have the same number of times each: what one lacks all lack.
  if (positions_.empty() && parts_.frequency <= RuleFrequency::daily) period_ = last_period_ + 1;
  return !positions_.empty();
}

std::int64_t RecurrenceWalk::at_position(std::int64_t position) const {
  const auto nth = [](std::uint64_t mask, std::int64_t n) {
    for (; n > 0; --n) mask &= mask - 1;
    return std::countr_zero(mask);
  };
  const std::int64_t seconds = std::popcount(seconds_);
  const auto minutes = seconds * std::popcount(minutes_);
  const auto times = minutes * std::popcount(hours_);
  auto day = position / times;
  const auto time = position % times;
  std::size_t word = 0;
  while (day >= std::popcount(days_[word])) day -= std::popcount(days_[word++]);
  const auto found = base_ + static_cast<std::int64_t>(64 * word) + nth(days_[word], day);
  return found * seconds_of_day + nth(hours_, time / minutes) * 3600 +
         nth(minutes_, time % minutes / seconds) * 60 + nth(seconds_, time % seconds);
}

bool RecurrenceWalk::load_day() {
  while (period_ <= last_period_) {
    const auto& month = month_with(period_);
    const auto left = bits_from(month.days, static_cast<int>(period_ - month.first) + 1);
    const auto day =
        left == 0 ? month.first + month.length : month.first + std::countr_zero(left) - 1;
    if (left != 0 && day == aligned(day)) {
      period_ = day + stride_;
      start_days(day, 1);
      days_[0] = 1;
      return true;
    }
    period_ = aligned(day);
  }
  return false;
}

/// An hour, a minute or a second: hours, minutes and seconds may leave it out. False at the end.
bool RecurrenceWalk::load_part_of_day() {
  const auto unit = unit_of(parts_.frequency);
  const auto per_day = seconds_of_day / unit;
  for (int fruitless = 0; period_ <= last_period_; ++fruitless) {
    if (fruitless == 1'000 && !may_ever_match()) break;
    const auto day = floor_div(period_, per_day);
    const auto fitting = day_from(day);
    if (fitting > last_day) break;
    if (fitting != day) {
      period_ = aligned(fitting * per_day);
      continue;
    }
    // Goes on at the next hour, minute or second that fits, or on the next day.
    const auto time = static_cast<int>((period_ - day * per_day) * unit);
    const auto go_to = [&](std::uint64_t mask, int bit, std::int64_t size, std::int64_t else_at) {
      const auto later = bits_from(mask, bit + 1);
      const auto within = std::int64_t{time} / (size * 60) * (size * 60);
      const auto at = later == 0 ? else_at : within + std::countr_zero(later) * size;
      period_ = aligned((day * seconds_of_day + at + unit - 1) / unit);
    };
    const int hour = time / 3600, minute = time / 60 % 60, second = time % 60;
    if (!(parts_.hours >> hour & 1)) {
      const auto later = bits_from(parts_.hours, hour + 1);
      const auto at = later == 0 ? seconds_of_day : std::countr_zero(later) * 3600;
      period_ = aligned(floor_div(day * seconds_of_day + at, unit));
    } else if (unit < 3600 && !(parts_.minutes >> minute & 1)) {
      go_to(parts_.minutes, minute, 60, (hour + 1) * 3600);
    } else if (unit == 1 && !(parts_.seconds >> second & 1)) {
      go_to(parts_.seconds, second, 1, hour * 3600 + (minute + 1) * 60);
    } else {
      enter_part_of_day(day, hour, minute, second);
      period_ += stride_;
      return true;
    }
  }
  period_ = last_period_ + 1;
  return false;
}

void RecurrenceWalk::enter_part_of_day(std::int64_t day, int hour, int minute, int second) {
  start_days(day, 1);
  days_[0] = 1;
  hours_ = 1u << hour;
  if (parts_.frequency <= RuleFrequency::minutely) minutes_ = std::uint64_t{1} << minute;
  if (parts_.frequency == RuleFrequency::secondly) seconds_ = std::uint64_t{1} << second;
}

/// Whether the interval ever meets the times of day on the days of the week: it reaches only those
/// that leave the same rest when divided by what interval and week (or day) have in common.
bool RecurrenceWalk::may_ever_match() const {
  const auto unit = unit_of(parts_.frequency);
  const auto per_day = seconds_of_day / unit;
  const auto cycle = parts_.weekdays == 0 ? per_day : 7 * per_day;
  const auto common = std::gcd(stride_, cycle);
  const auto rest = floor_mod(first_period_, common);  // cycle is a multiple of it
  for (std::int64_t at = rest; at < cycle; at += common) {
    const auto day = at / per_day;
    const auto time = static_cast<int>((at - day * per_day) * unit);
    const bool fits = (parts_.weekdays == 0 || (parts_.weekdays >> civil::weekday_of(day) & 1)) &&
                      (parts_.hours >> time / 3600 & 1) &&
                      (unit == 3600 || (parts_.minutes >> time / 60 % 60 & 1)) &&
                      (unit > 1 || (parts_.seconds >> time % 60 & 1));
    if (fits) return true;
  }
  return false;
}

}  // namespace inspectord

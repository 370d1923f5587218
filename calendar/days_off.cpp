// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"

#include "calendar/computed_days_off.hpp"

#include <algorithm>

namespace inspectord {
namespace {

int year_of(LocalDate day) {
  return static_cast<int>(day.year());
}

DayKind kind_by_weekday(LocalDate day) {
  return is_weekend(day) ? DayKind::weekend : DayKind::working;
}

YearStanding undecided(int year) {
  const bool computable = year >= first_computed_year && year <= last_computed_year;
  return computable ? YearStanding::provisional : YearStanding::unknown;
}

/// In a year that nobody settled, a day as the law alone has it.
DayFacts computed(LocalDate day) {
  DayFacts facts{.kind = kind_by_weekday(day), .standing = undecided(year_of(day))};
  const auto& holidays = computed_days_off(year_of(day));
  const auto found = holidays.find(day);
  if (found == holidays.end()) return facts;
  facts.kind = found->second.in_lieu ? DayKind::in_lieu : DayKind::holiday;
  facts.name = found->second.name;
  return facts;
}

constexpr int a_weekend = 2;

struct Run {
  LocalDate first, last;

  int length() const { return days_between(first, last) + 1; }
};

/// The days off one after the other around one of them.
template <class IsOff>
Run run_around(LocalDate day, IsOff is_off) {
  Run run{day, day};
  while (is_off(plus_days(run.first, -1))) run.first = plus_days(run.first, -1);
  while (is_off(plus_days(run.last, 1))) run.last = plus_days(run.last, 1);
  return run;
}

}  // namespace

DaysOff::DaysOff(const DaysOffData& data) : version_(data.version), computes_(true) {
  for (const auto& decision : data.decisions)
    settled_.insert(decision.settles.begin(), decision.settles.end());
  take(data);
  longest_run_ = find_longest_run();
}

DaysOff::DaysOff(std::string version, const std::set<LocalDate>& off,
                 const std::set<LocalDate>& worked)
    : version_(std::move(version)) {
  for (const auto day : off) days_[day] = DayFacts{.kind = DayKind::holiday};
  for (const auto day : worked) days_[day] = DayFacts{.kind = DayKind::swapped_work};
  longest_run_ = find_longest_run();
}

const DaysOff& DaysOff::vietnam() {
  static const DaysOff calendar{vietnam_days_off()};
  return calendar;
}

DaysOff DaysOff::with(const DaysOffData& own) const {
  auto both = *this;
  both.version_ += "+" + own.version;
  both.take(own);
  both.longest_run_ = both.find_longest_run();
  return both;
}

void DaysOff::take(const DaysOffData& data) {
  for (const auto& decision : data.decisions) {
    const auto put = [&](LocalDate day, DayKind kind, const std::string& name) {
      days_[day] = DayFacts{.kind = kind, .name = name, .source = decision.source};
    };
    for (const auto& days : decision.off) {
      const auto kind = days.in_lieu ? DayKind::in_lieu : DayKind::holiday;
      for (auto day = days.day; day <= days.last(); day = plus_days(day, 1))
        put(day, kind, days.name);
    }
    for (const auto& days : decision.worked) {
      for (auto day = days.day; day <= days.last(); day = plus_days(day, 1))
        put(day, DayKind::swapped_work, days.name);
    }
    for (const auto& swap : decision.swaps) {
      put(swap.off, DayKind::swapped_off, swap.name);
      put(swap.worked, DayKind::swapped_work, swap.name);
    }
  }
}

/// Computed runs count also where a decision stands above them: too many looked at do no harm.
int DaysOff::find_longest_run() const {
  int longest = computes_ ? longest_computed_run : a_weekend;
  LocalDate seen{};
  for (const auto& [day, facts] : days_) {
    if (!facts.off() || day <= seen) continue;
    const auto run = run_around(day, [this](LocalDate one) { return is_day_off(one); });
    longest = std::max(longest, run.length());
    seen = run.last;
  }
  return longest;
}

const DayFacts* DaysOff::decided(LocalDate day) const {
  const auto found = days_.find(day);
  return found == days_.end() ? nullptr : &found->second;
}

bool DaysOff::is_provisional(int year) const {
  return computes_ && !settled_.contains(year);
}

YearStanding DaysOff::standing_of(int year) const {
  return is_provisional(year) ? undecided(year) : YearStanding::decided;
}

DayFacts DaysOff::facts(LocalDate day) const {
  if (const auto* facts = decided(day)) return *facts;
  if (is_provisional(year_of(day))) return computed(day);
  return DayFacts{.kind = kind_by_weekday(day)};
}

bool DaysOff::is_day_off(LocalDate day) const {
  if (const auto* facts = decided(day)) return facts->off();
  if (is_weekend(day)) return true;
  return is_provisional(year_of(day)) && computed_days_off(year_of(day)).contains(day);
}

bool DaysOff::is_holiday(LocalDate day) const {
  const auto kind = facts(day).kind;
  return kind == DayKind::holiday || kind == DayKind::in_lieu || kind == DayKind::swapped_off;
}

std::map<LocalDate, DayFacts> DaysOff::special_days(int year) const {
  std::map<LocalDate, DayFacts> special;
  for (auto day = make_date(year, 1, 1); year_of(day) == year; day = plus_days(day, 1)) {
    auto found = facts(day);
    if (found.kind != DayKind::working && found.kind != DayKind::weekend)
      special.emplace(day, std::move(found));
  }
  return special;
}

LocalDate DaysOff::last_working_day_on_or_before(LocalDate day) const {
  while (is_day_off(day)) day = plus_days(day, -1);
  return day;
}

LocalDate DaysOff::next_working_day_on_or_after(LocalDate day) const {
  while (is_day_off(day)) day = plus_days(day, 1);
  return day;
}

}  // namespace inspectord

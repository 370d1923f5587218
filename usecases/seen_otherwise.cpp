// SPDX-License-Identifier: Apache-2.0
#include "usecases/seen_otherwise.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int years_ahead = 5;

std::vector<ChangedDay> changed_days(const CalendarPair& pair, LocalDate today) {
  std::vector<ChangedDay> changed;
  const auto last = today + std::chrono::years{years_ahead};
  for (auto day = plus_days(today, -366); day <= make_date(static_cast<int>(last.year()), 12, 31);
       day = plus_days(day, 1)) {
    if (pair.before->is_day_off(day) == pair.after->is_day_off(day)) continue;
    changed.push_back({day, pair.before->facts(day), pair.after->facts(day)});
  }
  return changed;
}

std::set<int> settled_years(const CalendarPair& pair, LocalDate today) {
  std::set<int> settled;
  const int first = static_cast<int>(today.year()) - 1;
  for (int year = first; year <= first + years_ahead + 1; ++year) {
    if (pair.before->is_provisional(year) && !pair.after->is_provisional(year))
      settled.insert(year);
  }
  return settled;
}

}  // namespace

LocalDate SeenOtherwise::first() const {
  if (settled.empty()) return days.front().day;
  const auto new_year = make_date(*settled.begin(), 1, 1);
  return days.empty() ? new_year : std::min(days.front().day, new_year);
}

LocalDate SeenOtherwise::last() const {
  if (settled.empty()) return days.back().day;
  const auto end_of_year = make_date(*settled.rbegin(), 12, 31);
  return days.empty() ? end_of_year : std::max(days.back().day, end_of_year);
}

SeenOtherwise seen_otherwise(const CalendarPair& pair, LocalDate today) {
  return {.days = changed_days(pair, today), .settled = settled_years(pair, today)};
}

}  // namespace inspectord

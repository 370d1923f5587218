// SPDX-License-Identifier: Apache-2.0
#include "calendar/counting.hpp"

namespace inspectord {
namespace {

/// The day of the same number, or the last of a shorter month (Art. 148(3)).
LocalDate plus_months(LocalDate day, int months) {
  return within_month(day + std::chrono::months{months});
}

Counted count_working_days(LocalDate from, int count, int step, const DaysOff& days_off) {
  Counted counted{.end = from};
  while (count > 0) {
    counted.end = plus_days(counted.end, step);
    auto facts = days_off.facts(counted.end);
    if (facts.off()) {
      counted.skipped.emplace_back(counted.end, std::move(facts));
    } else {
      --count;
    }
  }
  return counted;
}

Counted count(LocalDate from, int count, TimeUnit unit, int step, const DaysOff& days_off) {
  const int signed_count = step * count;
  switch (unit) {
    case TimeUnit::day:
      return {plus_days(from, signed_count)};
    case TimeUnit::working_day:
      return count_working_days(from, count, step, days_off);
    case TimeUnit::week:
      return {plus_days(from, 7 * signed_count)};
    case TimeUnit::half_month:
      return {plus_days(from, 15 * signed_count)};
    case TimeUnit::month:
      return {plus_months(from, signed_count)};
    case TimeUnit::half_year:
      return {plus_months(from, 6 * signed_count)};
    case TimeUnit::year:
      return {plus_months(from, 12 * signed_count)};
  }
  return {from};
}

}  // namespace

Counted count_forward(LocalDate from, int number, TimeUnit unit, const DaysOff& days_off) {
  return count(from, number, unit, 1, days_off);
}

Counted count_back(LocalDate from, int number, TimeUnit unit, const DaysOff& days_off) {
  return count(from, number, unit, -1, days_off);
}

}  // namespace inspectord

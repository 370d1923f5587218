// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_days.hpp"

namespace inspectord {
namespace {

LocalDate day_in(int year, std::chrono::month_day day) {
  const LocalDate date{std::chrono::year{year} / day};
  return date.ok() ? date : LocalDate{date.year() / date.month() / std::chrono::last};
}

LocalDate last_on_time(Bound bound, LocalDate day) {
  return bound == Bound::before ? plus_days(day, -1) : day;
}

}  // namespace

LocalDate yearly_day(const PlannedDue& rule, int plan_year) {
  const LocalDate day = day_in(plan_year, *rule.month_day);
  const bool this_year = static_cast<int>(last_on_time(rule.bound, day).year()) == plan_year;
  return this_year ? day : day_in(plan_year + 1, *rule.month_day);
}

std::optional<LocalDate> last_on_time_day(const PlannedDue& rule, int plan_year) {
  if (rule.kind == DueKind::date && rule.day) return last_on_time(rule.bound, *rule.day);
  if (rule.kind != DueKind::yearly || !rule.month_day) return std::nullopt;
  return last_on_time(rule.bound, yearly_day(rule, plan_year));
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_days.hpp"

#include "calendar/derive.hpp"

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

std::optional<DueDate> planned_due_date(const PlannedDue& rule, std::optional<LocalDate> event_day,
                                        const DaysOff& days_off) {
  if (rule.kind == DueKind::date && rule.day) {
    if (rule.hour) return derive(rule.raw, BeforeHour{*rule.day, *rule.hour}, days_off).due;
    return derive_due_date(rule.raw, rule.bound, *rule.day, days_off);
  }
  if (rule.kind != DueKind::within) return std::nullopt;
  const CountStart from{.event = rule.event, .day = event_day ? event_day : rule.day};
  return derive(rule.raw, Within{rule.count, rule.unit, from}, days_off).due;
}

std::optional<LocalDate> last_on_time_day(const PlannedDue& rule, int plan_year,
                                          const DaysOff& days_off) {
  if (const auto due = planned_due_date(rule, std::nullopt, days_off)) return due->last_on_time;
  if (rule.kind != DueKind::yearly || !rule.month_day) return std::nullopt;
  return last_on_time(rule.bound, yearly_day(rule, plan_year));
}

}  // namespace inspectord

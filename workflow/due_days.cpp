// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_days.hpp"

#include "calendar/derive.hpp"
#include "calendar/report_due.hpp"
#include "workflow/season.hpp"

namespace inspectord {
namespace {

LocalDate day_in(int year, std::chrono::month_day day) {
  return within_month(LocalDate{std::chrono::year{year} / day});
}

DueDate with_report(const PlannedDue& rule, DueDate due, const DaysOff& days_off) {
  if (!rule.report) return due;
  const auto& [period, spans, grace_days] = *rule.report;
  return as_report(std::move(due), period, spans, grace_days, days_off);
}

std::optional<DueDate> day_or_limit(const PlannedDue& rule, std::optional<LocalDate> event_day,
                                    const DaysOff& days_off) {
  if (rule.kind == DueKind::date && rule.day) {
    if (rule.hour) return derive_due_before_hour(rule.raw, *rule.day, *rule.hour, days_off);
    return derive_due_date(rule.raw, rule.bound, *rule.day, days_off);
  }
  if (!is_counted(rule)) return std::nullopt;
  const CountStart start{.event = rule.event, .day = event_day ? event_day : rule.day};
  const DueRule counted = rule.kind == DueKind::ahead
                              ? DueRule{Ahead{rule.count, rule.unit, start}}
                              : DueRule{Within{rule.count, rule.unit, start}};
  return derive(rule.raw, counted, days_off).due;
}

}  // namespace

std::vector<LocalDate> yearly_days(const PlannedDue& rule, const Plan& plan) {
  const auto days_in = [&](const Season& season) {
    std::vector<LocalDate> days;
    const int last_year = static_cast<int>(season.last.year()) + 1;  // "before 1 January" of it
    for (int year = static_cast<int>(season.first.year()); year <= last_year; ++year) {
      const auto day = day_in(year, *rule.month_day);
      if (season.has(last_on_time(rule.bound, day))) days.push_back(day);
    }
    return days;
  };
  auto days = days_in(season_of(plan));
  if (!days.empty()) return days;
  return days_in({make_date(plan.plan_year, 1, 1), make_date(plan.plan_year, 12, 31)});
}

bool is_counted(const PlannedDue& rule) {
  return rule.kind == DueKind::within || rule.kind == DueKind::ahead;
}

bool follows_visit(const PlannedDue& rule) {
  return rule.kind == DueKind::at_visit || (is_counted(rule) && rule.from_visit);
}

DueDate due_date_on(const PlannedDue& rule, Bound bound, LocalDate day, const DaysOff& days_off) {
  return with_report(rule, derive_due_date(rule.raw, bound, day, days_off), days_off);
}

DueDate due_date_again(const PlannedDue& rule, LocalDate day, const DaysOff& days_off) {
  const RecurrentDay recurs{.day = day, .rule = rule.again->days_off};
  return with_report(rule, derive_recurrent_day(rule.raw, recurs, days_off), days_off);
}

DueDate due_date_of_visit(const PlannedDue& rule, LocalDate visit, const DaysOff& days_off) {
  if (rule.kind == DueKind::at_visit) return due_date_on(rule, Bound::by, visit, days_off);
  return planned_due_date(rule, visit, days_off).value();
}

bool goes_by(const PlannedDue& rule, const DueDate& due, LocalDate visit) {
  if (rule.kind == DueKind::at_visit) return due.nominal == visit;
  return follows_visit(rule) && due.limit && due.limit->from == visit;
}

std::optional<DueDate> planned_due_date(const PlannedDue& rule, std::optional<LocalDate> event_day,
                                        const DaysOff& days_off) {
  auto due = day_or_limit(rule, event_day, days_off);
  return due ? std::optional{with_report(rule, *std::move(due), days_off)} : std::nullopt;
}

std::optional<LocalDate> last_on_time_day(const PlannedDue& rule, const Plan& plan,
                                          const DaysOff& days_off) {
  if (const auto due = planned_due_date(rule, std::nullopt, days_off)) return due->last_on_time;
  if (rule.kind != DueKind::yearly || !rule.month_day) return std::nullopt;
  return last_on_time(rule.bound, yearly_days(rule, plan).front());
}

}  // namespace inspectord

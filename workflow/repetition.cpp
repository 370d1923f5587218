// SPDX-License-Identifier: Apache-2.0
#include "workflow/repetition.hpp"

#include "workflow/policy_instants.hpp"
#include "workflow/season.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int a_month = 31;
constexpr int looked_at = 60;     // occurrences, to find the shortest gap of a rule
constexpr int last_of_all = 28;   // every month has this day
constexpr int longest_gap = 366;  // what comes more rarely is asked for once

/// On the day of the anchor; a shorter month has it on its last day.
std::string every_months(int months, LocalDate anchor) {
  auto rule = "FREQ=MONTHLY;INTERVAL=" + std::to_string(months) + ";BYMONTHDAY=";
  const int day = static_cast<int>(static_cast<unsigned>(anchor.day()));
  rule += std::to_string(std::min(day, last_of_all));
  for (int later = last_of_all + 1; later <= day; ++later) rule += "," + std::to_string(later);
  return day > last_of_all ? rule + ";BYSETPOS=-1" : rule;
}

std::optional<std::string> rule_of(Frequency frequency, LocalDate anchor) {
  switch (frequency) {
    case Frequency::daily:
      return "FREQ=DAILY";
    case Frequency::weekly:
      return "FREQ=WEEKLY";
    case Frequency::monthly:
      return every_months(1, anchor);
    case Frequency::quarterly:
      return every_months(3, anchor);
    case Frequency::half_yearly:
      return every_months(6, anchor);
    case Frequency::yearly:
      return every_months(12, anchor);
    case Frequency::unspecified:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Of a mere frequency.
std::optional<int> known_gap(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return 1;
    case Frequency::weekly:
      return 7;
    case Frequency::monthly:
      return 28;
    case Frequency::quarterly:
      return 89;  // from 28 February
    case Frequency::half_yearly:
      return 181;
    case Frequency::yearly:
      return 365;
    case Frequency::unspecified:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Wherever days off move its days.
int measured_gap(Repetition again) {
  again.days_off = DaysOffRule::leave;
  const auto recurrence = recurrence_of(again).value().value();
  const auto from = again.anchor.value_or(make_date(2024, 1, 1));  // a leap year
  const auto& days_off = DaysOff::vietnam();
  int gap = longest_gap;
  auto day = recurrence.first_due_after(plus_days(from, -1), days_off);
  for (int i = 0; day && i < looked_at; ++i) {
    const auto next = recurrence.first_due_after(day->due, days_off);
    if (next) gap = std::min(gap, days_between(day->nominal, next->nominal));
    day = next;
  }
  return gap;
}

}  // namespace

Result<std::optional<Recurrence>> recurrence_of(const Repetition& again) {
  const auto lead = again.lead.value_or(Lead{});
  if (!again.cron.empty())
    return std::optional{TRY(Recurrence::by_cron(again.cron, again.days_off, lead))};
  if (!again.anchor) return std::optional<Recurrence>{};
  const auto rule =
      again.rrule.empty() ? rule_of(again.frequency, *again.anchor) : std::optional{again.rrule};
  if (!rule) return std::optional<Recurrence>{};
  return std::optional{TRY(Recurrence::by_rule(*rule, *again.anchor, again.days_off, lead))};
}

int gap_of(const Repetition& again) {
  const bool by_frequency = again.cron.empty() && again.rrule.empty();
  const auto known = by_frequency ? known_gap(again.frequency) : std::nullopt;
  return known ? *known : measured_gap(again);
}

Repetition with_lead(Repetition again) {
  const int gap = gap_of(again);
  if (!again.lead || is_for_digest(gap)) again.lead = Lead{.days = gap + a_month};
  return again;
}

std::optional<LocalDate> told_from(const PlannedDue& rule, const DueDate& due,
                                   std::optional<int> gap, const DaysOff& days_off) {
  if (rule.from_visit && due.limit && !due.limit->back) return due.limit->from;
  if (!rule.again || !rule.again->lead || is_for_digest(gap)) return std::nullopt;
  return begins_before(due.last_on_time, *rule.again->lead, days_off);
}

namespace {

/// Nor is it asked for before its first day, which a cron expression does not know of.
Season season_of(const Plan& plan, const Repetition& again) {
  auto season = season_of(plan);
  if (again.anchor) season.first = std::max(season.first, *again.anchor);
  return season;
}

}  // namespace

std::vector<RecurringDay> days_of(const Plan& plan, const Repetition& again, LocalDate first,
                                  LocalDate last, const DaysOff& days_off) {
  const auto recurrence = recurrence_of(again).value();
  if (!recurrence) return {};
  const auto season = season_of(plan, again);
  const int move = days_off.longest_run();
  auto days = recurrence->due_between(std::max(first, plus_days(season.first, -move)),
                                      std::min(last, plus_days(season.last, move)), days_off);
  std::erase_if(days, [&](const RecurringDay& day) { return !season.has(day.nominal); });
  return days;
}

std::vector<RecurringDay> days_of_season(const Plan& plan, const Repetition& again,
                                         const DaysOff& days_off) {
  const auto season = season_of(plan, again);
  const int move = days_off.longest_run();
  return days_of(plan, again, plus_days(season.first, -move), plus_days(season.last, move),
                 days_off);
}

std::vector<RecurringDay> days_begun(const Plan& plan, const Repetition& again, LocalDate first,
                                     LocalDate today, const DaysOff& days_off) {
  const auto led = with_lead(again);
  return days_of(plan, led, first, last_begun(today, *led.lead, days_off), days_off);
}

namespace {

std::optional<RecurringDay> of_season(const Season& season, std::optional<RecurringDay> day) {
  return day && season.has(day->nominal) ? day : std::nullopt;
}

}  // namespace

std::optional<RecurringDay> first_day_after(const Plan& plan, const Repetition& again,
                                            LocalDate day, const DaysOff& days_off) {
  const auto season = season_of(plan, again);
  const auto recurrence = recurrence_of(again).value();
  if (!recurrence) return std::nullopt;
  const auto found = recurrence->first_due_after(day, days_off);
  if (found && found->nominal < season.first)
    return of_season(season, recurrence->first_from(season.first, days_off));
  return of_season(season, found);
}

std::optional<RecurringDay> next_day(const Plan& plan, const Repetition& again,
                                     const RecurringDay& one, const DaysOff& days_off) {
  const auto recurrence = recurrence_of(again).value();
  if (!recurrence) return std::nullopt;
  return of_season(season_of(plan, again),
                   recurrence->first_from(plus_days(one.nominal, 1), days_off));
}

}  // namespace inspectord

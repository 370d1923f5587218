// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"
#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/repetition.hpp"
#include "workflow/warnings/rules.hpp"

namespace inspectord {
namespace {

using DueDates = std::vector<DueDate>;

/// The days on which a duty of the plan is due that follow from the plan alone, by year, visit or
/// recurrence.
DueDates due_dates(const PlanView& view, const Duty& duty) {
  const auto& plan = view.plan();
  const auto& rule = duty.due;
  const auto& days_off = view.days_off();
  DueDates dates;
  if (follows_visit(rule)) {
    const auto debtors = view.debtors(duty.owed_by);
    for (const auto& visit : plan.visits) {
      if (debtors.contains(visit.unit))
        dates.push_back(due_date_of_visit(rule, visit.date, days_off));
    }
  } else if (rule.again) {
    const auto season = season_of(plan);
    for (const auto& day : days_of(plan, *rule.again, season.first, season.last, days_off))
      dates.push_back(due_date_on(rule, rule.bound, day.due, days_off));
  } else if (rule.kind == DueKind::yearly && rule.month_day) {
    dates.push_back(due_date_on(rule, rule.bound, yearly_day(rule, plan.plan_year), days_off));
  } else if (auto due = planned_due_date(rule, std::nullopt, days_off)) {
    dates.push_back(*std::move(due));
  }
  return dates;
}

/// The first of its days that comes too soon after the end of the figures.
void add_if_too_early(const PlanView& view, const Duty& duty, std::string place, Findings& found) {
  for (const auto& due : due_dates(view, duty)) {
    if (!due.report || !due.report->due_too_early) continue;
    found.push_back({std::move(place),
                     {{"what", duty.what},
                      {"raw", duty.due.raw},
                      {"day", to_string(due.last_on_time)},
                      {"data_to", to_string(due.report->data_to)}}});
    return;
  }
}

}  // namespace

/// Decree 09/2019/NĐ-CP Art. 8(5).
Findings find_report_due_too_early(const PlanView& view) {
  Findings found;
  const auto& plan = view.plan();
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    if (plan.duties[i].due.report)
      add_if_too_early(view, plan.duties[i], pointer("duties", i, "due"), found);
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    if (!plan.recurring_duties[i].report) continue;
    if (const auto duty = find_duty(plan, plan.recurring_duties[i].key))
      add_if_too_early(view, *duty, pointer("recurring_duties", i), found);
  }
  return found;
}

}  // namespace inspectord

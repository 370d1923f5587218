// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_dates.hpp"

#include "workflow/due_days.hpp"
#include "workflow/record.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::ranges::find(keys, key) != keys.end();
}

bool is_owed_by(const Plan& plan, const Debtor& debtor, const std::string& unit) {
  if (debtor.agency == unit) return true;
  const auto* group = find_by_key(plan.groups, debtor.group);
  return group && contains(group->members, unit) && !contains(group->except, unit);
}

}  // namespace

std::vector<PlannedDueDate> due_dates_of(const Plan& plan, const Duty& duty,
                                         const DaysOff& days_off) {
  const auto& rule = duty.due;
  std::vector<PlannedDueDate> dates;
  if (follows_visit(rule)) {
    for (const auto& visit : plan.visits) {
      if (is_owed_by(plan, duty.owed_by, visit.unit))
        dates.push_back({due_date_of_visit(rule, visit.date, days_off), visit.unit});
    }
  } else if (rule.again) {
    for (const auto& day : days_of_season(plan, *rule.again, days_off))
      dates.push_back({due_date_again(rule, day.nominal, days_off)});
  } else if (rule.kind == DueKind::yearly && rule.month_day) {
    for (const auto day : yearly_days(rule, plan))
      dates.push_back({due_date_on(rule, rule.bound, day, days_off)});
  } else if (auto due = planned_due_date(rule, std::nullopt, days_off)) {
    dates.push_back({*std::move(due)});
  }
  return dates;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"
#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/repetition.hpp"
#include "workflow/season.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

// Policy civil-14-7-3-1 (domain.md section 5): so many days before a visit or a last on-time day.
constexpr std::array lead_days{14, 7, 3, 1};

Findings find_duties_due(const PlanView& view, bool (*fits)(const PlannedDue&)) {
  Findings found;
  const auto& duties = view.plan().duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const auto& duty = duties[i];
    if (!fits(duty.due)) continue;
    found.push_back({pointer("duties", i, "due"), {{"what", duty.what}, {"raw", duty.due.raw}}});
  }
  return found;
}

/// The reminders of a day that would have been due before the plan was issued.
void add_early_reminders(std::string place, const std::string& what, LocalDate day,
                         LocalDate issued, Findings& found) {
  const auto early =
      std::ranges::count_if(lead_days, [&](int days) { return plus_days(day, -days) < issued; });
  if (early == 0) return;
  found.push_back({std::move(place),
                   {{"what", what},
                    {"first", to_string(plus_days(day, -lead_days.front()))},
                    {"issued", to_string(issued)},
                    {"count", std::to_string(early)}}});
}

}  // namespace

/// No day, or a window in which a day is still to be named.
Findings find_deadline_without_date(const PlanView& view) {
  return find_duties_due(view, [](const PlannedDue& due) {
    return due.kind == DueKind::undated || due.kind == DueKind::window;
  });
}

/// A limit that starts on a day which the paper names follows no event.
Findings find_deadline_event_relative(const PlanView& view) {
  return find_duties_due(view, [](const PlannedDue& due) {
    return due.kind == DueKind::at_visit || due.kind == DueKind::at_once ||
           (is_counted(due) && !due.day);
  });
}

Findings find_duplicate_deadline(const PlanView& view) {
  Findings found;
  const auto& duties = view.plan().duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const auto day = view.last_day(duties[i]);
    for (std::size_t k = 0; day && k < i; ++k) {
      auto both = view.debtors(duties[i].owed_by);
      const auto others = view.debtors(duties[k].owed_by);
      std::erase_if(both, [&](const auto& key) { return !others.contains(key); });
      if (both.empty() || view.last_day(duties[k]) != day) continue;
      found.push_back({pointer("duties", i, "due"),
                       {{"what", duties[i].what},
                        {"other", duties[k].what},
                        {"day", to_string(*day)},
                        {"agencies", view.names(both)}}});
      break;
    }
  }
  return found;
}

Findings find_consolidator_no_lead_time(const PlanView& view) {
  Findings found;
  const auto& duties = view.plan().duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const auto day = view.last_day(duties[i]);
    for (const auto& key : duties[i].consolidates) {
      const auto part = std::ranges::find(duties, key, &Duty::key);
      const auto part_day = part == duties.end() ? std::nullopt : view.last_day(*part);
      if (!day || !part_day || *day > *part_day) continue;
      found.push_back(
          {pointer("duties", i, "due"),
           {{"what", duties[i].what}, {"part", part->what}, {"day", to_string(*part_day)}}});
      break;
    }
  }
  return found;
}

Findings find_weekend_deadline(const PlanView& view) {
  Findings found;
  const auto& duties = view.plan().duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const auto day = view.last_day(duties[i]);
    if (!day || !view.days_off().is_day_off(*day)) continue;
    found.push_back(
        {pointer("duties", i, "due"),
         {{"what", duties[i].what},
          {"raw", duties[i].due.raw},
          {"day", to_string(*day)},
          {"safe_day", to_string(view.days_off().last_working_day_on_or_before(*day))}}});
  }
  return found;
}

Findings find_recurrence_without_anchor(const PlanView& view) {
  Findings found;
  const auto& duties = view.plan().recurring_duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    if (duties[i].anchor || !duties[i].cron.empty()) continue;
    found.push_back(
        {pointer("recurring_duties", i), {{"what", duties[i].what}, {"raw", duties[i].raw}}});
  }
  return found;
}

/// One that begins after the plan is another's to ask for: then nobody expects it here.
Findings find_recurrence_never_due(const PlanView& view) {
  Findings found;
  const auto& plan = view.plan();
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    const auto& recurring = plan.recurring_duties[i];
    const auto duty = find_duty(plan, recurring.key);
    const bool begins_later = recurring.anchor && *recurring.anchor > season_of(plan).last;
    if (!duty || begins_later || !days_of_season(plan, *duty->due.again, view.days_off()).empty())
      continue;
    found.push_back(
        {pointer("recurring_duties", i), {{"what", recurring.what}, {"raw", recurring.raw}}});
  }
  return found;
}

Findings find_period_without_frequency(const PlanView& view) {
  Findings found;
  const auto& duties = view.plan().recurring_duties;
  for (std::size_t i = 0; i < duties.size(); ++i) {
    const bool by_rule = !duties[i].rrule.empty() || !duties[i].cron.empty();
    if (by_rule || duties[i].frequency != Frequency::unspecified) continue;
    found.push_back({pointer("recurring_duties", i, "frequency"),
                     {{"what", duties[i].what}, {"raw", duties[i].raw}}});
  }
  return found;
}

/// Of a date whose day or month is blank the latest day it can be.
Findings find_reminder_before_issue(const PlanView& view) {
  const auto& plan = view.plan();
  if (!plan.date) return {};
  const auto issued = plan.date->latest();
  Findings found;
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    const auto& visit = plan.visits[i];
    add_early_reminders(pointer("visits", i), view.name(visit.unit), visit.date, issued, found);
  }
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    const auto day = view.last_day(plan.duties[i]);
    if (day)
      add_early_reminders(pointer("duties", i, "due"), plan.duties[i].what, *day, issued, found);
  }
  return found;
}

}  // namespace inspectord

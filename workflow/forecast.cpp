// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_dates.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/held_back.hpp"
#include "workflow/policy_instants.hpp"
#include "workflow/reminders.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>
#include <tuple>

namespace inspectord {
namespace {

constexpr int repeats_shown = 31;             // days behind the anchor, where they have no end
constexpr int longest_repetition = 10 * 366;  // days: where they have one

std::string name_of(const Plan& plan, const std::string& key) {
  if (const auto* agency = find_by_key(plan.agencies, key)) return agency->name;
  if (const auto* group = find_by_key(plan.groups, key)) return group->name;
  return key;
}

void add_name(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(std::move(name));
}

std::vector<std::string> visit_recipients(const Plan& plan, const Visit& visit, bool after) {
  std::vector<std::string> names;
  if (!after) {
    add_name(names, name_of(plan, visit.unit));
    if (!visit.specialist_office.empty()) add_name(names, name_of(plan, visit.specialist_office));
  }
  const Team* team = plan.teams.empty()   ? nullptr
                     : visit.team.empty() ? &plan.teams.front()
                                          : find_by_key(plan.teams, visit.team);
  if (!team) return names;
  for (const auto& member : team->members) {
    const bool records = member.role == TeamRole::leader || member.role == TeamRole::secretary;
    if (member.per_visit || (after && !records)) continue;
    add_name(names, name_of(plan, member.agency));
  }
  return names;
}

std::string debtor_name(const Plan& plan, const Debtor& debtor) {
  if (!debtor.agency.empty()) return name_of(plan, debtor.agency);
  if (!debtor.group.empty()) return name_of(plan, debtor.group);
  return debtor.text.empty() ? debtor.role : debtor.text;
}

/// `unit`: of whose visit it is; empty: of all who owe it.
std::vector<std::string> duty_recipients(const Plan& plan, const Duty& duty,
                                         const std::string& unit, bool overdue) {
  std::vector<std::string> names;
  add_name(names, unit.empty() ? debtor_name(plan, duty.owed_by) : name_of(plan, unit));
  if (overdue)
    add_name(names, name_of(plan, plan.drafting_unit.empty() ? plan.issuer : plan.drafting_unit));
  return names;
}

/// Puts together what a content will want.
class Casting {
 public:
  Casting(const Plan& plan, const ReminderPolicy& policy, const std::vector<Override>& overrides,
          const DaysOff& days_off, const Zone& zone)
      : plan_(plan),
        policy_(policy),
        days_off_(days_off),
        zone_(zone),
        held_(plan, overrides, days_off) {}

  Forecast run() {
    for (const auto& visit : plan_.visits) cast_visit(visit);
    for (const auto& duty : duties_asked(plan_)) cast_duty(duty);
    for (const auto& task : plan_.tasks) cast_task(task);
    cast_.goes_on = policy_.repeat && !policy_.end;
    std::stable_sort(cast_.entries.begin(), cast_.entries.end(), [](const auto& a, const auto& b) {
      return std::tie(a.at, a.key) < std::tie(b.at, b.key);
    });
    return std::move(cast_);
  }

 private:
  void cast_visit(const Visit& visit) {
    const auto instants = instants_of(TargetDays::of_visit(visit.date));
    if (held_.has("visits", plan_.visits, visit.key)) return hold_back(instants);
    for (const auto& instant : instants) {
      add({.at = instant.at,
           .target_kind = TargetKind::visit,
           .key = visit.key,
           .label = name_of(plan_, visit.unit),
           .rule = instant.code,
           .recipients = visit_recipients(plan_, visit, instant.side == PolicySide::after)});
    }
  }

  /// What is handed over at a visit is named in its reminders, and has none of its own.
  void cast_duty(const Duty& duty) {
    if (duty.due.kind == DueKind::at_visit) return;
    for (const auto& due : due_dates_of(plan_, duty, days_off_)) cast_duty(duty, due);
  }

  void cast_duty(const Duty& duty, const PlannedDueDate& planned) {
    const auto& due = planned.due;
    auto days = TargetDays::of(due, due_gap(plan_, duty.key));
    days.from = told_from(duty.due, due, days.gap, days_off_);
    const auto instants = instants_of(days);
    if (held_.has("duties", plan_.duties, duty.key)) return hold_back(instants);
    for (const auto& instant : instants) {
      add({.at = instant.at,
           .target_kind = TargetKind::duty,
           .key = duty.key,
           .label = duty.what,
           .rule = instant.code,
           .recipients =
               duty_recipients(plan_, duty, planned.unit, instant.side == PolicySide::after)});
    }
  }

  /// Of its inner date the planner's side is told.
  void cast_task(const Task& task) {
    if (!task.due) return;
    const auto policy = policy_of_tasks(policy_);
    for (const auto& instant :
         policy_instants(policy, TargetDays::of_visit(*task.due), {}, days_off_, zone_)) {
      add({.at = instant.at,
           .target_kind = TargetKind::task,
           .key = task.key,
           .label = task.text,
           .rule = instant.code,
           .recipients = {
               name_of(plan_, plan_.drafting_unit.empty() ? plan_.issuer : plan_.drafting_unit)}});
    }
  }

  std::vector<PolicyInstant> instants_of(const TargetDays& days) const {
    const int shown = policy_.end ? longest_repetition : repeats_shown;
    const RepeatWindow window{.from = days.last_on_time,
                              .until = plus_days(days.last_on_time, shown)};
    return policy_instants(policy_, days, window, days_off_, zone_);
  }

  void add(ForecastEntry entry) { cast_.entries.push_back(std::move(entry)); }
  void hold_back(const std::vector<PolicyInstant>& instants) {
    cast_.held_back += static_cast<int>(instants.size());
  }

  const Plan& plan_;
  const ReminderPolicy& policy_;
  const DaysOff& days_off_;
  const Zone& zone_;
  const HeldBack held_;
  Forecast cast_;
};

}  // namespace

Forecast forecast(const Plan& plan, const ReminderPolicy& policy,
                  const std::vector<Override>& overrides, const DaysOff& days_off,
                  const Zone& zone) {
  return Casting{plan, policy, overrides, days_off, zone}.run();
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/reminders.hpp"

#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/recommendations.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace inspectord {
namespace {

using std::chrono::hours;

constexpr std::array civil_rules{
    ReminderRule{"T-14", -14, hours{8}},    ReminderRule{"T-7", -7, hours{8}},
    ReminderRule{"T-3", -3, hours{8}},      ReminderRule{"T-1", -1, hours{8}},
    ReminderRule{"overdue+1", 1, hours{8}}, ReminderRule{"overdue+3", 3, hours{8}},
};

constexpr std::array<std::string_view, 3> target_codes{"visit", "duty", "task"};

/// Keys of the visits and duties that an open error speaks of, as "/visits/3".
std::set<std::string> held_back_pointers(const Plan& plan, const std::vector<Override>& overrides,
                                         const DaysOff& days_off) {
  std::set<std::string> pointers;
  for (const auto& warning : open_errors(plan, overrides, days_off, false)) {
    const auto second = warning.pointer.find('/', 1);
    const auto third = second == std::string::npos ? second : warning.pointer.find('/', second + 1);
    pointers.insert(warning.pointer.substr(0, third));
  }
  return pointers;
}

template <class Entries>
bool is_held_back(const std::set<std::string>& held, std::string_view list, const Entries& entries,
                  std::string_view key) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].key == key)
      return held.contains("/" + std::string{list} + "/" + std::to_string(i));
  }
  return false;
}

void want_visit(std::vector<WantedReminder>& wanted, const PlanRecord& record,
                const VisitRecord& visit, const Visit& planned, const Directory& directory,
                const Zone& zone) {
  const auto rules = find_policy(record.content.policy).value_or(civil_14_7_3_1());
  for (const auto& rule : rules) {
    const auto told = rule.days < 0 ? visit_audience(record.content, planned, directory)
                                    : result_audience(record.content, planned, directory);
    for (const auto& one : told) {
      wanted.push_back({.target_kind = TargetKind::visit,
                        .target = visit.id.bytes(),
                        .sequence = visit.sequence,
                        .rule = std::string{rule.code},
                        .recipient = one.agency,
                        .part = one.part,
                        .at = zone.at(plus_days(visit.date, rule.days), rule.at)});
    }
  }
}

/// Still due at its visit: named in the visit's reminders, no rows of its own. An extended one has
/// a day of its own.
bool is_due_at_visit(const PlanRecord& record, const DutyRecord& duty) {
  const auto* planned = find_by_key(record.content.duties, duty.key);
  const auto* visit = find_by_key(record.visits, duty.period);
  return planned && planned->due.kind == DueKind::at_visit && visit && duty.due &&
         duty.due->nominal == visit->date;
}

void want_duty(std::vector<WantedReminder>& wanted, const PlanRecord& record,
               const DutyRecord& duty, const Directory& directory, const Zone& zone) {
  const auto rules = find_policy(record.content.policy).value_or(civil_14_7_3_1());
  const auto focal = focal_office(record.content, directory);
  for (const auto& rule : rules) {
    WantedReminder one{.target_kind = TargetKind::duty,
                       .target = duty.id.bytes(),
                       .sequence = duty.sequence,
                       .rule = std::string{rule.code},
                       .recipient = *duty.agency,
                       .part = Part::debtor,
                       .at = zone.at(plus_days(duty.due->last_on_time, rule.days), rule.at)};
    wanted.push_back(one);
    if (rule.days > 0 && focal && *focal != *duty.agency) {
      one.recipient = *focal;
      one.part = Part::focal;
      wanted.push_back(one);
    }
  }
}

bool is_owed(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::returned;
}

void want_visits(std::vector<WantedReminder>& wanted, const PlanRecord& record,
                 const std::set<std::string>& held, const Directory& directory, const Zone& zone) {
  for (const auto& visit : record.visits) {
    const auto* planned = find_by_key(record.content.visits, visit.key);
    const bool coming =
        visit.state == VisitState::tentative || visit.state == VisitState::confirmed;
    if (!coming || !planned || is_held_back(held, "visits", record.content.visits, visit.key))
      continue;
    want_visit(wanted, record, visit, *planned, directory, zone);
  }
}

void want_tasks(std::vector<WantedReminder>& wanted, const PlanRecord& record,
                const Directory& directory, const Zone& zone) {
  const auto focal = focal_office(record.content, directory);
  for (const auto& task : record.tasks) {
    const bool pending = task.state == TaskState::not_started || task.state == TaskState::under_way;
    const bool planned = find_by_key(record.content.tasks, task.key) != nullptr;
    if (!pending || !planned || !task.inner_date || !focal) continue;
    wanted.push_back({.target_kind = TargetKind::task,
                      .target = task.id.bytes(),
                      .sequence = task.sequence,
                      .rule = "T-1",
                      .recipient = *focal,
                      .part = Part::planner,
                      .at = zone.at(plus_days(*task.inner_date, -1), hours{8})});
  }
}

void want_in_force(std::vector<WantedReminder>& wanted, const PlanRecord& record,
                   const Directory& directory, const DaysOff& days_off, const Zone& zone) {
  const auto held = held_back_pointers(record.content, record.overrides, days_off);
  want_visits(wanted, record, held, directory, zone);
  for (const auto& duty : record.duties) {
    const bool planned = find_duty(record.content, duty.key).has_value();
    if (!is_owed(duty) || !planned || !duty.due || !duty.agency || is_due_at_visit(record, duty))
      continue;
    if (is_held_back(held, "duties", record.content.duties, duty.key)) continue;
    want_duty(wanted, record, duty, directory, zone);
  }
  want_tasks(wanted, record, directory, zone);
}

/// Of a concluded plan only its recommendations go on.
void want_follow_up(std::vector<WantedReminder>& wanted, const PlanRecord& record,
                    const Directory& directory, const Zone& zone) {
  for (const auto& duty : record.duties) {
    if (find_recommendation(record, duty) && is_owed(duty) && duty.due && duty.agency)
      want_duty(wanted, record, duty, directory, zone);
  }
}

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

std::vector<std::string> duty_recipients(const Plan& plan, const Duty& duty, bool overdue) {
  std::vector<std::string> names;
  add_name(names, debtor_name(plan, duty.owed_by));
  if (overdue)
    add_name(names, name_of(plan, plan.drafting_unit.empty() ? plan.issuer : plan.drafting_unit));
  return names;
}

}  // namespace

std::span<const ReminderRule> civil_14_7_3_1() {
  return civil_rules;
}

std::optional<std::span<const ReminderRule>> find_policy(std::string_view name) {
  if (name == "civil-14-7-3-1") return civil_14_7_3_1();
  return std::nullopt;
}

std::string_view to_string(TargetKind kind) {
  return target_codes[static_cast<std::size_t>(kind)];
}

std::optional<TargetKind> parse_target_kind(std::string_view text) {
  for (std::size_t i = 0; i < target_codes.size(); ++i) {
    if (target_codes[i] == text) return static_cast<TargetKind>(i);
  }
  return std::nullopt;
}

std::vector<WantedReminder> wanted_reminders(const PlanRecord& record, const Directory& directory,
                                             const DaysOff& days_off, const Zone& zone) {
  std::vector<WantedReminder> wanted;
  switch (record.state) {
    case PlanState::notified:
    case PlanState::inspected:
      want_in_force(wanted, record, directory, days_off, zone);
      break;
    case PlanState::concluded:
      want_follow_up(wanted, record, directory, zone);
      break;
    case PlanState::drafted:
    case PlanState::approved:
    case PlanState::cancelled:
      break;
  }
  std::sort(wanted.begin(), wanted.end());
  return wanted;
}

Forecast forecast(const Plan& plan, std::span<const ReminderRule> rules,
                  const std::vector<Override>& overrides, const DaysOff& days_off,
                  const Zone& zone) {
  Forecast result;
  const auto held = held_back_pointers(plan, overrides, days_off);
  for (const auto& visit : plan.visits) {
    if (is_held_back(held, "visits", plan.visits, visit.key)) {
      result.held_back += static_cast<int>(rules.size());
      continue;
    }
    for (const auto& rule : rules) {
      result.entries.push_back({.at = zone.at(plus_days(visit.date, rule.days), rule.at),
                                .target_kind = TargetKind::visit,
                                .key = visit.key,
                                .label = name_of(plan, visit.unit),
                                .rule = std::string{rule.code},
                                .recipients = visit_recipients(plan, visit, rule.days > 0)});
    }
  }
  for (const auto& duty : duties_asked(plan)) {
    const auto last_day = last_on_time_day(duty.due, plan.plan_year, days_off);
    if (!last_day) continue;
    if (is_held_back(held, "duties", plan.duties, duty.key)) {
      result.held_back += static_cast<int>(rules.size());
      continue;
    }
    for (const auto& rule : rules) {
      result.entries.push_back({.at = zone.at(plus_days(*last_day, rule.days), rule.at),
                                .target_kind = TargetKind::duty,
                                .key = duty.key,
                                .label = duty.what,
                                .rule = std::string{rule.code},
                                .recipients = duty_recipients(plan, duty, rule.days > 0)});
    }
  }
  std::stable_sort(result.entries.begin(), result.entries.end(), [](const auto& a, const auto& b) {
    return std::tie(a.at, a.key) < std::tie(b.at, b.key);
  });
  return result;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/reminders.hpp"

#include "workflow/duties_asked.hpp"
#include "workflow/held_back.hpp"
#include "workflow/policy_instants.hpp"
#include "workflow/recommendations.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 3> target_codes{"visit", "duty", "task"};

/// Still due at its visit: named in the visit's reminders, no rows of its own. An extended one has
/// a day of its own.
bool is_due_at_visit(const PlanRecord& record, const DutyRecord& duty) {
  const auto* planned = find_by_key(record.content.duties, duty.key);
  const auto* visit = find_by_key(record.visits, duty.period);
  return planned && planned->due.kind == DueKind::at_visit && visit && duty.due &&
         duty.due->nominal == visit->date;
}

bool is_owed(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::returned;
}

class Wanting {
 public:
  Wanting(const PlanRecord& record, const Directory& directory, const ReminderRules& rules)
      : record_(record), directory_(directory), rules_(rules) {}

  std::vector<WantedReminder> in_force() {
    const HeldBack held{record_.content, record_.overrides, rules_.plan_days_off};
    want_visits(held);
    for (const auto& duty : record_.duties) {
      if (!is_owed(duty) || !duty.due || !duty.agency || is_due_at_visit(record_, duty) ||
          held.has("duties", record_.content.duties, duty.key))
        continue;
      if (const auto& asked = asked_as(duty.key); asked.duty) want_duty(duty, asked);
    }
    want_tasks();
    return std::move(wanted_);
  }

  /// Of a concluded plan only its recommendations go on.
  std::vector<WantedReminder> follow_up() {
    for (const auto& duty : record_.duties) {
      if (find_recommendation(record_, duty) && is_owed(duty) && duty.due && duty.agency)
        want_duty(duty, {});
    }
    return std::move(wanted_);
  }

 private:
  void want_visits(const HeldBack& held) {
    for (const auto& visit : record_.visits) {
      const auto* planned = find_by_key(record_.content.visits, visit.key);
      const bool coming =
          visit.state == VisitState::tentative || visit.state == VisitState::confirmed;
      if (coming && planned && !held.has("visits", record_.content.visits, visit.key))
        want_visit(visit, *planned);
    }
  }

  void want_visit(const VisitRecord& visit, const Visit& planned) {
    const WantedReminder one{.target_kind = TargetKind::visit,
                             .target = visit.id.bytes(),
                             .sequence = visit.sequence,
                             .rule = {},
                             .recipient = {},
                             .at = {}};
    const auto days = TargetDays::of_visit(visit.date);
    for (const auto& told : visit_audience(record_.content, planned, directory_))
      want(one, days, told.agency, told.part, PolicySide::before);
    for (const auto& told : result_audience(record_.content, planned, directory_))
      want(one, days, told.agency, told.part, PolicySide::after);
  }

  /// As the content asks for it, and days from one time to the next.
  struct Asked {
    std::optional<Duty> duty{};
    std::optional<int> gap{};
  };

  void want_duty(const DutyRecord& duty, const Asked& asked) {
    const WantedReminder one{.target_kind = TargetKind::duty,
                             .target = duty.id.bytes(),
                             .sequence = duty.sequence,
                             .rule = {},
                             .recipient = {},
                             .at = {}};
    auto days = TargetDays::of(*duty.due, asked.gap);
    if (asked.duty)
      days.from = told_from(asked.duty->due, *duty.due, asked.gap, rules_.plan_days_off);
    want(one, days, *duty.agency, Part::debtor, PolicySide::before);
    want(one, days, *duty.agency, Part::debtor, PolicySide::after);
    const auto focal = focal_office(record_.content, directory_);
    if (focal && *focal != *duty.agency) want(one, days, *focal, Part::focal, PolicySide::after);
  }

  void want_tasks() {
    const auto focal = focal_office(record_.content, directory_);
    if (!focal) return;
    const auto policy = policy_of_tasks(rules_.policy);
    for (const auto& task : record_.tasks) {
      const bool pending =
          task.state == TaskState::not_started || task.state == TaskState::under_way;
      const bool planned = find_by_key(record_.content.tasks, task.key) != nullptr;
      if (!pending || !planned || !task.inner_date) continue;
      const WantedReminder one{.target_kind = TargetKind::task,
                               .target = task.id.bytes(),
                               .sequence = task.sequence,
                               .rule = {},
                               .recipient = {},
                               .at = {}};
      for (const auto& instant :
           policy_instants(policy, TargetDays::of_visit(*task.inner_date), rules_.repeats,
                           rules_.days_off_of(*focal), rules_.zone))
        add(one, instant, *focal, Part::planner);
    }
  }

  /// The reminders of one side of a target, for one of those who are told.
  void want(const WantedReminder& one, const TargetDays& days, AgencyId recipient, Part part,
            PolicySide side) {
    for (const auto& instant : instants_for(days, recipient)) {
      if (instant.side == side) add(one, instant, recipient, part);
    }
  }

  void add(WantedReminder one, const PolicyInstant& instant, AgencyId recipient, Part part) {
    one.rule = instant.code;
    one.recipient = recipient;
    one.part = part;
    one.at = instant.at;
    wanted_.push_back(std::move(one));
  }

  /// All debtors and periods of a duty share what the content says of it.
  const Asked& asked_as(const std::string& key) {
    const auto [place, is_new] = asked_.try_emplace(key);
    if (is_new) place->second = {find_duty(record_.content, key), due_gap(record_.content, key)};
    return place->second;
  }

  /// Most targets of a plan share their days, and most recipients a calendar.
  const std::vector<PolicyInstant>& instants_for(const TargetDays& days, AgencyId recipient) {
    const auto& days_off = rules_.days_off_of(recipient);
    const auto [place, is_new] =
        known_.try_emplace(Known{days.last_on_time, days.safe_day, days.legal_end, days.gap,
                                 days.from, days.hour, &days_off});
    if (is_new) {
      place->second = policy_instants(rules_.policy, days, rules_.repeats, days_off, rules_.zone);
    }
    return place->second;
  }

  using Known = std::tuple<LocalDate, LocalDate, LocalDate, std::optional<int>,
                           std::optional<LocalDate>, std::optional<LocalTime>, const DaysOff*>;

  const PlanRecord& record_;
  const Directory& directory_;
  const ReminderRules& rules_;
  std::map<Known, std::vector<PolicyInstant>> known_;
  std::map<std::string, Asked, std::less<>> asked_;
  std::vector<WantedReminder> wanted_;
};

}  // namespace

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
                                             const ReminderRules& rules) {
  std::vector<WantedReminder> wanted;
  switch (record.state) {
    case PlanState::notified:
    case PlanState::inspected:
      wanted = Wanting{record, directory, rules}.in_force();
      break;
    case PlanState::concluded:
      wanted = Wanting{record, directory, rules}.follow_up();
      break;
    case PlanState::drafted:
    case PlanState::approved:
    case PlanState::cancelled:
      break;
  }
  std::sort(wanted.begin(), wanted.end());
  return wanted;
}

std::vector<WantedReminder> wanted_reminders(const PlanRecord& record, const Directory& directory,
                                             const DaysOff& days_off, const Zone& zone) {
  const auto* policy = find_built_in_policy(record.content.policy);
  return wanted_reminders(record, directory,
                          {.policy = policy ? *policy : civil_14_7_3_1(),
                           .days_off_of = [&](AgencyId) -> const DaysOff& { return days_off; },
                           .plan_days_off = days_off,
                           .zone = zone});
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/openings.hpp"

#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool has_visit(const PlanRecord& record, const std::string& key) {
  return find_by_key(record.visits, key) != nullptr;
}

/// One duty of a debtor: period, state and due date.
struct Opening {
  std::string period = {};
  DutyState state = DutyState::waiting;
  std::optional<DueDate> due;
};

/// A duty that follows a visit is owed at each of its debtor; where there is none, it waits for a
/// day.
std::vector<Opening> openings_at_visits(const Plan& plan, const Duty& duty,
                                        std::optional<AgencyId> debtor, const Scene& scene) {
  std::vector<Opening> openings;
  for (const auto& visit : plan.visits) {
    if (!debtor || scene.directory.find(visit.unit) != debtor) continue;
    openings.push_back(
        {visit.key, DutyState::open, due_date_of_visit(duty.due, visit.date, scene.days_off)});
  }
  if (openings.empty()) openings.push_back({});
  return openings;
}

/// Each year of the plan by its number.
std::vector<Opening> openings_of_years(const Plan& plan, const PlannedDue& rule,
                                       const Scene& scene) {
  std::vector<Opening> openings;
  for (const auto day : yearly_days(rule, plan)) {
    auto due = due_date_on(rule, rule.bound, day, scene.days_off);
    const int year = static_cast<int>(due.last_on_time.year());
    openings.push_back({std::to_string(year), DutyState::open, std::move(due)});
  }
  return openings;
}

/// The periods of a repetition that are near enough, each by its day.
std::vector<Opening> openings_again(const Plan& plan, const PlannedDue& rule, LocalDate from,
                                    const Scene& scene) {
  std::vector<Opening> openings;
  for (const auto& day : days_begun(plan, *rule.again, from, scene.today, scene.days_off)) {
    openings.push_back({to_string(day.nominal), DutyState::open,
                        due_date_again(rule, day.nominal, scene.days_off)});
  }
  return openings;
}

std::vector<Opening> openings_of(const Plan& plan, const Duty& duty, std::optional<AgencyId> debtor,
                                 const Scene& scene) {
  switch (duty.due.kind) {
    case DueKind::date:
    case DueKind::within:
    case DueKind::ahead: {
      if (duty.due.from_visit) return openings_at_visits(plan, duty, debtor, scene);
      const auto due = planned_due_date(duty.due, std::nullopt, scene.days_off);
      return {{{}, due ? DutyState::open : DutyState::waiting, due}};
    }
    case DueKind::yearly:
      return openings_of_years(plan, duty.due, scene);
    case DueKind::at_visit:
      return openings_at_visits(plan, duty, debtor, scene);
    case DueKind::at_once:
      return {{{}, DutyState::standing, std::nullopt}};
    case DueKind::undated:
      if (duty.due.again) return openings_again(plan, duty.due, scene.today, scene);
      return {{}};
    case DueKind::window:
      return {{}};
  }
  throw std::logic_error("a kind of due date without an opening");
}

/// Periods of recurring duties are named by their day; those of yearly ones were by their year.
bool is_period(const std::string& stored, const std::string& period) {
  return stored == period || (stored.size() == 4 && period.starts_with(stored + "-"));
}

bool has_duty(const PlanRecord& record, const std::string& key, std::optional<AgencyId> agency,
              const std::string& period) {
  return std::any_of(record.duties.begin(), record.duties.end(), [&](const DutyRecord& duty) {
    const bool of_agency = duty.agency == agency || (agency && duty.handed_from == agency);
    return duty.key == key && of_agency && is_period(duty.period, period);
  });
}

/// Who owes now what the content asks of a debtor: the successor to whom it was handed over last.
std::optional<AgencyId> owes_now(const PlanRecord& record, const std::string& key,
                                 std::optional<AgencyId> debtor) {
  auto owes = debtor;
  for (const auto& duty : record.duties) {
    if (debtor && duty.key == key && duty.handed_from == debtor) owes = duty.agency;
  }
  return owes;
}

std::vector<std::optional<AgencyId>> debtors_or_none(const PlanRecord& record, const Duty& duty,
                                                     const Scene& scene) {
  std::vector<std::optional<AgencyId>> debtors;
  for (const auto agency : debtors_of(record.content, duty, scene.directory))
    debtors.push_back(agency);
  if (debtors.empty()) debtors.push_back(std::nullopt);
  return debtors;
}

void open_for(PlanRecord& record, const Duty& duty, std::optional<AgencyId> debtor,
              const std::vector<Opening>& openings, const Scene& scene) {
  const auto owes = owes_now(record, duty.key, debtor);
  for (const auto& opening : openings) {
    if (has_duty(record, duty.key, debtor, opening.period)) continue;
    record.duties.push_back({.id = DutyId::make(scene.now, scene.random),
                             .key = duty.key,
                             .agency = owes,
                             .period = opening.period,
                             .state = opening.state,
                             .due = opening.due,
                             .reason = {},
                             .state_before = {},
                             .due_before = {},
                             .handed_from = owes == debtor ? std::nullopt : debtor});
  }
}

/// A group keeps the members that it had at the notification: those of the first period.
std::vector<std::optional<AgencyId>> frozen_debtors(const PlanRecord& record, const Duty& duty,
                                                    const Scene& scene) {
  std::vector<std::optional<AgencyId>> debtors;
  for (const auto& one : record.duties) {
    const auto debtor = one.handed_from ? one.handed_from : one.agency;
    const bool ended = one.state == DutyState::ended || one.released;
    if (one.key != duty.key || ended || std::ranges::find(debtors, debtor) != debtors.end())
      continue;
    debtors.push_back(debtor);
  }
  return debtors.empty() ? debtors_or_none(record, duty, scene) : debtors;
}

void begin_duty(PlanRecord& record, const Duty& duty, const Scene& scene) {
  for (const auto& debtor : debtors_or_none(record, duty, scene))
    open_for(record, duty, debtor, openings_of(record.content, duty, debtor, scene), scene);
}

}  // namespace

void begin_parts(PlanRecord& record, const Scene& scene) {
  for (const auto& visit : record.content.visits) {
    if (has_visit(record, visit.key)) continue;
    record.visits.push_back(
        {.id = VisitId::make(scene.now, scene.random),
         .key = visit.key,
         .state = visit.tentative ? VisitState::tentative : VisitState::confirmed,
         .date = visit.date,
         .reason = {},
         .state_before = {},
         .date_before = {}});
  }
  for (const auto& duty : duties_asked(record.content)) begin_duty(record, duty, scene);
  for (const auto& task : record.content.tasks) {
    if (find_by_key(record.tasks, task.key)) continue;
    record.tasks.push_back({.id = TaskId::make(scene.now, scene.random),
                            .key = task.key,
                            .inner_date = task.due,
                            .reason = {},
                            .state_before = {}});
  }
}

void begin_periods(PlanRecord& record, LocalDate from, const Scene& scene) {
  for (const auto& duty : duties_asked(record.content)) {
    if (!duty.due.again) continue;
    const auto openings = openings_again(record.content, duty.due, from, scene);
    for (const auto& debtor : frozen_debtors(record, duty, scene))
      open_for(record, duty, debtor, openings, scene);
  }
}

}  // namespace inspectord

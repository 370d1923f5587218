// SPDX-License-Identifier: Apache-2.0
#include "workflow/amended_parts.hpp"

#include "workflow/duties_asked.hpp"
#include "workflow/openings.hpp"
#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool closed(const VisitRecord& visit) {
  return visit.state == VisitState::held || visit.state == VisitState::cancelled;
}

VisitState first_state(const Visit& planned) {
  return planned.tentative ? VisitState::tentative : VisitState::confirmed;
}

bool other_day(const Visit& was, const Visit& is) {
  return is.date != was.date || is.tentative != was.tentative;
}

/// What those concerned go by.
bool other_terms(const Visit& was, const Visit& is) {
  return is.date != was.date || is.place != was.place || is.sessions != was.sessions ||
         is.unit != was.unit;
}

/// A visit of the record as the new content has it: dropped, moved, back again; nullopt where
/// nothing changes for it. A day given by an act holds until the content names another.
std::optional<VisitRecord> revised(const VisitRecord& visit, const Visit* was, const Visit* is) {
  const bool back = !was && is && visit.state == VisitState::cancelled;
  const bool dropped = was && !is && !closed(visit);
  const bool changed =
      was && is && !closed(visit) && (other_day(*was, *is) || other_terms(*was, *is));
  if (!back && !dropped && !changed) return std::nullopt;
  VisitRecord after = visit;
  after.state_before.reset();  // what a signed revision says no single planner undoes
  after.date_before.reset();
  if (dropped) after.state = VisitState::cancelled;
  if (back || (changed && other_day(*was, *is))) after.state = first_state(*is);
  if (back || (changed && is->date != was->date)) after.date = is->date;
  ++after.sequence;
  return after;
}

std::string unit_name(const Plan& plan, const Visit* visit) {
  const auto* entry = visit ? find_by_key(plan.agencies, visit->unit) : nullptr;
  return entry ? entry->name : std::string{};
}

/// Those of both contents: who is off a visit is told as well as who is on it.
std::vector<Told> told_of_visit(const PlanRecord& before, const PlanRecord& after, const Visit* was,
                                const Visit* is, const Directory& directory) {
  auto told = is ? visit_audience(after.content, *is, directory) : std::vector<Told>{};
  if (!was) return told;
  for (const auto& one : visit_audience(before.content, *was, directory)) {
    const bool there = std::any_of(told.begin(), told.end(),
                                   [&](const Told& t) { return t.agency == one.agency; });
    if (!there) told.push_back(one);
  }
  return told;
}

bool is_pending(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::waiting ||
         duty.state == DutyState::returned;
}

bool is_settled(const DutyRecord& duty) {
  return duty.state == DutyState::submitted || duty.state == DutyState::accepted ||
         duty.state == DutyState::waived || duty.state == DutyState::missed;
}

bool is_pending(const TaskRecord& task) {
  return task.state == TaskState::not_started || task.state == TaskState::under_way;
}

void change(TaskRecord& task, TaskState state, const std::string& reason) {
  task.state = state;
  task.state_before.reset();
  task.reason = reason;
  ++task.sequence;
}

/// The same debtors: said the same way, and the group that is said holds the same members.
bool same_debtors(const Plan& was, const Plan& is, const std::string& key) {
  const auto old_duty = find_duty(was, key);
  const auto new_duty = find_duty(is, key);
  if (!old_duty || !new_duty || old_duty->owed_by != new_duty->owed_by) return false;
  const auto* old_group = find_by_key(was.groups, old_duty->owed_by.group);
  const auto* new_group = find_by_key(is.groups, new_duty->owed_by.group);
  return (old_group ? *old_group : GroupEntry{}) == (new_group ? *new_group : GroupEntry{});
}

bool still_owes(const PlanRecord& after, const PlanRecord& before, const DutyRecord& duty,
                const Scene& scene) {
  const auto is = find_duty(after.content, duty.key);
  if (!is) return false;
  if (same_debtors(before.content, after.content, duty.key)) return !duty.released;
  if (!duty.agency) return false;  // opened anew, for those who are known now
  const auto debtors = debtors_of(after.content, *is, scene.directory);
  return std::any_of(debtors.begin(), debtors.end(), [&](AgencyId debtor) {
    return debtor == duty.agency || debtor == duty.handed_from;
  });
}

}  // namespace

bool reconcile_visits(PlanRecord& after, const PlanRecord& before, Step& step, const Scene& scene) {
  bool added = false;
  for (auto& visit : after.visits) {
    const auto* was = find_by_key(before.content.visits, visit.key);
    const auto* is = find_by_key(after.content.visits, visit.key);
    auto next = revised(visit, was, is);
    if (!next) continue;
    next->reason = before.amendment->reason;
    added = added || !was;
    if (!was || !is || other_terms(*was, *is)) {
      step.notices.push_back(
          {.kind = NoticeKind::visit_changed,
           .to = told_of_visit(before, after, was, is, scene.directory),
           .key = visit.key,
           .old_date = visit.date,
           .reason = {},  // the document says why
           .document = before.amendment->number,
           .unit = unit_name(was ? before.content : after.content, was ? was : is),
           .old_state = is_off(visit) ? std::optional{visit.state} : std::nullopt});
    }
    follow_visit(after, visit, *next, scene.days_off);
    visit = std::move(*next);
  }
  return added ||
         std::any_of(after.content.visits.begin(), after.content.visits.end(),
                     [&](const Visit& visit) { return !find_by_key(before.visits, visit.key); });
}

void reconcile_duties(PlanRecord& after, const PlanRecord& before, const Scene& scene) {
  for (auto& duty : after.duties) {
    const auto was = find_duty(before.content, duty.key);
    const auto is = find_duty(after.content, duty.key);
    if (is_settled(duty)) duty.released = !still_owes(after, before, duty, scene);
    if (!(is_pending(duty) || duty.state == DutyState::standing) || !was) continue;
    if (still_owes(after, before, duty, scene) && is->due == was->due) continue;
    duty.state_before.reset();
    duty.state = DutyState::ended;
    duty.period +=
        "~" + std::to_string(before.revision);  // makes room for one that begin_parts may open
    ++duty.sequence;
    duty.reason = before.amendment->reason;
  }
}

void reconcile_tasks(PlanRecord& after, const PlanRecord& before) {
  const auto& reason = before.amendment->reason;
  for (auto& task : after.tasks) {
    const auto* was = find_by_key(before.content.tasks, task.key);
    const auto* is = find_by_key(after.content.tasks, task.key);
    if (was && is && was->due != is->due && task.inner_date == was->due) {
      task.inner_date = is->due;
      ++task.sequence;
    }
    if (!is && is_pending(task)) change(task, TaskState::dropped, reason);
    if (!is) task.state_before.reset();  // nothing of it is undone
    if (is && !was && task.state == TaskState::dropped)
      change(task, TaskState::not_started, reason);
  }
}

void keep_debtors_frozen(PlanRecord& after, const PlanRecord& before) {
  std::erase_if(after.duties, [&](const DutyRecord& duty) {
    const auto was = find_duty(before.content, duty.key);
    const auto is = find_duty(after.content, duty.key);
    const bool unchanged =
        was && is && was->due == is->due && same_debtors(before.content, after.content, duty.key);
    const bool of_new_visit =
        find_by_key(after.visits, duty.period) && !find_by_key(before.visits, duty.period);
    return !before.find_duty(duty.id) && unchanged && !of_new_visit;
  });
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// An amendment: a revision with its own second-person approval, number and date. Until it is
// notified the content in force stays; then only what changed is told, and accepted filings stay.
#include "workflow/duties_asked.hpp"
#include "workflow/guards.hpp"
#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

Result<Step> stepped(const PlanRecord& before, PlanRecord after, std::string code,
                     const PlanInput& input) {
  auto event = plan_event(before, after, std::move(code), input.reason);
  return Step{.record = std::move(after),
              .events = {std::move(event)},
              .notices = {},
              .dropped_because = {}};
}

Result<Step> draft_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::planner), refuse::not_allowed, {}, {{"action", "amend"}});
  guard.need(!record.amendment || record.amendment->state == RevisionState::drafted,
             refuse::amendment_open);
  guard.need(input.content.has_value(), refuse::missing, "/content", {{"what", "content"}});
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (input.content) check_overrides(guard, *input.content, input.overrides, scene.days_off);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment = Amendment{.revision = record.revision + 1,
                              .state = RevisionState::drafted,
                              .content = *input.content,
                              .reason = input.reason,
                              .drafted_by = scene.actor.user,
                              .approval = {},
                              .number = {},
                              .date = {}};
  propose(after, input.overrides, scene);
  return stepped(record, std::move(after), "plan.amendment_drafted", input);
}

Result<Step> approve_revision(const PlanRecord& record, const PlanInput& input,
                              const Scene& scene) {
  const auto& amendment = *record.amendment;
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::approver) || scene.actor.has(Role::clerk), refuse::not_allowed,
             {}, {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::drafted, refuse::wrong_state, {},
             {{"action", "approve"}, {"state", std::string{state_code(amendment.state)}}});
  check_signature(guard, amendment.content, record.overrides, amendment.drafted_by, input, scene);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment->state = RevisionState::approved;
  after.amendment->approval = approval_of(amendment.content, input, scene);
  return stepped(record, std::move(after), "plan.amendment_approved", input);
}

bool is_as_approved(const Amendment& amendment, const Scene& scene) {
  return amendment.approval &&
         scene.hash_content(amendment.content) == amendment.approval->content_hash;
}

Result<Step> number_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::clerk), refuse::not_allowed, {}, {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::approved, refuse::wrong_state, {},
             {{"action", "number"}, {"state", std::string{state_code(amendment.state)}}});
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  if (input.date && amendment.approval) {
    guard.need(*input.date >= amendment.approval->signed_on, refuse::date_before_signature, "/date",
               {{"date", to_string(*input.date)},
                {"signed_on", to_string(amendment.approval->signed_on)}});
    guard.need(*input.date <= scene.today, refuse::date_in_future, "/date",
               {{"date", to_string(*input.date)}});
  }
  guard.need(is_as_approved(amendment, scene), refuse::content_changed);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment->state = RevisionState::numbered;
  after.amendment->number = input.number;
  after.amendment->date = input.date;
  return stepped(record, std::move(after), "plan.amendment_numbered", input);
}

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
  after.state_before = visit.state;
  after.date_before = visit.date;
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

/// Visits that differ between the contents, and those that are gone. True if a visit is to be held
/// that was not before.
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
           .reason = before.amendment->reason,
           .document = before.amendment->number,
           .unit = unit_name(was ? before.content : after.content, was ? was : is)});
    }
    follow_visit(after, visit, *next, scene.days_off);
    visit = std::move(*next);
  }
  return added ||
         std::any_of(after.content.visits.begin(), after.content.visits.end(),
                     [&](const Visit& visit) { return !find_by_key(before.visits, visit.key); });
}

bool is_pending(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::waiting ||
         duty.state == DutyState::returned;
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
  if (same_debtors(before.content, after.content, duty.key)) return true;
  if (!duty.agency) return false;  // opened anew, for those who are known now
  const auto debtors = debtors_of(after.content, *is, scene.directory);
  return std::find(debtors.begin(), debtors.end(), *duty.agency) != debtors.end();
}

/// Duties not filed yet end where they are no longer owed, or are owed by another day, which
/// begin_parts opens anew. What was filed stays.
void reconcile_duties(PlanRecord& after, const PlanRecord& before, const Scene& scene) {
  for (auto& duty : after.duties) {
    const auto was = find_duty(before.content, duty.key);
    const auto is = find_duty(after.content, duty.key);
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

/// Debtors were frozen when they were told: who joined a group since owes only what the amendment
/// changed or added.
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

bool owes_otherwise(const PlanRecord& after, const PlanRecord& before, AgencyId agency) {
  return std::any_of(after.duties.begin(), after.duties.end(), [&](const DutyRecord& duty) {
    const auto* was = before.find_duty(duty.id);
    const bool ended = was && was->state != DutyState::ended && duty.state == DutyState::ended;
    const auto* visit = find_by_key(after.visits, duty.period);
    return duty.agency == agency && (!was || ended) &&
           !(visit && find_by_key(before.visits, duty.period));
  });
}

/// Who owes something no more; what is only asked for by another day is owed still.
std::vector<Released> released_by(const PlanRecord& after, const PlanRecord& before) {
  std::vector<Released> released;
  for (const auto& duty : after.duties) {
    const auto* was = before.find_duty(duty.id);
    const bool ended = was && was->state != DutyState::ended && duty.state == DutyState::ended;
    const auto asked = find_duty(before.content, duty.key);
    if (!ended || !duty.agency || !asked) continue;
    const bool owed_still =
        std::any_of(after.duties.begin(), after.duties.end(), [&](const DutyRecord& one) {
          return one.key == duty.key && one.agency == duty.agency && one.state != DutyState::ended;
        });
    if (!owed_still) released.push_back({.agency = *duty.agency, .what = asked->what});
  }
  return released;
}

/// Who is new to the plan, owes something new or something else, or owes something no more.
std::vector<Told> told_of_changes(const PlanRecord& after, const PlanRecord& before,
                                  const Scene& scene) {
  const auto old_audience = notice_audience(before.content, before.duties, scene.directory);
  auto told = notice_audience(after.content, after.duties, scene.directory);
  std::erase_if(told, [&](const Told& one) {
    const bool known = std::any_of(old_audience.begin(), old_audience.end(),
                                   [&](const Told& old) { return old.agency == one.agency; });
    return known && !owes_otherwise(after, before, one.agency);
  });
  return told;
}

Result<Step> notify_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  PlanRecord after = record;
  after.content = amendment.content;
  after.revision = amendment.revision;
  take_notes(after, input);
  for (auto& one : after.overrides) one.effective = true;
  Step step{.record = {}, .events = {}, .notices = {}, .dropped_because = "amended"};
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::clerk) || scene.actor.has(Role::planner), refuse::not_allowed,
             {}, {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::numbered, refuse::wrong_state, {},
             {{"action", "notify"}, {"state", std::string{state_code(amendment.state)}}});
  guard.need(is_as_approved(amendment, scene), refuse::content_changed);
  const bool added = reconcile_visits(after, record, step, scene);
  reconcile_duties(after, record, scene);
  begin_parts(after, scene);
  keep_debtors_frozen(after, record);
  check_notifiable(guard, after, scene);
  if (!guard.passed()) return std::move(guard).refusal();
  if (added) after.state = PlanState::notified;
  after.amendment.reset();
  auto told = told_of_changes(after, record, scene);
  if (!told.empty()) {
    step.notices.push_back({.kind = NoticeKind::plan_amended,
                            .to = std::move(told),
                            .key = {},
                            .old_date = {},
                            .reason = amendment.reason,
                            .document = amendment.number,
                            .released = released_by(after, record)});
  }
  step.events.push_back(plan_event(record, after, "plan.amended", amendment.reason));
  step.record = std::move(after);
  return step;
}

}  // namespace

Result<Step> amend(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  if (input.step.empty() || input.step == "draft") return draft_revision(record, input, scene);
  if (!record.amendment)
    return Refusal{refuse::no_amendment}.with_open_actions(open_actions(record.state));
  if (input.step == "approve") return approve_revision(record, input, scene);
  if (input.step == "number") return number_revision(record, input, scene);
  if (input.step == "notify") return notify_revision(record, input, scene);
  if (input.step == "drop") {
    PlanRecord after = record;
    after.amendment.reset();
    std::erase_if(after.overrides, [](const Override& one) { return !one.effective; });
    return stepped(record, std::move(after), "plan.amendment_dropped", input);
  }
  return Refusal{refuse::missing, "/step", {{"what", "step"}}};
}

}  // namespace inspectord

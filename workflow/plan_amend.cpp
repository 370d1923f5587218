// SPDX-License-Identifier: Apache-2.0
// An amendment: a revision with its own second-person approval, number and date. Until it is notified the content in
// force stays; then only what changed is told, and accepted filings stay.
#include "workflow/guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

Result<Step> stepped(const PlanRecord& before, PlanRecord after, std::string code, const PlanInput& input) {
  auto event = plan_event(before, after, std::move(code), input.reason);
  return Step{.record = std::move(after), .events = {std::move(event)}, .notices = {}, .dropped_because = {}};
}

Result<Step> draft_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{record.state};
  guard.need(scene.actor.has(Role::planner), refuse::not_allowed, {}, {{"action", "amend"}});
  guard.need(!record.amendment || record.amendment->state == RevisionState::drafted, refuse::amendment_open);
  guard.need(input.content.has_value(), refuse::missing, "/content", {{"what", "content"}});
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
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
  for (const auto& proposed : input.overrides) after.overrides.push_back(proposed);
  return stepped(record, std::move(after), "plan.amendment_drafted", input);
}

Result<Step> approve_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  Guard guard{record.state};
  guard.need(scene.actor.has(Role::approver), refuse::not_allowed, {}, {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::drafted, refuse::wrong_state, {},
             {{"action", "approve"}, {"state", std::string{state_code(amendment.state)}}});
  guard.need(amendment.drafted_by != scene.actor.user, refuse::own_draft, "/amendment/drafted_by");
  for (const auto& warning : open_errors(amendment.content, record.overrides, scene.days_off, true)) {
    guard.add(refuse::open_error, warning.pointer, {{"code", std::string{warning.code}}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment->state = RevisionState::approved;
  after.amendment->approval = Approval{.signer = input.signer,
                                       .signed_on = input.signed_on.value_or(scene.today),
                                       .recorded_by = scene.actor.user,
                                       .on_paper = false,
                                       .signed_file = input.signed_file,
                                       .content_hash = scene.hash_content(amendment.content),
                                       .at = scene.now};
  for (auto& one : after.overrides) one.effective = true;
  return stepped(record, std::move(after), "plan.amendment_approved", input);
}

Result<Step> number_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  Guard guard{record.state};
  guard.need(scene.actor.has(Role::clerk), refuse::not_allowed, {}, {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::approved, refuse::wrong_state, {},
             {{"action", "number"}, {"state", std::string{state_code(amendment.state)}}});
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  if (input.date && amendment.approval) {
    guard.need(*input.date >= amendment.approval->signed_on, refuse::date_before_signature, "/date",
               {{"date", to_string(*input.date)}, {"signed_on", to_string(amendment.approval->signed_on)}});
    guard.need(*input.date <= scene.today, refuse::date_in_future, "/date", {{"date", to_string(*input.date)}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment->state = RevisionState::numbered;
  after.amendment->number = input.number;
  after.amendment->date = input.date;
  return stepped(record, std::move(after), "plan.amendment_numbered", input);
}

/// Visits that are in both contents and differ in day or place, visits that are gone, and new ones.
bool reconcile_visits(PlanRecord& after, const PlanRecord& before, Step& step, const Scene& scene) {
  bool added = false;
  const std::string document = before.amendment->number;
  for (auto& visit : after.visits) {
    const auto* was = find_by_key(before.content.visits, visit.key);
    const auto* is = find_by_key(after.content.visits, visit.key);
    const bool closed = visit.state == VisitState::held || visit.state == VisitState::cancelled;
    if (closed || !was) continue;
    if (!is) {
      visit.state_before = visit.state;
      visit.state = VisitState::cancelled;
    } else if (is->date != was->date || is->place != was->place || is->sessions != was->sessions) {
      visit.date_before = visit.date;
      visit.state_before = visit.state;
      visit.date = is->date;
      visit.state = is->tentative ? VisitState::tentative : VisitState::confirmed;
    } else {
      continue;
    }
    ++visit.sequence;
    visit.reason = before.amendment->reason;
    step.notices.push_back({.kind = NoticeKind::visit_changed,
                            .to = visit_audience(is ? after.content : before.content, is ? *is : *was, scene.directory),
                            .key = visit.key,
                            .old_date = visit.date_before.value_or(was->date),
                            .reason = before.amendment->reason,
                            .document = document});
  }
  for (const auto& visit : after.content.visits) added = added || !find_by_key(before.content.visits, visit.key);
  return added;
}

/// Open duties whose rule changed get the new day; those that are gone end. What was filed stays.
void reconcile_duties(PlanRecord& after, const PlanRecord& before) {
  for (auto& duty : after.duties) {
    const bool pending = duty.state == DutyState::open || duty.state == DutyState::waiting ||
                         duty.state == DutyState::returned;
    const auto* was = find_by_key(before.content.duties, duty.key);
    const auto* is = find_by_key(after.content.duties, duty.key);
    if (!pending || !was) continue;
    if (!is || is->owed_by != was->owed_by) {
      duty.state_before = duty.state;
      duty.state = DutyState::ended;
    } else if (is->due != was->due) {
      duty.state = DutyState::ended;
      duty.period += "~" + std::to_string(before.revision);  // the record of the old rule; begin_parts opens the new
    } else {
      continue;
    }
    ++duty.sequence;
    duty.reason = before.amendment->reason;
  }
}

std::vector<Told> told_of_new_parts(const PlanRecord& after, const PlanRecord& before, const Scene& scene) {
  const auto old_audience = notice_audience(before.content, before.duties, scene.directory);
  auto told = notice_audience(after.content, after.duties, scene.directory);
  std::erase_if(told, [&](const Told& one) {
    const bool known = std::find(old_audience.begin(), old_audience.end(), one) != old_audience.end();
    const bool owes_new = std::any_of(after.duties.begin(), after.duties.end(), [&](const DutyRecord& duty) {
      return duty.agency == one.agency && !before.find_duty(duty.id);
    });
    return known && !owes_new;
  });
  return told;
}

Result<Step> notify_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  PlanRecord after = record;
  after.content = amendment.content;
  after.revision = amendment.revision;
  for (const auto& note : input.attachment_notes) after.attachment_notes.push_back(note);
  for (const auto& waiver : input.reach_waivers) after.reach_waivers.push_back(waiver);
  Step step{.record = {}, .events = {}, .notices = {}, .dropped_because = "amended"};
  Guard guard{record.state};
  guard.need(scene.actor.has(Role::clerk) || scene.actor.has(Role::planner), refuse::not_allowed, {},
             {{"action", "amend"}});
  guard.need(amendment.state == RevisionState::numbered, refuse::wrong_state, {},
             {{"action", "notify"}, {"state", std::string{state_code(amendment.state)}}});
  guard.need(amendment.approval && scene.hash_content(amendment.content) == amendment.approval->content_hash,
             refuse::content_changed);
  const bool added = reconcile_visits(after, record, step, scene);
  reconcile_duties(after, record);
  begin_parts(after, scene);
  check_notifiable(guard, after, input, scene);
  if (!guard.passed()) return std::move(guard).refusal();
  if (added) after.state = PlanState::notified;
  after.amendment.reset();
  auto newly_told = told_of_new_parts(after, record, scene);
  if (!newly_told.empty()) {
    step.notices.push_back({.kind = NoticeKind::plan_amended,
                            .to = std::move(newly_told),
                            .key = {},
                            .old_date = {},
                            .reason = amendment.reason,
                            .document = amendment.number});
  }
  step.events.push_back(plan_event(record, after, "plan.amended", amendment.reason));
  step.record = std::move(after);
  return step;
}

}  // namespace

Result<Step> amend(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  if (input.step.empty() || input.step == "draft") return draft_revision(record, input, scene);
  if (!record.amendment) return Refusal{refuse::no_amendment}.with_open_actions(open_actions(record.state));
  if (input.step == "approve") return approve_revision(record, input, scene);
  if (input.step == "number") return number_revision(record, input, scene);
  if (input.step == "notify") return notify_revision(record, input, scene);
  if (input.step == "drop") {
    PlanRecord after = record;
    after.amendment.reset();
    return stepped(record, std::move(after), "plan.amendment_dropped", input);
  }
  return Refusal{refuse::missing, "/step", {{"what", "step"}}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/part_acts.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

Arguments described(const VisitRecord& visit) {
  return {{"state", std::string{state_code(visit.state)}},
          {"date", to_string(visit.date)},
          {"sequence", std::to_string(visit.sequence)}};
}

/// The visit as it was kept for undo.
void remember(VisitRecord& visit) {
  visit.state_before = visit.state;
  visit.date_before = visit.date;
}

Result<Done> check(const VisitRecord& visit, const Visit& planned, VisitAction action, const VisitInput& input,
                   const Scene& scene) {
  const bool needs_reason = action == VisitAction::move || action == VisitAction::postpone ||
                            action == VisitAction::cancel || action == VisitAction::undo;
  if (needs_reason && input.reason.empty()) return missing("reason");
  const bool needs_date = action == VisitAction::move || action == VisitAction::reschedule;
  if (needs_date && !input.date) return missing("date");
  if (action == VisitAction::move && *input.date == visit.date) return missing("date");
  if (action == VisitAction::move && !planned.tentative && input.document.empty()) {
    return Refusal{refuse::document_needed, "/document"};
  }
  if (action == VisitAction::hold && scene.today < visit.date) {
    return Refusal{refuse::before_its_day, "/date", {{"date", to_string(visit.date)}}};
  }
  if (action == VisitAction::undo && !visit.state_before) return Refusal{refuse::nothing_to_undo};
  return Done{};
}

void apply(VisitRecord& visit, VisitAction action, const VisitInput& input) {
  if (action == VisitAction::undo) {
    visit.state = *visit.state_before;
    visit.date = visit.date_before.value_or(visit.date);
    visit.state_before.reset();
    visit.date_before.reset();
    return;
  }
  remember(visit);
  switch (action) {
    case VisitAction::confirm: visit.state = VisitState::confirmed; break;
    case VisitAction::move: visit.date = *input.date; break;
    case VisitAction::postpone: visit.state = VisitState::postponed; break;
    case VisitAction::reschedule:
      visit.date = *input.date;
      visit.state = input.firm ? VisitState::confirmed : VisitState::tentative;
      break;
    case VisitAction::hold: visit.state = VisitState::held; break;
    case VisitAction::cancel: visit.state = VisitState::cancelled; break;
    case VisitAction::undo: break;
  }
}

/// The code of the event, and under which the reminders of the old day are dropped.
std::string past_tense(VisitAction action) {
  switch (action) {
    case VisitAction::confirm: return "confirmed";
    case VisitAction::move: return "moved";
    case VisitAction::postpone: return "postponed";
    case VisitAction::reschedule: return "rescheduled";
    case VisitAction::hold: return "held";
    case VisitAction::cancel: return "cancelled";
    case VisitAction::undo: return "undone";
  }
  return "undone";
}

bool is_off(const VisitRecord& visit) {
  return visit.state == VisitState::postponed || visit.state == VisitState::cancelled;
}

/// Nobody was told that a visit was confirmed or held, so nobody is told that it was not.
bool is_told(VisitAction action, const VisitRecord& before, const VisitRecord& after) {
  if (action == VisitAction::undo) return before.date != after.date || is_off(before) != is_off(after);
  return action != VisitAction::confirm && action != VisitAction::hold;
}

}  // namespace

Result<Step> act_on_visit(const PlanRecord& record, VisitId id, VisitAction action, const VisitInput& input,
                          const Scene& scene) {
  const VisitRecord* before = record.find_visit(id);
  const Visit* planned = before ? find_by_key(record.content.visits, before->key) : nullptr;
  if (!before || !planned) return Refusal{refuse::no_such_target};
  TRY(plan_in_force(record));
  TRY(part_allowed(before->state, action, scene.actor));
  TRY(check(*before, *planned, action, input, scene));

  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  auto& after = *std::find_if(step.record.visits.begin(), step.record.visits.end(),
                              [&](const VisitRecord& visit) { return visit.id == id; });
  apply(after, action, input);
  after.reason = input.reason;
  ++after.sequence;
  step.events.push_back({.code = "visit." + past_tense(action),
                         .subject_kind = "visit",
                         .subject = id.bytes(),
                         .why = input.reason,
                         .before = described(*before),
                         .after = described(after)});
  if (is_told(action, *before, after)) {
    step.notices.push_back({.kind = NoticeKind::visit_changed,
                            .to = visit_audience(record.content, *planned, scene.directory),
                            .key = after.key,
                            .old_date = before->date,
                            .reason = input.reason,
                            .document = input.document});
  }
  return step;
}

}  // namespace inspectord

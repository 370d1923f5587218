// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_days.hpp"
#include "workflow/one_line.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/part_guards.hpp"
#include "workflow/visit_reasons.hpp"

namespace inspectord {
namespace {

Arguments described(const VisitRecord& visit) {
  return {{"state", std::string{state_code(visit.state)}},
          {"date", to_string(visit.date)},
          {"minutes", visit.minutes},
          {"reason", visit.reason},
          {"sequence", std::to_string(visit.sequence)}};
}

/// The visit as it was kept for undo.
void remember(VisitRecord& visit) {
  visit.state_before = visit.state;
  visit.date_before = visit.date;
}

std::string listed_reasons() {
  std::string list;
  for (const auto code : visit_reasons) list.append(list.empty() ? "" : ", ").append(code);
  return list;
}

/// Why a visit changes is told, and so comes from a list; why it was put off is told already where
/// it gets its new day.
void check_reason(Guard& guard, VisitAction action, const std::string& reason) {
  if (action == VisitAction::confirm || action == VisitAction::hold) return;
  if (action != VisitAction::reschedule) need_given(guard, !reason.empty(), "reason");
  if (action == VisitAction::undo || reason.empty()) return;
  guard.need(is_visit_reason(reason), refuse::unknown_reason, "/reason",
             {{"found", reason}, {"allowed", listed_reasons()}});
}

Result<Done> check(const Plan& plan, const VisitRecord& visit, const Visit& planned,
                   VisitAction action, const VisitInput& input, const Scene& scene) {
  Guard guard{open_actions(visit)};
  check_reason(guard, action, input.reason);
  need_one_line(guard, input.document, "/document");
  const bool sets_day = action == VisitAction::move || action == VisitAction::reschedule;
  if (sets_day && input.date) check_visit_day(guard, plan, *input.date, scene.today);
  if (action == VisitAction::reschedule) need_given(guard, input.date.has_value(), "date");
  if (action == VisitAction::move) {
    need_given(guard, input.date.has_value(), "date");
    guard.need(input.date != visit.date, refuse::same_day, "/date",
               {{"date", to_string(visit.date)}});
    guard.need(planned.tentative || !input.document.empty(), refuse::document_needed, "/document");
  }
  if (action == VisitAction::hold) {
    guard.need(visit.date <= scene.today, refuse::before_its_day, "/date",
               {{"date", to_string(visit.date)}});
    const bool says_more = !input.document.empty() || !input.reason.empty();
    need_given(guard, visit.state != VisitState::held || says_more, "document");
  }
  if (action == VisitAction::undo)
    guard.need(visit.state_before.has_value(), refuse::nothing_to_undo);
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

/// Held once; the minutes may come later, and are no act of their own that undo would take back.
void hold(VisitRecord& visit, const VisitInput& input) {
  if (visit.state != VisitState::held) remember(visit);
  visit.state = VisitState::held;
  if (!input.document.empty()) visit.minutes = input.document;
  visit.no_minutes_because = visit.minutes.empty() ? input.reason : std::string{};
}

void apply(VisitRecord& visit, VisitAction action, const VisitInput& input) {
  if (action == VisitAction::hold) return hold(visit, input);
  if (action == VisitAction::undo) {
    visit.minutes.clear();
    visit.no_minutes_because.clear();
    visit.state = *visit.state_before;
    visit.date = visit.date_before.value_or(visit.date);
    visit.state_before.reset();
    visit.date_before.reset();
    return;
  }
  remember(visit);
  switch (action) {
    case VisitAction::confirm:
      visit.state = VisitState::confirmed;
      break;
    case VisitAction::move:
      visit.date = *input.date;
      break;
    case VisitAction::postpone:
      visit.state = VisitState::postponed;
      break;
    case VisitAction::reschedule:
      visit.date = *input.date;
      visit.state = input.firm ? VisitState::confirmed : VisitState::tentative;
      break;
    case VisitAction::cancel:
      visit.state = VisitState::cancelled;
      break;
    case VisitAction::hold:
    case VisitAction::undo:
      break;
  }
}

/// The code of the event, and under which the reminders of the old day are dropped.
std::string past_tense(VisitAction action) {
  switch (action) {
    case VisitAction::confirm:
      return "confirmed";
    case VisitAction::move:
      return "moved";
    case VisitAction::postpone:
      return "postponed";
    case VisitAction::reschedule:
      return "rescheduled";
    case VisitAction::hold:
      return "held";
    case VisitAction::cancel:
      return "cancelled";
    case VisitAction::undo:
      return "undone";
  }
  return "undone";
}

bool comes(VisitState state) {
  return state == VisitState::tentative || state == VisitState::confirmed;
}

/// Told is what others go by: whether the team comes, and when. That a day is firm, or a visit was
/// held, or an undo of either, is no news to them.
bool is_told(const VisitRecord& before, const VisitRecord& after) {
  const bool came = comes(before.state) || before.state == VisitState::held;
  const bool come = comes(after.state) || after.state == VisitState::held;
  return came != come || before.date != after.date || before.state == VisitState::cancelled ||
         after.state == VisitState::cancelled;
}

bool is_due_by(const PlanRecord& record, const DutyRecord& duty, const VisitRecord& visit) {
  const auto* planned = find_by_key(record.content.duties, duty.key);
  return planned && follows_visit(planned->due) && duty.period == visit.key &&
         (!duty.due || goes_by(planned->due, *duty.due, visit.date));
}

}  // namespace

Result<Step> act_on_visit(const PlanRecord& record, VisitId id, VisitAction action,
                          const VisitInput& input, const Scene& scene) {
  const VisitRecord* before = record.find_visit(id);
  const Visit* planned = before ? find_by_key(record.content.visits, before->key) : nullptr;
  if (!before || !planned) return Refusal{refuse::no_such_target};
  TRY(plan_in_force(record, action));
  TRY(part_allowed(*before, action,
                   roles_before(scene.actor, scene.actor.agency == record.owner, false)));
  TRY(check(record.content, *before, *planned, action, input, scene));

  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  auto& after = *std::find_if(step.record.visits.begin(), step.record.visits.end(),
                              [&](const VisitRecord& visit) { return visit.id == id; });
  apply(after, action, input);
  after.reason = input.reason;
  ++after.sequence;
  follow_visit(step.record, *before, after, scene.days_off);
  step.events.push_back({.code = "visit." + past_tense(action),
                         .subject_kind = "visit",
                         .subject = id.bytes(),
                         .why = input.note.empty() ? input.reason : input.note,
                         .before = described(*before),
                         .after = described(after)});
  if (is_told(*before, after)) {
    step.notices.push_back(
        {.kind = NoticeKind::visit_changed,
         .to = visit_audience(record.content, *planned, scene.directory),
         .key = after.key,
         .old_date = before->date,
         .reason = is_visit_reason(input.reason) ? input.reason : std::string{},
         .document = input.document,
         .old_state = is_off(*before) ? std::optional{before->state} : std::nullopt});
  }
  return step;
}

void follow_visit(PlanRecord& record, const VisitRecord& before, const VisitRecord& after,
                  const DaysOff& days_off) {
  if (before.date == after.date && before.state == after.state) return;
  for (auto& duty : record.duties) {
    const bool owed = duty.state == DutyState::open || duty.state == DutyState::returned;
    const bool ended_with_it =
        duty.state == DutyState::ended && before.state == VisitState::cancelled;
    if (!is_due_by(record, duty, before) || !(owed || ended_with_it)) continue;
    const auto* planned = find_by_key(record.content.duties, duty.key);
    if (after.state == VisitState::cancelled) {
      duty.state = DutyState::ended;
    } else {
      if (ended_with_it) duty.state = DutyState::open;
      duty.due = due_date_of_visit(planned->due, after.date, days_off);
      if (after.state == VisitState::postponed) duty.due.reset();
    }
    duty.state_before.reset();
    duty.due_before.reset();
    ++duty.sequence;
  }
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/report_due.hpp"
#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/duty_guards.hpp"
#include "workflow/hand_over.hpp"
#include "workflow/one_line.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/part_guards.hpp"
#include "workflow/recommendations.hpp"

namespace inspectord {
namespace {

Arguments described(const DutyRecord& duty) {
  return {{"state", std::string{state_code(duty.state)}},
          {"last_on_time", duty.due ? to_string(duty.due->last_on_time) : ""},
          {"late", duty.late ? "true" : "false"},
          {"sequence", std::to_string(duty.sequence)},
          {"agency", duty.agency ? duty.agency->to_string() : ""}};
}

void check_missed(Guard& guard, const DutyRecord& duty, const Scene& scene) {
  if (!duty.due) return guard.add(refuse::no_day_yet);
  const auto last = duty.due->report ? duty.due->report->grace_ends : duty.due->last_on_time;
  guard.need(last < scene.today, refuse::before_its_day, "/date",
             {{"date", to_string(plus_days(last, 1))}});
}

/// The debtors of a duty as they are known now, where it has none yet.
std::vector<AgencyId> debtors_now(const PlanRecord& record, const DutyRecord& duty,
                                  const Scene& scene) {
  if (duty.agency) return {*duty.agency};
  const auto planned = find_duty(record, duty.key);
  return planned ? debtors_of(record.content, *planned, scene.directory) : std::vector<AgencyId>{};
}

void check_debtors(Guard& guard, const PlanRecord& record, const DutyRecord& duty,
                   const Scene& scene) {
  const auto planned = find_duty(record, duty.key);
  guard.need(!debtors_now(record, duty, scene).empty(), refuse::reaches_nobody, "/duties",
             {{"target", "duty:" + duty.key}, {"who", planned ? planned->owed_by.text : ""}});
}

/// The rule by which the plan sets a duty's day.
std::optional<PlannedDue> rule_of(const PlanRecord& record, const DutyRecord& duty) {
  const auto planned = find_duty(record, duty.key);
  return planned ? std::optional{planned->due} : std::nullopt;
}

/// A day of its own, or that of the event it counts from, but not both.
void check_day_given(Guard& guard, const DutyInput& input, const std::optional<PlannedDue>& rule,
                     const Scene& scene) {
  const bool counts = rule && is_counted(*rule);
  const bool by_event = input.event_date && counts && !input.date;
  guard.need(!input.event_date || by_event, refuse::no_event_counted, "/event_date");
  if (!by_event) return need_given(guard, input.date.has_value(), "date");
  const auto due = given_day(input, &*rule, scene);
  check_deadline(guard, due->last_on_time, scene.today);
}

bool needs_reason(DutyAction action) {
  return action == DutyAction::extend || action == DutyAction::miss || action == DutyAction::undo ||
         action == DutyAction::return_ || action == DutyAction::waive ||
         action == DutyAction::hand_over;
}

Result<Done> check(const PlanRecord& record, const DutyRecord& duty, DutyAction action,
                   const DutyInput& input, const Scene& scene) {
  Guard guard{open_actions(duty)};
  const bool sets_day = action == DutyAction::set_date || action == DutyAction::extend;
  if (sets_day && input.date) check_deadline(guard, *input.date, scene.today);
  need_one_line(guard, input.document, "/document");
  need_one_line(guard, input.raw, "/raw");
  if (action == DutyAction::set_date) {
    check_day_given(guard, input, rule_of(record, duty), scene);
    check_debtors(guard, record, duty, scene);
  }
  if (action == DutyAction::submit) check_submission(guard, input, false, scene);
  if (action == DutyAction::nil) check_submission(guard, input, true, scene);
  if (action == DutyAction::extend) check_extension(guard, duty, input);
  if (action == DutyAction::miss) check_missed(guard, duty, scene);
  if (action == DutyAction::hand_over) check_hand_over(guard, duty, input, scene);
  if (action == DutyAction::undo)
    guard.need(duty.state_before.has_value(), refuse::nothing_to_undo);
  if (needs_reason(action)) need_given(guard, !input.reason.empty(), "reason");
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

void apply(DutyRecord& duty, DutyAction action, const DutyInput& input, const PlannedDue* rule,
           const Scene& scene) {
  if (action == DutyAction::undo) {
    if (duty.state == DutyState::submitted) duty.late = duty.nil_return = false;
    duty.state = *duty.state_before;
    duty.due = duty.due_before;
    duty.state_before.reset();
    duty.due_before.reset();
    return;
  }
  if (action == DutyAction::hand_over) return hand_over(duty, input);
  duty.state_before = duty.state;
  duty.due_before = duty.due;
  switch (action) {
    case DutyAction::set_date:
    case DutyAction::extend:
      duty.due = given_day(input, action == DutyAction::set_date ? rule : nullptr, scene);
      if (duty.due_before) duty.due = for_report_of(*duty.due_before, *duty.due, scene.days_off);
      duty.state = DutyState::open;
      break;
    case DutyAction::submit:
      file(duty, *input.submission, false);
      break;
    case DutyAction::nil:
      file(duty, *input.submission, true);
      break;
    case DutyAction::accept:
      duty.state = DutyState::accepted;
      break;
    case DutyAction::return_:
      duty.state = DutyState::returned;
      break;
    case DutyAction::waive:
      duty.state = DutyState::waived;
      break;
    case DutyAction::miss:
      duty.state = DutyState::missed;
      break;
    case DutyAction::hand_over:
    case DutyAction::undo:
      break;
  }
}

std::string past_tense(DutyAction action) {
  switch (action) {
    case DutyAction::set_date:
      return "date_set";
    case DutyAction::submit:
      return "submitted";
    case DutyAction::nil:
      return "nil_returned";
    case DutyAction::accept:
      return "accepted";
    case DutyAction::return_:
      return "returned";
    case DutyAction::extend:
      return "extended";
    case DutyAction::waive:
      return "waived";
    case DutyAction::miss:
      return "missed";
    case DutyAction::hand_over:
      return "handed_over";
    case DutyAction::undo:
      return "undone";
  }
  return "undone";
}

/// A duty whose debtor was not known yet becomes one for each debtor known now.
std::vector<DutyRecord> with_debtors(const PlanRecord& record, const DutyRecord& duty,
                                     const Scene& scene) {
  std::vector<DutyRecord> duties;
  for (const auto debtor : debtors_now(record, duty, scene)) {
    duties.push_back(duty);
    duties.back().agency = debtor;
    if (duties.size() > 1) duties.back().id = DutyId::make(scene.now, scene.random);
  }
  return duties;
}

/// What a revision asks for no more is only accepted if it was filed; nothing opens it again.
Result<Done> still_asked_for(const DutyRecord& duty, DutyAction action) {
  if (!duty.released || action == DutyAction::accept) return Done{};
  return Refusal{refuse::no_longer_owed, {}, {{"key", duty.key}}}.with_open_actions(
      duty.state == DutyState::submitted ? std::vector<std::string>{"accept"}
                                         : std::vector<std::string>{});
}

}  // namespace

Result<Step> act_on_duty(const PlanRecord& record, DutyId id, DutyAction action,
                         const DutyInput& input, const Scene& scene) {
  const DutyRecord* before = record.find_duty(id);
  if (!before || find_recommendation(record, *before)) return Refusal{refuse::no_such_target};
  const bool owns_plan = scene.actor.agency == record.owner;
  if (!owns_plan && before->agency != scene.actor.agency) return Refusal{refuse::not_yours};
  TRY(plan_in_force(record, action));
  TRY(still_asked_for(*before, action));
  const bool owes = before->agency == scene.actor.agency;
  TRY(part_allowed(*before, action, roles_before(scene.actor, owns_plan, owes)));
  TRY(check(record, *before, action, input, scene));

  std::vector<DutyRecord> changed{*before};
  if (action == DutyAction::set_date) changed = with_debtors(record, *before, scene);
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  if (action == DutyAction::hand_over)
    step.notices = hand_over_notices(record, *before, input, scene);
  const auto rule = rule_of(record, *before);
  for (auto& duty : changed) {
    apply(duty, action, input, rule ? &*rule : nullptr, scene);
    if (action == DutyAction::undo || action == DutyAction::return_)
      follow_what_changed(duty, record, rule, scene);
    duty.reason = input.reason;
    ++duty.sequence;
    step.events.push_back({.code = "duty." + past_tense(action),
                           .subject_kind = "duty",
                           .subject = duty.id.bytes(),
                           .why = input.reason,
                           .before = described(*before),
                           .after = described(duty)});
    put_duty(step.record, std::move(duty));
  }
  return step;
}

}  // namespace inspectord

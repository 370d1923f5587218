// SPDX-License-Identifier: Apache-2.0
#include "workflow/part_acts.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

Arguments described(const DutyRecord& duty) {
  return {{"state", std::string{state_code(duty.state)}},
          {"last_on_time", duty.due ? to_string(duty.due->last_on_time) : ""},
          {"late", duty.late ? "true" : "false"},
          {"sequence", std::to_string(duty.sequence)}};
}

Result<Done> check_submission(const DutyInput& input, bool nil, const Scene& scene) {
  if (!input.submission || !input.submission->judged_on()) return missing("sent_on");
  if (!nil && input.submission->number.empty()) return missing("number");
  if (*input.submission->judged_on() > scene.today) {
    return Refusal{refuse::date_in_future, "/sent_on", {{"date", to_string(*input.submission->judged_on())}}};
  }
  return Done{};
}

Result<Done> check(const DutyRecord& duty, DutyAction action, const DutyInput& input, const Scene& scene) {
  const auto need_reason = [&]() -> Result<Done> {
    if (input.reason.empty()) return missing("reason");
    return Done{};
  };
  switch (action) {
    case DutyAction::set_date:
      if (!input.date) return missing("date");
      return Done{};
    case DutyAction::submit: return check_submission(input, false, scene);
    case DutyAction::nil: return check_submission(input, true, scene);
    case DutyAction::accept: return Done{};
    case DutyAction::extend:
      if (!input.date) return missing("date");
      if (duty.due && *input.date <= duty.due->last_on_time) return missing("date");
      return need_reason();
    case DutyAction::miss:
      if (duty.due && scene.today <= duty.due->last_on_time) {
        return Refusal{refuse::before_its_day, "/date", {{"date", to_string(duty.due->last_on_time)}}};
      }
      return need_reason();
    case DutyAction::undo:
      if (!duty.state_before) return Refusal{refuse::nothing_to_undo};
      return need_reason();
    case DutyAction::return_:
    case DutyAction::waive: return need_reason();
  }
  throw std::logic_error("a duty action without a check");
}

DueDate given_day(const DutyRecord& duty, const DutyInput& input, const Scene& scene) {
  const std::string raw = input.raw.empty() ? (duty.due ? duty.due->raw : "") : input.raw;
  return derive_due_date(raw, Bound::by, *input.date, scene.days_off);
}

void file(DutyRecord& duty, const Submission& submission, bool nil) {
  duty.nil_return = nil;
  duty.late = duty.due && *submission.judged_on() > duty.due->last_on_time;
  if (duty.state != DutyState::standing) duty.state = DutyState::submitted;
}

void apply(DutyRecord& duty, DutyAction action, const DutyInput& input, const Scene& scene) {
  if (action == DutyAction::undo) {
    duty.state = *duty.state_before;
    duty.due = duty.due_before;
    duty.state_before.reset();
    duty.due_before.reset();
    return;
  }
  duty.state_before = duty.state;
  duty.due_before = duty.due;
  switch (action) {
    case DutyAction::set_date:
    case DutyAction::extend:
      duty.due = given_day(duty, input, scene);
      duty.state = DutyState::open;
      break;
    case DutyAction::submit: file(duty, *input.submission, false); break;
    case DutyAction::nil: file(duty, *input.submission, true); break;
    case DutyAction::accept: duty.state = DutyState::accepted; break;
    case DutyAction::return_: duty.state = DutyState::returned; break;
    case DutyAction::waive: duty.state = DutyState::waived; break;
    case DutyAction::miss: duty.state = DutyState::missed; break;
    case DutyAction::undo: break;
  }
}

std::string past_tense(DutyAction action) {
  switch (action) {
    case DutyAction::set_date: return "date_set";
    case DutyAction::submit: return "submitted";
    case DutyAction::nil: return "nil_returned";
    case DutyAction::accept: return "accepted";
    case DutyAction::return_: return "returned";
    case DutyAction::extend: return "extended";
    case DutyAction::waive: return "waived";
    case DutyAction::miss: return "missed";
    case DutyAction::undo: return "undone";
  }
  return "undone";
}

/// A duty whose debtor was not known yet becomes one for each debtor known now.
Result<std::vector<DutyRecord>> with_debtors(const PlanRecord& record, const DutyRecord& duty, const Scene& scene) {
  if (duty.agency) return std::vector{duty};
  const auto* planned = find_by_key(record.content.duties, duty.key);
  const auto debtors = planned ? debtors_of(record.content, *planned, scene.directory) : std::vector<AgencyId>{};
  if (debtors.empty()) {
    return Refusal{refuse::reaches_nobody, "/duties", {{"target", "duty:" + duty.key},
                                                       {"who", planned ? planned->owed_by.text : ""}}};
  }
  std::vector<DutyRecord> duties;
  for (const auto debtor : debtors) {
    duties.push_back(duty);
    duties.back().agency = debtor;
    if (duties.size() > 1) duties.back().id = DutyId::make(scene.now, scene.random);
  }
  return duties;
}

}  // namespace

Result<Step> act_on_duty(const PlanRecord& record, DutyId id, DutyAction action, const DutyInput& input,
                         const Scene& scene) {
  const DutyRecord* before = record.find_duty(id);
  if (!before) return Refusal{refuse::no_such_target};
  const bool owns_plan = scene.actor.agency == record.owner;
  if (!owns_plan && before->agency != scene.actor.agency) return Refusal{refuse::not_yours};
  TRY(plan_in_force(record));
  TRY(part_allowed(before->state, action, scene.actor));
  TRY(check(*before, action, input, scene));

  std::vector<DutyRecord> changed{*before};
  if (action == DutyAction::set_date) changed = TRY(with_debtors(record, *before, scene));
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  std::erase_if(step.record.duties, [&](const DutyRecord& duty) { return duty.id == id; });
  for (auto& duty : changed) {
    apply(duty, action, input, scene);
    duty.reason = input.reason;
    ++duty.sequence;
    step.events.push_back({.code = "duty." + past_tense(action),
                           .subject_kind = "duty",
                           .subject = duty.id.bytes(),
                           .why = input.reason,
                           .before = described(*before),
                           .after = described(duty)});
    step.record.duties.push_back(std::move(duty));
  }
  return step;
}

}  // namespace inspectord

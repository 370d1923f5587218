// SPDX-License-Identifier: Apache-2.0
#include "workflow/recommendations.hpp"

#include "workflow/duty_guards.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

RecommendationState shown(DutyState state) {
  switch (state) {
    case DutyState::submitted:
      return RecommendationState::reported;
    case DutyState::accepted:
      return RecommendationState::verified;
    case DutyState::closed:
      return RecommendationState::closed;
    case DutyState::waiting:
    case DutyState::open:
    case DutyState::returned:
    case DutyState::waived:
    case DutyState::missed:
    case DutyState::standing:
    case DutyState::ended:
      return RecommendationState::open;
  }
  return RecommendationState::open;
}

Arguments described(const DutyRecord& duty) {
  return {{"state", std::string{state_code(shown(duty.state))}},
          {"last_on_time", duty.due ? to_string(duty.due->last_on_time) : ""},
          {"late", duty.late ? "true" : "false"},
          {"sequence", std::to_string(duty.sequence)}};
}

bool needs_reason(RecommendationAction action) {
  return action == RecommendationAction::extend || action == RecommendationAction::return_ ||
         action == RecommendationAction::undo;
}

Result<Done> check(const DutyRecord& duty, RecommendationAction action, const DutyInput& input,
                   const Scene& scene) {
  Guard guard{open_actions(as_recommendation(duty))};
  const bool sets_day =
      action == RecommendationAction::set_date || action == RecommendationAction::extend;
  if (sets_day && input.date) check_deadline(guard, *input.date, scene.today);
  if (action == RecommendationAction::set_date) {
    guard.need(!duty.due, refuse::day_set_already, "/date",
               {{"date", duty.due ? to_string(duty.due->last_on_time) : ""}});
    need_given(guard, input.date.has_value(), "date");
  }
  if (action == RecommendationAction::report) check_submission(guard, input, false, scene);
  if (action == RecommendationAction::extend) {
    guard.need(duty.due.has_value(), refuse::day_not_set, "/date");
    check_extension(guard, duty, input);
  }
  if (action == RecommendationAction::undo)
    guard.need(duty.state_before.has_value(), refuse::nothing_to_undo);
  if (needs_reason(action)) need_given(guard, !input.reason.empty(), "reason");
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

void undo(DutyRecord& duty) {
  if (duty.state == DutyState::submitted) duty.late = false;
  duty.state = *duty.state_before;
  duty.due = duty.due_before;
  duty.state_before.reset();
  duty.due_before.reset();
}

void apply(DutyRecord& duty, RecommendationAction action, const DutyInput& input,
           const Scene& scene) {
  if (action == RecommendationAction::undo) return undo(duty);
  duty.state_before = duty.state;
  duty.due_before = duty.due;
  switch (action) {
    case RecommendationAction::set_date:
    case RecommendationAction::extend:
      duty.due = given_day(input, nullptr, scene);
      duty.state = DutyState::open;
      break;
    case RecommendationAction::report:
      file(duty, *input.submission, false);
      break;
    case RecommendationAction::verify:
      duty.state = DutyState::accepted;
      break;
    case RecommendationAction::close:
      duty.state = DutyState::closed;
      break;
    case RecommendationAction::return_:
      duty.state = duty.due ? DutyState::open : DutyState::waiting;
      break;
    case RecommendationAction::undo:
      break;
  }
}

std::string past_tense(RecommendationAction action) {
  switch (action) {
    case RecommendationAction::set_date:
      return "date_set";
    case RecommendationAction::report:
      return "reported";
    case RecommendationAction::verify:
      return "verified";
    case RecommendationAction::close:
      return "closed";
    case RecommendationAction::return_:
      return "returned";
    case RecommendationAction::extend:
      return "extended";
    case RecommendationAction::undo:
      return "undone";
  }
  return "undone";
}

}  // namespace

const Recommendation* find_recommendation(const PlanRecord& record, const DutyRecord& duty) {
  return find_by_key(record.recommendations, duty.key);
}

RecommendationPart as_recommendation(const DutyRecord& duty) {
  RecommendationPart part{
      .state = shown(duty.state), .state_before = {}, .has_day = duty.due.has_value()};
  if (duty.state_before) part.state_before = shown(*duty.state_before);
  return part;
}

std::vector<std::string> open_to(const RecommendationPart& part, std::vector<std::string> actions) {
  if (!part.state_before) std::erase(actions, "undo");
  std::erase(actions, part.has_day ? "set_date" : "extend");
  return actions;
}

FollowUp follow_up(const PlanRecord& record) {
  FollowUp counts;
  for (const auto& duty : record.duties) {
    if (!find_recommendation(record, duty)) continue;
    const auto part = as_recommendation(duty);
    ++counts.all;
    ++(part.state == RecommendationState::open       ? counts.open
       : part.state == RecommendationState::reported ? counts.reported
       : part.state == RecommendationState::verified ? counts.verified
                                                     : counts.closed);
    if (part.state == RecommendationState::open && !part.has_day) ++counts.without_day;
  }
  return counts;
}

Result<Step> act_on_recommendation(const PlanRecord& record, DutyId id, RecommendationAction action,
                                   const DutyInput& input, const Scene& scene) {
  const DutyRecord* before = record.find_duty(id);
  if (!before || !find_recommendation(record, *before)) return Refusal{refuse::no_such_target};
  const bool owns_plan = scene.actor.agency == record.owner;
  const bool owes = before->agency == scene.actor.agency;
  if (!owns_plan && !owes) return Refusal{refuse::not_yours};
  TRY(part_allowed(as_recommendation(*before), action, roles_before(scene.actor, owns_plan, owes)));
  TRY(check(*before, action, input, scene));
  DutyRecord after = *before;
  apply(after, action, input, scene);
  if (action == RecommendationAction::undo || action == RecommendationAction::return_)
    follow_what_changed(after, record, {}, scene);
  after.reason = input.reason;
  ++after.sequence;
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  step.events.push_back({.code = "recommendation." + past_tense(action),
                         .subject_kind = "recommendation",
                         .subject = id.bytes(),
                         .why = input.reason,
                         .before = described(*before),
                         .after = described(after)});
  put_duty(step.record, std::move(after));
  return step;
}

}  // namespace inspectord

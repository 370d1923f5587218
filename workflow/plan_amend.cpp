// SPDX-License-Identifier: Apache-2.0
// An amendment: a revision with its own second-person approval, number and date. Until it is
// notified the content in force stays; then only what changed is told, and accepted filings stay.
#include "workflow/amended_parts.hpp"
#include "workflow/amendment_news.hpp"
#include "workflow/guards.hpp"
#include "workflow/openings.hpp"
#include "workflow/overrides.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// The revision as the journal names it: its own number and date, not the plan's.
Arguments described(const std::optional<Amendment>& amendment) {
  if (!amendment) return {};
  return {{"revision", std::to_string(amendment->revision)},
          {"state", std::string{state_code(amendment->state)}},
          {"number", amendment->number},
          {"date", amendment->date ? to_string(*amendment->date) : ""}};
}

Result<Step> stepped(const PlanRecord& before, PlanRecord after, std::string code,
                     const PlanInput& input) {
  Event event{.code = std::move(code),
              .subject_kind = "plan",
              .subject = before.id.bytes(),
              .why = input.reason,
              .before = described(before.amendment),
              .after = described(after.amendment)};
  return Step{.record = std::move(after),
              .events = {std::move(event)},
              .notices = {},
              .dropped_because = {}};
}

std::string_view open_steps(RevisionState state) {
  switch (state) {
    case RevisionState::drafted:
      return "draft, approve, drop";
    case RevisionState::approved:
      return "number, drop";
    case RevisionState::numbered:
      return "notify, drop";
    case RevisionState::notified:
    case RevisionState::dropped:
      break;
  }
  return "draft";
}

/// A step has its place in the order; what is missing before it is named, and the steps that are
/// open.
void check_order(Guard& guard, const Amendment& amendment, std::string_view step,
                 RevisionState needed) {
  if (amendment.state == needed) return;
  const bool later = amendment.state < needed;
  guard.need(!later || amendment.approval, refuse::not_approved);
  if (later && needed == RevisionState::numbered) {
    guard.add(refuse::number_missing, "/number");
    guard.add(refuse::date_missing, "/date");
  }
  guard.add(refuse::step_not_open, "/step",
            {{"step", std::string{step}}, {"steps", std::string{open_steps(amendment.state)}}});
}

/// A new draft takes the place of the one before; what was written for that one may live on in it.
std::vector<UserId> writers_of(const std::optional<Amendment>& before) {
  return before ? before->written_by : std::vector<UserId>{};
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
  after.amendment =
      Amendment{.revision = record.revision + 1,
                .state = RevisionState::drafted,
                .content = *input.content,
                .reason = input.reason,
                .drafted_by = scene.actor.user,
                .written_by = writers_of(record.amendment),
                .overrides = carried_over(record.overrides, record.content, *input.content),
                .approval = {},
                .number = {},
                .date = {}};
  add_writer(after.amendment->written_by, scene.actor.user);
  propose(after.amendment->overrides, input.overrides, scene);
  return stepped(record, std::move(after), "plan.amendment_drafted", input);
}

Result<Step> approve_revision(const PlanRecord& record, const PlanInput& input,
                              const Scene& scene) {
  const auto& amendment = *record.amendment;
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::approver) || scene.actor.has(Role::clerk), refuse::not_allowed,
             {}, {{"action", "amend"}});
  check_order(guard, amendment, "approve", RevisionState::drafted);
  check_signature(guard, amendment.content, amendment.overrides, amendment.written_by, input,
                  scene);
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
  check_order(guard, amendment, "number", RevisionState::approved);
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  if (input.date && amendment.approval) {
    guard.need(*input.date >= amendment.approval->signed_on, refuse::date_before_signature, "/date",
               {{"date", to_string(*input.date)},
                {"signed_on", to_string(amendment.approval->signed_on)}});
    guard.need(*input.date <= scene.today, refuse::date_in_future, "/date",
               {{"date", to_string(*input.date)}});
  }
  guard.need(!amendment.approval || is_as_approved(amendment, scene), refuse::content_changed);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.amendment->state = RevisionState::numbered;
  after.amendment->number = input.number;
  after.amendment->date = input.date;
  return stepped(record, std::move(after), "plan.amendment_numbered", input);
}

/// The plan as it was and is, with the number and date of what put it in force.
Event amended_event(const PlanRecord& before, const PlanRecord& after) {
  const auto& issued = after.revisions.back();
  auto event = plan_event(before, after, "plan.amended", issued.reason);
  event.after.emplace_back("amendment_number", issued.number);
  event.after.emplace_back("amendment_date", to_string(issued.date));
  return event;
}

Result<Step> notify_revision(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const auto& amendment = *record.amendment;
  PlanRecord after = record;
  after.content = amendment.content;
  after.revision = amendment.revision;
  take_notes(after, input);
  after.overrides = amendment.overrides;
  for (auto& one : after.overrides) one.effective = true;
  Step step{.record = {}, .events = {}, .notices = {}, .dropped_because = "amended"};
  Guard guard{open_actions(record)};
  guard.need(scene.actor.has(Role::clerk) || scene.actor.has(Role::planner), refuse::not_allowed,
             {}, {{"action", "amend"}});
  check_order(guard, amendment, "notify", RevisionState::numbered);
  guard.need(!amendment.approval || is_as_approved(amendment, scene), refuse::content_changed);
  const bool added = reconcile_visits(after, record, step, scene);
  reconcile_duties(after, record, scene);
  reconcile_tasks(after, record);
  begin_parts(after, scene);
  keep_debtors_frozen(after, record);
  check_notifiable(guard, after, scene);
  check_supplied(guard, input.attachment_notes);
  if (!guard.passed()) return std::move(guard).refusal();
  if (added) after.state = PlanState::notified;
  after.revisions.push_back({.revision = amendment.revision,
                             .approval = *amendment.approval,
                             .number = amendment.number,
                             .date = *amendment.date,
                             .reason = amendment.reason,
                             .notified_at = scene.now});
  after.amendment.reset();
  tell_of_changes(step, after, record, scene);
  step.events.push_back(amended_event(record, after));
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
    return stepped(record, std::move(after), "plan.amendment_dropped", input);
  }
  return Refusal{refuse::missing, "/step", {{"what", "step"}}};
}

}  // namespace inspectord

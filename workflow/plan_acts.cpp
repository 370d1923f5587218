// SPDX-License-Identifier: Apache-2.0
#include "workflow/plan_acts.hpp"

#include "workflow/guards.hpp"
#include "workflow/one_line.hpp"
#include "workflow/openings.hpp"
#include "workflow/overrides.hpp"

#include <algorithm>

namespace inspectord {
namespace {

Step stepped(const PlanRecord& before, PlanRecord after, std::string code, std::string why) {
  auto event = plan_event(before, after, std::move(code), std::move(why));
  return Step{.record = std::move(after),
              .events = {std::move(event)},
              .notices = {},
              .dropped_because = {}};
}

Result<Step> edit(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!record.submitted, refuse::locked);
  guard.need(input.content || !input.overrides.empty(), refuse::missing, "/content",
             {{"what", "content"}});
  check_overrides(guard, input.content ? *input.content : record.content, input.overrides,
                  scene.days_off);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  if (input.content) {
    after.content = *input.content;
    after.overrides = carried_over(record.overrides, record.content, after.content);
    after.number = after.content.number;
    after.date = after.content.date;
  }
  propose(after.overrides, input.overrides, scene);
  add_writer(after.written_by, scene.actor.user);
  return stepped(record, std::move(after), "plan.edited", input.reason);
}

Result<Step> submit(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!record.submitted, refuse::locked);
  check_overrides(guard, record.content, input.overrides, scene.days_off);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.submitted = true;
  propose(after.overrides, input.overrides, scene);
  if (!input.overrides.empty()) add_writer(after.written_by, scene.actor.user);
  return stepped(record, std::move(after), "plan.submitted", input.reason);
}

Result<Step> approve(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  check_signature(guard, record.content, record.overrides, record.written_by, input, scene);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::approved;
  after.approval = approval_of(record.content, input, scene);
  for (auto& one : after.overrides) one.effective = true;
  return stepped(record, std::move(after), "plan.approved", input.reason);
}

Result<Step> send_back(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{open_actions(record)};
  guard.need(record.submitted || record.state == PlanState::approved, refuse::wrong_state, {},
             {{"action", "return"}, {"state", std::string{state_code(record.state)}}});
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::drafted;
  after.submitted = false;
  after.approval.reset();
  after.number = after.content.number;  // what the clerk gave was given to the signed content
  after.date = after.content.date;
  after.reason = input.reason;
  for (auto& one : after.overrides) one.effective = false;
  return stepped(record, std::move(after), "plan.returned", input.reason);
}

/// A date that a signed content may bear.
void check_date(Guard& guard, LocalDate date, const Approval& approval, LocalDate today) {
  guard.need(date >= approval.signed_on, refuse::date_before_signature, "/date",
             {{"date", to_string(date)}, {"signed_on", to_string(approval.signed_on)}});
  guard.need(date <= today, refuse::date_in_future, "/date", {{"date", to_string(date)}});
}

Result<Step> number(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  if (input.date) check_date(guard, *input.date, *record.approval, scene.today);
  guard.need(scene.hash_content(record.content) == record.approval->content_hash,
             refuse::content_changed);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.number = input.number;
  const auto& date = *input.date;
  after.date = PartialDate{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day())};
  return stepped(record, std::move(after), "plan.numbered", input.reason);
}

Result<Step> notify(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  PlanRecord after = record;
  take_notes(after, input);
  begin_parts(after, scene);
  Guard guard{open_actions(record)};
  guard.need(scene.hash_content(record.content) == record.approval->content_hash,
             refuse::content_changed);
  check_notifiable(guard, after, scene);
  check_supplied(guard, input.attachment_notes);
  const auto date = record.date ? record.date->full() : std::nullopt;
  if (date) check_date(guard, *date, *record.approval, scene.today);
  if (!guard.passed()) return std::move(guard).refusal();
  after.state = PlanState::notified;
  after.notified_at = scene.now;
  Notice notice{.kind = NoticeKind::plan_notified,
                .to = notice_audience(after.content, after.duties, scene.directory),
                .key = {},
                .old_date = {},
                .reason = {},
                .document = {}};
  Step step = stepped(record, std::move(after), "plan.notified", input.reason);
  step.notices.push_back(std::move(notice));
  return step;
}

/// Only what arrived is told of: that a paper is waived, or comes later, brings nobody anything.
Result<Step> supplement(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!input.attachment_notes.empty(), refuse::missing, "/attachments",
             {{"what", "attachments"}});
  for (const auto& note : input.attachment_notes) {
    guard.need(find_by_key(record.content.attachments, note.key) != nullptr, refuse::no_such_target,
               "/attachments", {{"key", note.key}});
    check_note(guard, note, "/attachments");
  }
  check_supplied(guard, input.attachment_notes);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  take_notes(after, input);
  Step step = stepped(record, std::move(after), "plan.supplemented", input.reason);
  for (const auto& note : input.attachment_notes) {
    if (note.kind != AttachmentNote::Kind::supplied) continue;
    step.notices.push_back(
        {.kind = NoticeKind::attachment_supplied,
         .to = attachment_audience(record.content, record.duties, note.key, scene.directory),
         .key = note.key,
         .old_date = {},
         .reason = {},
         .document = note.reason});
  }
  return step;
}

Result<Step> correct(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{open_actions(record)};
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.corrections.push_back({.number = input.number, .date = *input.date, .text = input.reason});
  return stepped(record, std::move(after), "plan.corrected", input.reason);
}

Result<Step> inspect(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  for (std::size_t i = 0; i < record.visits.size(); ++i) {
    const auto& visit = record.visits[i];
    const bool closed = visit.state == VisitState::held || visit.state == VisitState::cancelled;
    guard.need(closed, refuse::visit_open, "/visits/" + std::to_string(i),
               {{"key", visit.key}, {"state", std::string{state_code(visit.state)}}});
    const bool told = !visit.minutes.empty() || !visit.no_minutes_because.empty();
    guard.need(visit.state != VisitState::held || told || !input.reason.empty(),
               refuse::minutes_missing, "/visits/" + std::to_string(i), {{"key", visit.key}});
  }
  if (record.visits.empty() && input.reason.empty()) {
    const auto end = record.content.period ? record.content.period->end : std::nullopt;
    const LocalDate last = end.value_or(make_date(record.content.plan_year, 12, 31));
    guard.need(last < scene.today, refuse::period_not_over, "/period", {{"end", to_string(last)}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::inspected;
  after.reason = input.reason;
  return stepped(record, std::move(after), "plan.inspected", input.reason);
}

Result<Step> reopen(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{open_actions(record)};
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::notified;
  after.reason = input.reason;
  return stepped(record, std::move(after), "plan.reopened", input.reason);
}

Result<Step> cancel(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const bool told = record.state == PlanState::notified || record.state == PlanState::inspected;
  Guard guard{open_actions(record)};
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (told) guard.need(!input.document.empty(), refuse::document_needed, "/document");
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::cancelled;
  after.reason = input.reason;
  after.closing_document = input.document;
  after.amendment.reset();
  Step step = stepped(record, std::move(after), "plan.cancelled", input.reason);
  step.dropped_because = "plan_cancelled";
  if (told) {
    step.notices.push_back({.kind = NoticeKind::plan_cancelled,
                            .to = notice_audience(record.content, record.duties, scene.directory),
                            .key = {},
                            .old_date = {},
                            .reason = {},
                            .document = input.document});
  }
  return step;
}

/// What comes with an act is told as it stands, so it stands on one line.
Result<Done> on_one_line(const PlanRecord& record, const PlanInput& input) {
  Guard guard{open_actions(record)};
  need_one_line(guard, input.number, "/number");
  need_one_line(guard, input.document, "/document");
  need_one_line(guard, input.signer, "/signer");
  for (const auto& note : input.attachment_notes) {
    if (note.kind == AttachmentNote::Kind::supplied)
      need_one_line(guard, note.reason, "/attachment_notes");
  }
  for (const auto& conclusion : input.conclusions)
    need_one_line(guard, conclusion.number, "/conclusions");
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

}  // namespace

Step draft(Plan plan, PlanId id, const Scene& scene) {
  PlanRecord record;
  record.id = id;
  record.owner = scene.actor.agency;
  record.number = plan.number;
  record.date = plan.date;
  record.drafted_by = scene.actor.user;
  record.written_by = {scene.actor.user};
  record.agencies = scene.directory.by_key;
  record.content = std::move(plan);
  Event event{.code = "plan.drafted",
              .subject_kind = "plan",
              .subject = id.bytes(),
              .why = {},
              .before = {},
              .after = {{"state", "drafted"}, {"title", record.content.title}}};
  return Step{.record = std::move(record),
              .events = {std::move(event)},
              .notices = {},
              .dropped_because = {}};
}

Result<Step> act_on_plan(const PlanRecord& record, PlanAction action, const PlanInput& input,
                         const Scene& scene) {
  TRY(allowed(record, action, scene.actor));
  TRY(on_one_line(record, input));
  switch (action) {
    case PlanAction::draft:
      break;  // has no row from any state; `allowed` refused it
    case PlanAction::edit:
      return edit(record, input, scene);
    case PlanAction::submit:
      return submit(record, input, scene);
    case PlanAction::approve:
      return approve(record, input, scene);
    case PlanAction::return_:
      return send_back(record, input, scene);
    case PlanAction::number:
      return number(record, input, scene);
    case PlanAction::notify:
      return notify(record, input, scene);
    case PlanAction::supplement:
      return supplement(record, input, scene);
    case PlanAction::correct:
      return correct(record, input, scene);
    case PlanAction::inspect:
      return inspect(record, input, scene);
    case PlanAction::reopen:
      return reopen(record, input, scene);
    case PlanAction::conclude:
      return conclude(record, input, scene);
    case PlanAction::cancel:
      return cancel(record, input, scene);
    case PlanAction::amend:
      return amend(record, input, scene);
  }
  throw std::logic_error("a plan action without an act");
}

}  // namespace inspectord

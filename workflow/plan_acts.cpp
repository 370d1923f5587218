// SPDX-License-Identifier: Apache-2.0
#include "workflow/plan_acts.hpp"

#include "workflow/guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

Step stepped(const PlanRecord& before, PlanRecord after, std::string code, std::string why) {
  auto event = plan_event(before, after, std::move(code), std::move(why));
  return Step{.record = std::move(after), .events = {std::move(event)}, .notices = {}, .dropped_because = {}};
}

bool number_only(std::string_view code) {
  return code == "MISSING_NUMBER" || code == "MISSING_DATE" || code == "MISSING_DAY";
}

Result<Step> edit(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{record.state};
  guard.need(!record.submitted, refuse::locked);
  guard.need(input.content || !input.overrides.empty(), refuse::missing, "/content", {{"what", "content"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  if (input.content) {
    after.content = *input.content;
    after.number = after.content.number;
    after.date = after.content.date;
  }
  for (const auto& proposed : input.overrides) after.overrides.push_back(proposed);
  return stepped(record, std::move(after), "plan.edited", input.reason);
}

Result<Step> submit(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{record.state};
  guard.need(!record.submitted, refuse::locked);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.submitted = true;
  for (const auto& proposed : input.overrides) after.overrides.push_back(proposed);
  return stepped(record, std::move(after), "plan.submitted", input.reason);
}

bool has_leader(const Plan& plan) {
  return std::any_of(plan.teams.begin(), plan.teams.end(), [](const Team& team) {
    return std::any_of(team.members.begin(), team.members.end(),
                       [](const TeamMember& member) { return member.role == TeamRole::leader; });
  });
}

Result<Step> approve(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const bool recorded_by_clerk = !scene.actor.has(Role::approver);
  Guard guard{record.state};
  guard.need(record.drafted_by != scene.actor.user, refuse::own_draft, "/drafted_by");
  if (recorded_by_clerk) {
    guard.need(!input.signer.empty(), refuse::missing, "/signer", {{"what", "signer"}});
    guard.need(input.signed_on.has_value(), refuse::missing, "/signed_on", {{"what", "signed_on"}});
    guard.need(input.signed_file.has_value(), refuse::missing, "/signed_file", {{"what", "signed_file"}});
  } else if (record.content.signer && record.content.signer->name != scene.actor.name) {
    guard.need(input.signer == scene.actor.name && !input.reason.empty(), refuse::not_the_signer, "/signer",
               {{"signer", record.content.signer->name}});
  }
  const LocalDate signed_on = input.signed_on.value_or(scene.today);
  guard.need(signed_on <= scene.today, refuse::date_in_future, "/signed_on", {{"date", to_string(signed_on)}});
  for (const auto& warning : open_errors(record.content, record.overrides, scene.days_off, true)) {
    guard.add(refuse::open_error, warning.pointer, {{"code", std::string{warning.code}}});
  }
  if (record.content.kind == PlanKind::inspection_plan) {
    guard.need(has_leader(record.content), refuse::no_leader, "/teams");
    guard.need(!record.content.visits.empty(), refuse::no_visit, "/visits");
  }
  if (!guard.passed()) return std::move(guard).refusal();

  PlanRecord after = record;
  after.state = PlanState::approved;
  const std::string named = record.content.signer ? record.content.signer->name : std::string{};
  after.approval = Approval{.signer = input.signer.empty() ? named : input.signer,
                            .signed_on = signed_on,
                            .recorded_by = scene.actor.user,
                            .on_paper = recorded_by_clerk,
                            .signed_file = input.signed_file,
                            .content_hash = scene.hash_content(record.content),
                            .at = scene.now};
  for (auto& one : after.overrides) one.effective = true;
  return stepped(record, std::move(after), "plan.approved", input.reason);
}

Result<Step> send_back(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{record.state};
  guard.need(record.submitted || record.state == PlanState::approved, refuse::wrong_state, {},
             {{"action", "return"}, {"state", std::string{state_code(record.state)}}});
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::drafted;
  after.submitted = false;
  after.approval.reset();
  after.reason = input.reason;
  for (auto& one : after.overrides) one.effective = false;
  return stepped(record, std::move(after), "plan.returned", input.reason);
}

Result<Step> number(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{record.state};
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  if (input.date) {
    guard.need(*input.date >= record.approval->signed_on, refuse::date_before_signature, "/date",
               {{"date", to_string(*input.date)}, {"signed_on", to_string(record.approval->signed_on)}});
    guard.need(*input.date <= scene.today, refuse::date_in_future, "/date", {{"date", to_string(*input.date)}});
  }
  guard.need(scene.hash_content(record.content) == record.approval->content_hash, refuse::content_changed);
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
  for (const auto& note : input.attachment_notes) after.attachment_notes.push_back(note);
  for (const auto& waiver : input.reach_waivers) after.reach_waivers.push_back(waiver);
  begin_parts(after, scene);
  Guard guard{record.state};
  guard.need(scene.hash_content(record.content) == record.approval->content_hash, refuse::content_changed);
  check_notifiable(guard, after, input, scene);
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

Result<Step> supplement(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{record.state};
  guard.need(!input.attachment_notes.empty(), refuse::missing, "/attachments", {{"what", "attachments"}});
  for (const auto& note : input.attachment_notes) {
    guard.need(find_by_key(record.content.attachments, note.key) != nullptr, refuse::no_such_target, "/attachments",
               {{"key", note.key}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  Step step = stepped(record, record, "plan.supplemented", input.reason);
  for (const auto& note : input.attachment_notes) {
    std::erase_if(after.attachment_notes, [&](const auto& old) { return old.key == note.key; });
    after.attachment_notes.push_back(note);
    step.notices.push_back({.kind = NoticeKind::attachment_supplied,
                            .to = notice_audience(after.content, after.duties, scene.directory),
                            .key = note.key,
                            .old_date = {},
                            .reason = {},
                            .document = note.reason});
  }
  step.record = std::move(after);
  return step;
}

Result<Step> correct(const PlanRecord& record, const PlanInput& input, const Scene&) {
  Guard guard{record.state};
  guard.need(!input.number.empty(), refuse::number_missing, "/number");
  guard.need(input.date.has_value(), refuse::date_missing, "/date");
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.corrections.push_back({.number = input.number, .date = *input.date, .text = input.reason});
  return stepped(record, std::move(after), "plan.corrected", input.reason);
}

Result<Step> inspect(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{record.state};
  for (std::size_t i = 0; i < record.visits.size(); ++i) {
    const auto& visit = record.visits[i];
    const bool closed = visit.state == VisitState::held || visit.state == VisitState::cancelled;
    guard.need(closed, refuse::visit_open, "/visits/" + std::to_string(i),
               {{"key", visit.key}, {"state", std::string{state_code(visit.state)}}});
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
  Guard guard{record.state};
  guard.need(!input.reason.empty(), refuse::missing, "/reason", {{"what", "reason"}});
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::notified;
  after.reason = input.reason;
  return stepped(record, std::move(after), "plan.reopened", input.reason);
}

void check_conclusions(Guard& guard, const PlanRecord& record, const PlanInput& input) {
  if (record.content.kind != PlanKind::inspection_plan) {
    guard.need(!input.document.empty() || !input.reason.empty() || input.date, refuse::document_needed, "/document");
    return;
  }
  for (const auto& visit : record.visits) {
    if (visit.state != VisitState::held) continue;
    const auto* planned = find_by_key(record.content.visits, visit.key);
    const bool covered = std::any_of(input.conclusions.begin(), input.conclusions.end(), [&](const auto& conclusion) {
      return !conclusion.number.empty() && planned &&
             std::find(conclusion.units.begin(), conclusion.units.end(), planned->unit) != conclusion.units.end();
    });
    guard.need(covered, refuse::document_needed, "/conclusions", {{"unit", planned ? planned->unit : visit.key}});
  }
}

Result<Step> conclude(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{record.state};
  check_conclusions(guard, record, input);
  for (std::size_t i = 0; i < record.duties.size(); ++i) {
    const auto& duty = record.duties[i];
    const bool pending = duty.state == DutyState::open || duty.state == DutyState::returned;
    const bool due_by_now = duty.due && duty.due->last_on_time <= scene.today;
    guard.need(!(pending && due_by_now), refuse::duty_open, "/duties/" + std::to_string(i), {{"key", duty.key}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::concluded;
  after.reason = input.reason;
  after.closing_document = input.document;
  for (const auto& conclusion : input.conclusions) {
    after.closing_document += (after.closing_document.empty() ? "" : "; ") + conclusion.number + ", " +
                              to_string(conclusion.date);
  }
  for (auto& duty : after.duties) {
    if (duty.state == DutyState::waiting || duty.state == DutyState::open || duty.state == DutyState::returned) {
      duty.state = DutyState::ended;
    }
  }
  Step step = stepped(record, std::move(after), "plan.concluded", input.reason);
  step.dropped_because = "concluded";
  return step;
}

Result<Step> cancel(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  const bool told = record.state == PlanState::notified || record.state == PlanState::inspected;
  Guard guard{record.state};
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
                            .reason = input.reason,
                            .document = input.document});
  }
  return step;
}

}  // namespace

Step draft(Plan plan, PlanId id, const Scene& scene) {
  PlanRecord record;
  record.id = id;
  record.owner = scene.actor.agency;
  record.number = plan.number;
  record.date = plan.date;
  record.drafted_by = scene.actor.user;
  record.agencies = scene.directory.by_key;
  record.content = std::move(plan);
  Event event{.code = "plan.drafted",
              .subject_kind = "plan",
              .subject = id.bytes(),
              .why = {},
              .before = {},
              .after = {{"state", "drafted"}, {"title", record.content.title}}};
  return Step{.record = std::move(record), .events = {std::move(event)}, .notices = {}, .dropped_because = {}};
}

Result<Step> act_on_plan(const PlanRecord& record, PlanAction action, const PlanInput& input, const Scene& scene) {
  TRY(allowed(record.state, action, scene.actor));
  switch (action) {
    case PlanAction::draft: break;  // has no row from any state; `allowed` refused it
    case PlanAction::edit: return edit(record, input, scene);
    case PlanAction::submit: return submit(record, input, scene);
    case PlanAction::approve: return approve(record, input, scene);
    case PlanAction::return_: return send_back(record, input, scene);
    case PlanAction::number: return number(record, input, scene);
    case PlanAction::notify: return notify(record, input, scene);
    case PlanAction::supplement: return supplement(record, input, scene);
    case PlanAction::correct: return correct(record, input, scene);
    case PlanAction::inspect: return inspect(record, input, scene);
    case PlanAction::reopen: return reopen(record, input, scene);
    case PlanAction::conclude: return conclude(record, input, scene);
    case PlanAction::cancel: return cancel(record, input, scene);
    case PlanAction::amend: return amend(record, input, scene);
  }
  throw std::logic_error("a plan action without an act");
}

std::vector<Warning> open_errors(const Plan& plan, const std::vector<Override>& overrides, const DaysOff& days_off,
                                 bool proposed) {
  auto warnings = find_errors(plan, days_off);
  std::erase_if(warnings, [&](const Warning& warning) {
    if (number_only(warning.code)) return true;
    return std::any_of(overrides.begin(), overrides.end(), [&](const Override& one) {
      return one.code == warning.code && one.pointer == warning.pointer && (one.effective || proposed);
    });
  });
  return warnings;
}

}  // namespace inspectord

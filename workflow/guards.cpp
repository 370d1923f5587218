// SPDX-License-Identifier: Apache-2.0
#include "workflow/guards.hpp"

#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool has_visit(const PlanRecord& record, const std::string& key) {
  return find_by_key(record.visits, key) != nullptr;
}

/// One duty of a debtor: period, state and due date.
struct Opening {
  std::string period = {};
  DutyState state = DutyState::waiting;
  std::optional<DueDate> due;
};

/// A duty due at a visit is owed at each visit of its debtor; where there is none, it waits for a
/// day.
std::vector<Opening> openings_at_visits(const Plan& plan, const Duty& duty,
                                        std::optional<AgencyId> debtor, const Scene& scene) {
  std::vector<Opening> openings;
  for (const auto& visit : plan.visits) {
    if (!debtor || scene.directory.find(visit.unit) != debtor) continue;
    openings.push_back({visit.key, DutyState::open,
                        derive_due_date(duty.due.raw, Bound::by, visit.date, scene.days_off)});
  }
  if (openings.empty()) openings.push_back({});
  return openings;
}

/// The periods of a repetition that are near enough, each by its day.
std::vector<Opening> openings_again(const Plan& plan, const PlannedDue& rule, LocalDate from,
                                    const Scene& scene) {
  std::vector<Opening> openings;
  const auto until = plus_days(scene.today, opens_ahead(*rule.again));
  for (const auto& day : days_of(plan, *rule.again, from, until, scene.days_off)) {
    openings.push_back({to_string(day.nominal), DutyState::open,
                        derive_due_date(rule.raw, rule.bound, day.due, scene.days_off)});
  }
  return openings;
}

std::vector<Opening> openings_of(const Plan& plan, const Duty& duty, std::optional<AgencyId> debtor,
                                 const Scene& scene) {
  const auto due_on = [&](LocalDate day) {
    return derive_due_date(duty.due.raw, duty.due.bound, day, scene.days_off);
  };
  switch (duty.due.kind) {
    case DueKind::date:
    case DueKind::within: {
      const auto due = planned_due_date(duty.due, std::nullopt, scene.days_off);
      return {{{}, due ? DutyState::open : DutyState::waiting, due}};
    }
    case DueKind::yearly:
      return {{std::to_string(plan.plan_year), DutyState::open,
               due_on(yearly_day(duty.due, plan.plan_year))}};
    case DueKind::at_visit:
      return openings_at_visits(plan, duty, debtor, scene);
    case DueKind::at_once:
      return {{{}, DutyState::standing, std::nullopt}};
    case DueKind::undated:
      if (duty.due.again) return openings_again(plan, duty.due, scene.today, scene);
      return {{}};
    case DueKind::window:
      return {{}};
  }
  throw std::logic_error("a kind of due date without an opening");
}

bool has_duty(const PlanRecord& record, const std::string& key, std::optional<AgencyId> agency,
              const std::string& period) {
  return std::any_of(record.duties.begin(), record.duties.end(), [&](const DutyRecord& duty) {
    const bool of_agency = duty.agency == agency || (agency && duty.handed_from == agency);
    return duty.key == key && of_agency && duty.period == period;
  });
}

/// Who owes now what the content asks of a debtor: the successor to whom it was handed over last.
std::optional<AgencyId> owes_now(const PlanRecord& record, const std::string& key,
                                 std::optional<AgencyId> debtor) {
  auto owes = debtor;
  for (const auto& duty : record.duties) {
    if (debtor && duty.key == key && duty.handed_from == debtor) owes = duty.agency;
  }
  return owes;
}

std::vector<std::optional<AgencyId>> debtors_or_none(const PlanRecord& record, const Duty& duty,
                                                     const Scene& scene) {
  std::vector<std::optional<AgencyId>> debtors;
  for (const auto agency : debtors_of(record.content, duty, scene.directory))
    debtors.push_back(agency);
  if (debtors.empty()) debtors.push_back(std::nullopt);
  return debtors;
}

void open_for(PlanRecord& record, const Duty& duty, std::optional<AgencyId> debtor,
              const std::vector<Opening>& openings, const Scene& scene) {
  const auto owes = owes_now(record, duty.key, debtor);
  for (const auto& opening : openings) {
    if (has_duty(record, duty.key, debtor, opening.period)) continue;
    record.duties.push_back({.id = DutyId::make(scene.now, scene.random),
                             .key = duty.key,
                             .agency = owes,
                             .period = opening.period,
                             .state = opening.state,
                             .due = opening.due,
                             .reason = {},
                             .state_before = {},
                             .due_before = {},
                             .handed_from = owes == debtor ? std::nullopt : debtor});
  }
}

/// A group keeps the members that it had at the notification: those of the first period.
std::vector<std::optional<AgencyId>> frozen_debtors(const PlanRecord& record, const Duty& duty,
                                                    const Scene& scene) {
  std::vector<std::optional<AgencyId>> debtors;
  for (const auto& one : record.duties) {
    const auto debtor = one.handed_from ? one.handed_from : one.agency;
    const bool ended = one.state == DutyState::ended || one.released;
    if (one.key != duty.key || ended || std::ranges::find(debtors, debtor) != debtors.end())
      continue;
    debtors.push_back(debtor);
  }
  return debtors.empty() ? debtors_or_none(record, duty, scene) : debtors;
}

void begin_duty(PlanRecord& record, const Duty& duty, const Scene& scene) {
  for (const auto& debtor : debtors_or_none(record, duty, scene))
    open_for(record, duty, debtor, openings_of(record.content, duty, debtor, scene), scene);
}

bool waived(const PlanRecord& record, const std::string& target) {
  return std::any_of(
      record.reach_waivers.begin(), record.reach_waivers.end(),
      [&](const ReachWaiver& waiver) { return waiver.target == target && !waiver.reason.empty(); });
}

/// Parts that are over need nobody to be told of them any more.
bool over(const VisitRecord* visit) {
  return visit && (visit->state == VisitState::held || visit->state == VisitState::cancelled);
}

bool pending(const DutyRecord& duty) {
  return duty.state == DutyState::waiting || duty.state == DutyState::open ||
         duty.state == DutyState::returned;
}

std::string name_of(const Plan& plan, const Debtor& debtor) {
  if (const auto* agency = find_by_key(plan.agencies, debtor.agency)) return agency->name;
  if (const auto* group = find_by_key(plan.groups, debtor.group)) return group->name;
  return debtor.text.empty() ? debtor.role : debtor.text;
}

/// Where a duty stands in the content.
std::string pointer_of(const Plan& plan, const std::string& key) {
  const auto in = [&](const auto& entries, std::string_view list) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].key == key) return "/" + std::string{list} + "/" + std::to_string(i);
    }
    return std::string{};
  };
  const auto duty = in(plan.duties, "duties");
  return duty.empty() ? in(plan.recurring_duties, "recurring_duties") : duty;
}

void check_debtor(Guard& guard, const PlanRecord& record, const Duty& duty, const DutyRecord& one,
                  const Directory& directory) {
  const std::string pointer = pointer_of(record.content, duty.key);
  const auto* agency = one.agency ? directory.find(*one.agency) : nullptr;
  const std::string who = agency ? agency->name : name_of(record.content, duty.owed_by);
  if (agency && !agency->in_force) {
    guard.add(refuse::successor_needed, pointer, {{"who", who}});
  } else if (!agency || !agency->reachable) {
    guard.add(refuse::reaches_nobody, pointer, {{"target", "duty:" + duty.key}, {"who", who}});
  }
}

void check_reach(Guard& guard, const PlanRecord& record, const Scene& scene) {
  const auto& directory = scene.directory;
  for (std::size_t i = 0; i < record.content.visits.size(); ++i) {
    const auto& visit = record.content.visits[i];
    if (over(find_by_key(record.visits, visit.key))) continue;
    const auto unit = directory.find(visit.unit);
    const auto office = directory.find(visit.specialist_office);
    const bool reached =
        (unit && directory.can_be_told(*unit)) || (office && directory.can_be_told(*office));
    guard.need(reached || waived(record, "visit:" + visit.key), refuse::reaches_nobody,
               "/visits/" + std::to_string(i),
               {{"target", "visit:" + visit.key}, {"who", visit.unit}});
  }
  for (const auto& duty : duties_asked(record.content)) {
    const bool dated =
        duty.due.kind == DueKind::yearly || duty.due.day.has_value() || duty.due.again.has_value();
    if (!dated) continue;
    if (waived(record, "duty:" + duty.key)) continue;
    for (const auto& one : record.duties) {
      if (one.key == duty.key && pending(one)) check_debtor(guard, record, duty, one, directory);
    }
  }
}

void check_attachments(Guard& guard, const PlanRecord& record) {
  for (std::size_t i = 0; i < record.content.attachments.size(); ++i) {
    const auto& attachment = record.content.attachments[i];
    if (!attachment.holds.empty()) continue;
    const auto* note = find_by_key(record.attachment_notes, attachment.key);
    const std::string pointer = "/attachments/" + std::to_string(i);
    if (!note) {
      guard.add(refuse::attachment_missing, pointer,
                {{"name", attachment.name}, {"key", attachment.key}});
    } else {
      check_note(guard, *note, pointer);
    }
  }
}

/// What a submission, or none yet, leaves of the table's actions.
std::vector<std::string> open_to(const PlanRecord& record, std::vector<std::string> actions) {
  if (record.state != PlanState::drafted) return actions;
  std::erase_if(actions, [&](const std::string& action) {
    return record.submitted ? action == "edit" || action == "submit" : action == "return";
  });
  return actions;
}

}  // namespace

std::vector<std::string> open_actions(const PlanRecord& record) {
  return open_to(record, open_actions(record.state));
}

Result<Done> allowed(const PlanRecord& record, PlanAction action, const Actor& actor) {
  const auto* row = find_transition(record.state, action);
  if (!row) {
    return Refusal{refuse::wrong_state,
                   {},
                   {{"action", std::string{state_code(action)}},
                    {"state", std::string{state_code(record.state)}}}}
        .with_open_actions(open_actions(record));
  }
  if (!actor.roles.has_any(row->who)) {
    return Refusal{refuse::not_allowed, {}, {{"action", std::string{state_code(action)}}}}
        .with_open_actions(open_to(record, open_actions(record.state, actor.roles)));
  }
  return Done{};
}

Event plan_event(const PlanRecord& before, const PlanRecord& after, std::string code,
                 std::string why) {
  const auto described = [](const PlanRecord& record) {
    return Arguments{{"state", std::string{state_code(record.state)}},
                     {"submitted", record.submitted ? "true" : "false"},
                     {"revision", std::to_string(record.revision)},
                     {"number", record.number},
                     {"date", record.date ? to_string(*record.date) : ""}};
  };
  return Event{.code = std::move(code),
               .subject_kind = "plan",
               .subject = before.id.bytes(),
               .why = std::move(why),
               .before = described(before),
               .after = described(after)};
}

void begin_parts(PlanRecord& record, const Scene& scene) {
  for (const auto& visit : record.content.visits) {
    if (has_visit(record, visit.key)) continue;
    record.visits.push_back(
        {.id = VisitId::make(scene.now, scene.random),
         .key = visit.key,
         .state = visit.tentative ? VisitState::tentative : VisitState::confirmed,
         .date = visit.date,
         .reason = {},
         .state_before = {},
         .date_before = {}});
  }
  for (const auto& duty : duties_asked(record.content)) begin_duty(record, duty, scene);
  for (const auto& task : record.content.tasks) {
    if (find_by_key(record.tasks, task.key)) continue;
    record.tasks.push_back({.id = TaskId::make(scene.now, scene.random),
                            .key = task.key,
                            .inner_date = {},
                            .reason = {},
                            .state_before = {}});
  }
}

void begin_periods(PlanRecord& record, LocalDate from, const Scene& scene) {
  for (const auto& duty : duties_asked(record.content)) {
    if (!duty.due.again) continue;
    const auto openings = openings_again(record.content, duty.due, from, scene);
    for (const auto& debtor : frozen_debtors(record, duty, scene))
      open_for(record, duty, debtor, openings, scene);
  }
}

void check_supplied(Guard& guard, const std::vector<AttachmentNote>& notes) {
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].kind != AttachmentNote::Kind::supplied) continue;
    guard.need(notes[i].file.has_value(), refuse::missing,
               "/attachment_notes/" + std::to_string(i) + "/file", {{"what", "file"}});
  }
}

void check_note(Guard& guard, const AttachmentNote& note, const std::string& pointer) {
  if (note.kind == AttachmentNote::Kind::to_follow) {
    guard.need(note.day.has_value(), refuse::missing, pointer, {{"what", "day"}});
    guard.need(!note.owner.empty(), refuse::missing, pointer, {{"what", "owner"}});
  }
  if (note.kind == AttachmentNote::Kind::waived)
    guard.need(!note.reason.empty(), refuse::missing, pointer, {{"what", "reason"}});
}

void take_notes(PlanRecord& record, const PlanInput& input) {
  for (const auto& note : input.attachment_notes) {
    std::erase_if(record.attachment_notes, [&](const auto& old) { return old.key == note.key; });
    record.attachment_notes.push_back(note);
  }
  for (const auto& waiver : input.reach_waivers) {
    std::erase_if(record.reach_waivers,
                  [&](const auto& old) { return old.target == waiver.target; });
    record.reach_waivers.push_back(waiver);
  }
}

void check_notifiable(Guard& guard, const PlanRecord& record, const Scene& scene) {
  guard.need(!record.number.empty(), refuse::number_missing, "/number");
  guard.need(record.date && record.date->full(), refuse::date_missing, "/date");
  for (const auto& warning : open_errors(record.content, record.overrides, scene.days_off, false)) {
    guard.add(refuse::open_error, warning.pointer, {{"code", std::string{warning.code}}});
  }
  check_reach(guard, record, scene);
  check_attachments(guard, record);
}

}  // namespace inspectord

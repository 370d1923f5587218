// SPDX-License-Identifier: Apache-2.0
#include "workflow/guards.hpp"

#include "workflow/duties_asked.hpp"

#include <algorithm>

namespace inspectord {
namespace {

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
        duty.due.kind == DueKind::yearly || duty.due.day || duty.due.again || duty.due.from_visit;
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

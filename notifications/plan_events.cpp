// SPDX-License-Identifier: Apache-2.0
#include "notifications/plan_events.hpp"

#include "calendar/date_words.hpp"
#include "notifications/plan_facts.hpp"
#include "workflow/audience.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/visit_reasons.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int days_shown_after_cancelling = 90;

/// A visit or duty (or recommendation), and the content that speaks of it: the one in force, or the
/// last that did.
template <class Part>
struct Found {
  const Plan* content = nullptr;
  std::optional<Part> part{};
};

Found<Visit> planned_in(const Plan& content, const VisitRecord& visit) {
  const auto* planned = find_by_key(content.visits, visit.key);
  return {&content, planned ? std::optional{*planned} : std::nullopt};
}
Found<Duty> planned_in(const Plan& content, const DutyRecord& duty) {
  return {&content, find_duty(content, duty.key)};
}

/// In the content in force; recommendations stand beside it.
Found<Visit> planned_now(const PlanRecord& plan, const VisitRecord& visit) {
  return planned_in(plan.content, visit);
}
Found<Duty> planned_now(const PlanRecord& plan, const DutyRecord& duty) {
  return {&plan.content, find_duty(plan, duty.key)};
}

template <class Record>
auto planned_of(const PlanForCalendar& plan, const Record& record) {
  auto found = planned_now(plan.record, record);
  for (const auto& content : plan.former) {
    if (found.part) break;
    found = planned_in(content, record);
  }
  return found;
}

std::string said(const PlanForCalendar& plan, std::string_view key, const Arguments& with = {}) {
  return words(plan.language, "calendar." + std::string{key}, with);
}

/// UID, SEQUENCE and stamps of an entry, and that the end of the plan is the end of it.
CalendarEvent entry_of(const PlanForCalendar& plan, const UuidBytes& id, int sequence) {
  CalendarEvent event;
  event.uid = uuid_to_string(id);
  event.sequence = sequence;
  event.changed_at = plan.changes.of(id);
  if (plan.record.state == PlanState::cancelled) {
    event.sequence += 1;
    event.status = EventStatus::cancelled;
    event.changed_at = std::max(event.changed_at, plan.changes.plan);
  }
  return event;
}

/// The words of an entry by its state: of one that the plan's end cancelled, those of a cancelled
/// one.
std::string_view wording(const PlanForCalendar& plan, std::string_view of_cancelled,
                         std::string_view of_its_state) {
  return plan.record.state == PlanState::cancelled ? of_cancelled : of_its_state;
}

std::string_view wording_of(VisitState state) {
  switch (state) {
    case VisitState::tentative:
      return "visit.tentative";
    case VisitState::confirmed:
    case VisitState::held:
      return "visit";
    case VisitState::postponed:
      return "visit.postponed";
    case VisitState::cancelled:
      return "visit.cancelled";
  }
  return "visit";
}

EventStatus status_of(VisitState state) {
  switch (state) {
    case VisitState::tentative:
      return EventStatus::tentative;
    case VisitState::confirmed:
    case VisitState::held:
      return EventStatus::confirmed;
    case VisitState::postponed:  // not on that day any more, and on no other yet
    case VisitState::cancelled:
      return EventStatus::cancelled;
  }
  return EventStatus::confirmed;
}

/// "08:00-11:00 buổi sáng, UBND xã A (hội trường)"
std::string session_line(const PlanForCalendar& plan, const Plan& content, const Session& session) {
  auto line = to_string(session.start);
  if (session.end) line += "-" + to_string(*session.end);
  if (!session.part.empty()) line += " " + words(plan.language, "session." + session.part);
  if (!session.unit.empty()) line += ", " + agency_name(content, session.unit);
  if (!session.place.empty()) line += " (" + session.place + ")";
  return line;
}

/// Nobody has said yet which of the sessions is for the unit.
bool is_unallocated(const Visit& visit) {
  return visit.sessions.size() > 1 &&
         std::ranges::all_of(visit.sessions, [](const Session& one) { return one.unit.empty(); });
}

/// From the first session to the last one; all day where sessions are not allocated.
void set_times(CalendarEvent& event, const Visit& visit) {
  if (visit.sessions.empty() || is_unallocated(visit)) return;
  const auto first = std::ranges::min_element(visit.sessions, {}, &Session::start);
  const auto last = std::ranges::max_element(visit.sessions, {}, &Session::start);
  event.start = first->start;
  event.end = last->end;
}

std::string visit_description(const PlanForCalendar& plan, const Plan& content, const Visit& visit,
                              const VisitRecord& record) {
  std::string text = said(plan, "plan", {{"plan", cited(plan.record, plan.language)}});
  for (const auto& session : visit.sessions) text += "\n" + session_line(plan, content, session);
  if (is_unallocated(visit)) text += "\n" + said(plan, "unallocated");
  for (const auto& unit : visit.sub_units) {
    const auto name = unit.agency.empty() ? unit.placeholder : agency_name(content, unit.agency);
    text += "\n" + said(plan, "sub_unit", {{"unit", name}});
  }
  if (is_visit_reason(record.reason)) {
    const auto reason = words(plan.language, "visit_reason." + record.reason);
    text += "\n" + said(plan, "reason", {{"reason", reason}});
  }
  return text;
}

CalendarEvent visit_event(const PlanForCalendar& plan, const VisitRecord& record,
                          const Found<Visit>& found) {
  auto event = entry_of(plan, record.id.bytes(), record.sequence);
  if (event.status != EventStatus::cancelled) event.status = status_of(record.state);
  event.day = record.date;
  set_times(event, *found.part);
  event.summary = said(plan, wording(plan, "visit.cancelled", wording_of(record.state)),
                       {{"unit", agency_name(*found.content, found.part->unit)}});
  event.description = visit_description(plan, *found.content, *found.part, record);
  event.location = found.part->place;
  if (event.location.empty() && found.part->sessions.size() == 1)
    event.location = found.part->sessions.front().place;
  event.categories = {said(plan, "category.visit")};
  return event;
}

std::string_view wording_of(DutyState state) {
  switch (state) {
    case DutyState::waiting:
    case DutyState::standing:
    case DutyState::open:
    case DutyState::returned:
      return "duty";
    case DutyState::submitted:
    case DutyState::accepted:
    case DutyState::closed:
      return "duty.filed";
    case DutyState::missed:
      return "duty.missed";
    case DutyState::waived:
    case DutyState::ended:
      return "duty.cancelled";
  }
  return "duty";
}

/// Who owes it: its agency, or what the paper says where nobody is known yet.
std::string debtor_of(const PlanForCalendar& plan, const DutyRecord& record,
                      const Found<Duty>& found) {
  const auto known = record.agency ? plan.names.find(*record.agency) : plan.names.end();
  if (known != plan.names.end()) return known->second;
  const auto& debtor = found.part->owed_by;
  if (!debtor.group.empty()) return agency_name(*found.content, debtor.group);
  if (!debtor.agency.empty()) return agency_name(*found.content, debtor.agency);
  return debtor.role.empty() ? debtor.text : words(plan.language, "team_role." + debtor.role);
}

CalendarEvent duty_event(const PlanForCalendar& plan, const DutyRecord& record,
                         const Found<Duty>& found) {
  auto event = entry_of(plan, record.id.bytes(), record.sequence);
  if (record.state == DutyState::waived || record.state == DutyState::ended)
    event.status = EventStatus::cancelled;
  const auto& duty = *found.part;
  event.day = record.due->last_on_time;
  event.deadline = true;
  event.summary = said(plan, wording(plan, "duty.cancelled", wording_of(record.state)),
                       {{"what", duty.what}, {"debtor", debtor_of(plan, record, found)}});
  event.description = said(plan, "plan", {{"plan", cited(plan.record, plan.language)}}) + "\n" +
                      said(plan, "due", {{"due", deadline(plan.language, *record.due)}});
  if (!duty.to.empty())
    event.description += "\n" + said(plan, "to", {{"to", agency_name(*found.content, duty.to)}});
  if (!record.reason.empty())
    event.description += "\n" + said(plan, "reason", {{"reason", record.reason}});
  event.categories = {said(plan, "category.duty")};
  return event;
}

bool is_of_team(const Plan& content, const Visit& visit, const std::string& team) {
  if (!visit.team.empty()) return visit.team == team;
  return !content.teams.empty() && content.teams.front().key == team;
}

bool is_chosen(const EventChoice& choice, const Found<Visit>& found) {
  if (!choice.team.empty() && !is_of_team(*found.content, *found.part, choice.team)) return false;
  if (!choice.agency) return true;
  const auto told = visit_audience(*found.content, *found.part, *choice.directory);
  return std::ranges::any_of(told, [&](const Told& one) { return one.agency == *choice.agency; });
}

bool is_chosen(const EventChoice& choice, const DutyRecord& record, const Duty& duty) {
  if (!choice.team.empty() && duty.owed_by.role.empty()) return false;
  return !choice.agency || record.agency == choice.agency;
}

bool has_a_day(const DutyRecord& record) {
  return record.due && record.state != DutyState::waiting && record.state != DutyState::standing;
}

bool is_in_force(const PlanRecord& record) {
  return record.notified_at && record.state != PlanState::drafted &&
         record.state != PlanState::approved;
}

bool is_long_gone(const PlanForCalendar& plan, const CalendarEvent& event) {
  if (event.status != EventStatus::cancelled) return false;
  const LocalDate changed{std::chrono::floor<std::chrono::days>(event.changed_at)};
  return days_between(changed, plan.today) > days_shown_after_cancelling;
}

}  // namespace

bool needs_former_contents(const PlanRecord& record) {
  const auto is_unknown = [&](const auto& part) {
    return !planned_now(record, part).part.has_value();
  };
  return std::ranges::any_of(record.visits, is_unknown) ||
         std::ranges::any_of(record.duties, is_unknown);
}

std::vector<CalendarEvent> plan_events(const PlanForCalendar& plan, const EventChoice& choice) {
  std::vector<CalendarEvent> events;
  if (!is_in_force(plan.record)) return events;
  for (const auto& record : plan.record.visits) {
    const auto found = planned_of(plan, record);
    if (found.part && is_chosen(choice, found)) events.push_back(visit_event(plan, record, found));
  }
  for (const auto& record : plan.record.duties) {
    if (!has_a_day(record)) continue;
    const auto found = planned_of(plan, record);
    if (found.part && is_chosen(choice, record, *found.part))
      events.push_back(duty_event(plan, record, found));
  }
  std::erase_if(events, [&](const CalendarEvent& event) { return is_long_gone(plan, event); });
  return events;
}

}  // namespace inspectord

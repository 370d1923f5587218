// SPDX-License-Identifier: Apache-2.0
#include "tests/usecases/simulation/people.hpp"

#include "calendar/days_off_data.hpp"
#include "storage/calendars.hpp"
#include "storage/policies.hpp"
#include "tests/usecases/simulation/plans.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/policy_cases.hpp"
#include "workflow/visit_reasons.hpp"

#include <array>
#include <string>

namespace inspectord::simulation {
namespace {

/// All that a change of a calendar says of itself, to be compared.
std::string described(const CalendarOutcome& outcome) {
  std::string text = outcome.version + " " + to_string(outcome.valid_from) + "\n";
  for (const auto& one : outcome.moves.duties)
    text += one.duty.to_string() + " " + to_string(one.before.last_on_time) + " " +
            to_string(one.after.last_on_time) + "\n";
  for (const auto& one : outcome.moves.visits)
    text += one.key + " " + to_string(one.day.day) + "\n";
  for (const auto& one : outcome.moves.reminders)
    text += one.rule + " " + one.recipient.to_string() + " " +
            (one.before ? to_rfc3339(*one.before) : "-") + " " +
            (one.after ? to_rfc3339(*one.after) : "-") + "\n";
  for (const auto& agency : outcome.told) text += agency.to_string() + "\n";
  return text;
}

bool is_open(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::returned;
}

}  // namespace

void People::act() {
  switch (world_.chance.pick(0, 11)) {
    case 0:
      return edit_policy();
    case 1:
    case 2:
    case 3:
      return act_on_some_duty();
    case 4:
    case 5:
    case 6:
      return act_on_some_visit();
    case 7:
    case 8:
      return amend_some_plan();
    case 9:
    case 10:
      return change_calendar();
    default:
      if (world_.chance.one_in(6)) return cancel_some_plan();
      return act_on_some_duty();
  }
}

void People::edit_policy() {
  auto& chance = world_.chance;
  ReminderPolicy policy{.key = "cua-so", .offsets = {}};
  policy.from = chance.one_in(2) ? PolicyAnchor::safe_day : PolicyAnchor::last_on_time;
  policy.send_on = chance.one_in(2) ? SendingDays::working : SendingDays::any;
  std::set<std::string> codes;
  for (int i = chance.pick(0, 6); i > 0; --i) {
    PolicyOffset offset{.days = chance.pick(1, 40)};
    if (chance.one_in(3)) offset.when = PolicySide::after;
    if (chance.one_in(3)) offset.count = DayCount::working;
    if (chance.one_in(4)) offset.at = std::chrono::hours{chance.pick(0, 23)};
    if (codes.insert(rule_code(offset)).second) policy.offsets.push_back(offset);
  }
  if (chance.one_in(2)) policy.repeat = PolicyRepeat{.every = chance.pick(1, 20)};
  if (chance.one_in(3)) policy.end = PolicyEnd{.times = chance.pick(1, 9)};
  world_.attempt("edit policy", [&] {
    return inspectord::edit_policy(world_.tx(), {policy, {}}, world_.lan, world_.now(),
                                   world_.house());
  });
}

void People::act_on_some_duty() {
  auto& chance = world_.chance;
  const auto& record = world_.record(chance.one_of(world_.plans));
  const auto duty = chance.one_of(record.duties);
  const auto today = world_.today();
  DutyInput input{.reason = "lý do", .document = "5/CV"};
  static constexpr std::array actions{DutyAction::submit,   DutyAction::submit, DutyAction::return_,
                                      DutyAction::accept,   DutyAction::extend, DutyAction::undo,
                                      DutyAction::set_date, DutyAction::waive};
  const auto action = chance.one_of(actions);
  if (action == DutyAction::submit)
    input.submission =
        Submission{.number = "9/BC", .paper_date = today, .sent_on = today, .way = "axis"};
  if (action == DutyAction::extend) input.date = plus_days(today, chance.pick(1, 60));
  if (action == DutyAction::set_date) {
    (chance.one_in(2) ? input.date : input.event_date) = plus_days(today, chance.pick(0, 40));
    input.raw = "theo công văn";
  }
  const auto done = world_.attempt(duty.key + " " + std::string{state_code(action)}, [&] {
    return act_on_duty(world_.tx(), duty.id, std::nullopt, action, input, world_.lan, world_.now(),
                       world_.house());
  });
  if (done && input.date) set_by_hand_.insert(duty.id);
}

void People::act_on_some_visit() {
  auto& chance = world_.chance;
  const auto& record = world_.record(chance.one_of(world_.plans));
  if (record.visits.empty()) return;
  const auto visit = chance.one_of(record.visits);
  static constexpr std::array actions{
      VisitAction::confirm, VisitAction::move,       VisitAction::move,   VisitAction::postpone,
      VisitAction::hold,    VisitAction::reschedule, VisitAction::cancel, VisitAction::undo};
  const auto action = chance.one_of(actions);
  VisitInput input{.reason = std::string{chance.one_of(visit_reasons)}, .document = "7/CV-SGT"};
  if (action == VisitAction::move || action == VisitAction::reschedule)
    input.date = plus_days(world_.today(), chance.pick(0, 60));
  world_.attempt(visit.key + " " + std::string{state_code(action)}, [&] {
    return act_on_visit(world_.tx(), visit.id, std::nullopt, action, input, world_.lan,
                        world_.now(), world_.house());
  });
}

/// A visit on another day, a report that is due otherwise, or one report less.
Plan People::amended(const PlanRecord& record) {
  auto& chance = world_.chance;
  auto content = record.content;
  if (!content.visits.empty() && chance.one_in(2))
    chance.one_of(content.visits).date = plus_days(world_.today(), chance.pick(1, 90));
  if (!content.duties.empty() && chance.one_in(2))
    chance.one_of(content.duties).due = some_due(chance, !content.visits.empty());
  if (content.duties.size() > 1 && chance.one_in(6)) content.duties.pop_back();
  return content;
}

/// The next step of the amendment that is on its way, or a new one.
void People::amend_some_plan() {
  const auto plan = world_.chance.one_of(world_.plans);
  const auto& record = world_.record(plan);
  const auto today = world_.today();
  PlanInput input{.reason = "điều chỉnh"};
  const Actor* actor = &world_.lan;
  if (!record.amendment) {
    input.step = "draft";
    input.content = amended(record);
  } else if (world_.chance.one_in(8)) {
    input.step = "drop";
  } else if (record.amendment->state == RevisionState::drafted) {
    input.step = "approve";
    input.signer = "hải";
    actor = &world_.hai;
  } else {
    const bool numbered = record.amendment->state == RevisionState::numbered;
    input.step = numbered ? "notify" : "number";
    input.number = "14/KH-SGT";
    input.date = today;
    actor = &world_.thu;
  }
  world_.attempt("amend, " + input.step, [&] {
    return act_on_plan(world_.tx(), plan, std::nullopt, PlanAction::amend, input, *actor,
                       world_.now(), world_.house());
  });
}

void People::cancel_some_plan() {
  world_.attempt("cancel", [&] {
    return act_on_plan(world_.tx(), world_.chance.one_of(world_.plans), std::nullopt,
                       PlanAction::cancel, {.reason = "hủy", .document = "6/QĐ"}, world_.lan,
                       world_.now(), world_.house());
  });
}

/// One decision more about days near today, or the newest one taken back.
CalendarChange People::some_change() {
  auto& chance = world_.chance;
  CalendarChange change;
  if (chance.one_in(3)) change.proposal.owner = world_.lan.agency;
  const auto current = calendar_rows::current(world_.tx(), change.proposal.owner);
  auto& data = change.proposal.data;
  if (current) {
    data = current->data;
  } else if (!change.proposal.owner) {
    data = vietnam_days_off();
  } else {
    data.calendar = "so-giao-thong";
  }
  data.version = "ban-" + std::to_string(++versions_);
  // Of days that are over for a year, or years away, nothing moves any more.
  const auto is_near = [&](LocalDate day) {
    return day > plus_days(world_.today(), -300) && day < plus_days(world_.today(), 1'000);
  };
  if (current && data.decisions.size() > 1 && chance.one_in(4) &&
      is_near(data.decisions.back().valid_from)) {
    data.decisions.pop_back();
    return change;
  }
  DaysOffDecision decision{.source = std::to_string(versions_) + "/TB"};
  const auto day = plus_days(world_.today(), chance.pick(-10, 60));
  decision.valid_from = plus_days(day, -10);
  const auto saturday = plus_days(day, 6 - static_cast<int>(weekday_of(day).c_encoding()));
  if (chance.one_in(2)) {
    decision.swaps = {{.off = plus_days(saturday, -chance.pick(1, 5)), .worked = saturday}};
  } else {
    decision.off = {{.day = day, .until = plus_days(day, chance.pick(0, 3)), .name = "ngày lũ"}};
  }
  data.decisions.push_back(std::move(decision));
  return change;
}

void People::change_calendar() {
  const auto change = some_change();
  const auto& actor = change.proposal.owner ? world_.lan : world_.quan;
  const auto preview = preview_calendar(world_.tx(), change, actor, world_.now(), world_.house());
  std::vector<PlanRecord> before;
  for (const auto plan : world_.plans) before.push_back(world_.record(plan));
  const auto told = told_of_calendars();
  const auto done = world_.attempt(change.proposal.owner ? "own calendar" : "calendar", [&] {
    return accept_calendar(world_.tx(), change, actor, world_.now(), world_.house());
  });
  if (done.has_value() != static_cast<bool>(preview))
    return world_.complain("a preview of a calendar says otherwise than its acceptance");
  if (!done) return;
  if (described(*done) != described(*preview))
    world_.complain("accepting a calendar moves otherwise than its preview said");
  check_told_once(*done, told);
  for (const auto& record : before) {
    const auto& after = world_.record(record.id);
    for (const auto& duty : record.duties) {
      if (!is_open(duty) && *after.find_duty(duty.id) != duty)
        world_.complain("a calendar changed a duty that is not open: " + duty.key);
    }
    if (after.visits != record.visits) world_.complain("a calendar moved a visit by itself");
  }
}

/// Each of those it names gets one message, and nobody else.
void People::check_told_once(const CalendarOutcome& outcome, const Told& before) {
  std::set<AgencyId> told;
  for (const auto& [agency, count] : told_of_calendars()) {
    const auto known = before.find(agency);
    const int fresh = count - (known == before.end() ? 0 : known->second);
    if (fresh > 0) told.insert(agency);
    if (fresh > 1) world_.complain("a calendar is told twice to one agency");
  }
  if (told != outcome.told) world_.complain("a calendar is told to others than it says");
}

People::Told People::told_of_calendars() {
  Told told;
  for (const auto& row : world_.tx().query("SELECT recipient_agency, COUNT(*) FROM messages"
                                           " WHERE kind = 'calendar_changed' GROUP BY 1"))
    told[row.id<AgencyId>(0)] = static_cast<int>(row.integer(1));
  return told;
}

}  // namespace inspectord::simulation

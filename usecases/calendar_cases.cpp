// SPDX-License-Identifier: Apache-2.0
#include "usecases/calendar_cases.hpp"

#include "formats/days_off_file.hpp"
#include "storage/agencies.hpp"
#include "storage/calendars.hpp"
#include "storage/coming_periods.hpp"
#include "storage/journal.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/tell_calendar.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>

namespace inspectord {
namespace {

Result<Done> check_rights(const CalendarProposal& proposal, const Actor& actor) {
  if (proposal.owner && *proposal.owner != actor.agency) return Refusal{refuse::no_such_target};
  const bool may = proposal.owner ? actor.roles.has_any({Role::administrator, Role::planner})
                                  : actor.has(Role::administrator);
  if (may) return Done{};
  return Refusal{refuse::not_allowed, {}, {{"action", "change_calendar"}}};
}

int number_of(const std::optional<StoredCalendar>& stored) {
  return stored ? stored->number : 0;
}

Result<Done> check_follows(const CalendarChange& change,
                           const std::optional<StoredCalendar>& current) {
  const int number = number_of(current);
  const bool exists = current || !change.proposal.owner;
  if (change.kind == CalendarChange::Kind::first && exists) return Refusal{refuse::calendar_exists};
  if (change.kind == CalendarChange::Kind::next && !exists) return Refusal{refuse::no_such_target};
  if (!change.follows || *change.follows == number) return Done{};
  return Refusal{refuse::stale_version, {}, {{"version", std::to_string(number)}}};
}

/// Derivations name a version: what another calendar says needs a name of its own.
Result<Done> check_version_name(Connection& db, const CalendarProposal& proposal,
                                const House& house) {
  const auto& version = proposal.data.version;
  const auto used = [&] {
    if (!proposal.owner && version == house.days_off.version()) return true;
    const auto all = calendar_rows::versions(db, proposal.owner);
    return std::any_of(all.begin(), all.end(),
                       [&](const StoredCalendar& one) { return one.data.version == version; });
  }();
  if (!used) return Done{};
  return Refusal{refuse::calendar_version_used, "/version", {{"version", version}}};
}

/// Years are settled by the decisions that the house enters, for everybody.
void find_settled_years(const CalendarProposal& proposal, std::vector<Problem>& problems) {
  if (!proposal.owner) return;
  for (std::size_t i = 0; i < proposal.data.decisions.size(); ++i) {
    const auto& settles = proposal.data.decisions[i].settles;
    if (settles.empty()) continue;
    problems.push_back({refuse::calendar_settles,
                        "/decisions/" + std::to_string(i) + "/settles",
                        {{"year", std::to_string(settles.front())}}});
  }
}

Result<Done> check(Connection& db, const CalendarChange& change,
                   const std::optional<StoredCalendar>& current, const Actor& actor,
                   const House& house) {
  TRY(check_rights(change.proposal, actor));
  TRY(check_follows(change, current));
  auto problems = problems_of(change.proposal.data);
  find_settled_years(change.proposal, problems);
  if (!problems.empty()) return Refusal{std::move(problems)};
  const auto& before = current                 ? current->data
                       : change.proposal.owner ? DaysOffData{}
                                               : vietnam_days_off();
  if (before.decisions == change.proposal.data.decisions)
    return Refusal{refuse::calendar_unchanged};
  return check_version_name(db, change.proposal, house);
}

std::set<AgencyId> told_of(const CalendarMoves& moves) {
  std::set<AgencyId> told;
  for (const auto& one : moves.duties) {
    if (one.agency) told.insert(*one.agency);
  }
  for (const auto& one : moves.visits) {
    if (one.focal) told.insert(*one.focal);
  }
  return told;
}

/// The first day that is otherwise; where none is, the day of the newest decision.
LocalDate valid_from(const CalendarOutcome& outcome, const DaysOffData& data, LocalDate today) {
  if (!outcome.moves.days.empty()) return outcome.moves.days.front().day;
  return data.decisions.empty() ? today : data.decisions.back().valid_from;
}

CalendarOutcome outcome_of(Connection& db, const CalendarChange& change,
                           const std::optional<StoredCalendar>& current, Instant now,
                           const House& house) {
  CalendarOutcome outcome{.owner = change.proposal.owner,
                          .number = number_of(current) + 1,
                          .version = change.proposal.data.version,
                          .moves = find_moves(db, change.proposal, now, house),
                          .told = {}};
  outcome.valid_from = valid_from(outcome, change.proposal.data, house.zone.date_of(now));
  outcome.told = told_of(outcome.moves);
  return outcome;
}

Arguments described(const DutyRecord& duty, const DueDate& due) {
  return {{"state", std::string{state_code(duty.state)}},
          {"last_on_time", to_string(due.last_on_time)},
          {"safe_day", to_string(due.safe_day)},
          {"legal_end", to_string(due.legal_end)},
          {"calendar", due.calendar},
          {"sequence", std::to_string(duty.sequence)}};
}

/// In whose name a plan of somebody changes: of another agency's the journal names the service, for
/// what an agency did it may read, and this is none of its plans.
Actor acting_on(const MovedPlan& plan, const Actor& actor) {
  if (plan.before.owner == actor.agency) return actor;
  return Actor{.user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system, .name = {}};
}

/// One plan with its duties due anew.
void store_moved(Transaction& tx, const MovedPlan& plan, const std::string& version,
                 const Actor& actor, Instant now, const House& house) {
  Step step{
      .record = plan.after, .events = {}, .notices = {}, .dropped_because = "calendar_changed"};
  for (const auto& after : plan.after.duties) {
    const auto* before = plan.before.find_duty(after.id);
    if (!before || *before == after) continue;
    step.events.push_back({.code = "duty.recomputed",
                           .subject_kind = "duty",
                           .subject = after.id.bytes(),
                           .why = version,
                           .before = described(*before, *before->due),
                           .after = described(after, *after.due)});
  }
  store_step(tx, plan.before, std::move(step), acting_on(plan, actor), now, house);
}

void note_acceptance(Transaction& tx, const StoredCalendar& stored, const Actor& actor, Instant now,
                     const House& house) {
  journal::append(tx,
                  {.at = now,
                   .actor = actor,
                   .what = "calendar.accepted",
                   .subject = Subject::of("calendar", stored.id),
                   .why = stored.source,
                   .before = std::nullopt,
                   .after = encode_days_off(stored.data)},
                  house.random);
}

}  // namespace

Result<CalendarOutcome> preview_calendar(Connection& db, const CalendarChange& change,
                                         const Actor& actor, Instant now, const House& house) {
  const auto current = calendar_rows::current(db, change.proposal.owner);
  TRY(check(db, change, current, actor, house));
  return outcome_of(db, change, current, now, house);
}

Result<CalendarOutcome> accept_calendar(Transaction& tx, const CalendarChange& change,
                                        const Actor& actor, Instant now, const House& house) {
  auto outcome = TRY(preview_calendar(tx, change, actor, now, house));
  const auto& data = change.proposal.data;
  const StoredCalendar stored{.id = CalendarVersionId::make(now, house.random),
                              .owner = outcome.owner,
                              .number = outcome.number,
                              .data = data,
                              .source = data.decisions.empty() ? "" : data.decisions.back().source,
                              .valid_from = outcome.valid_from,
                              .accepted_by = actor.user,
                              .accepted_at = now};
  calendar_rows::insert(tx, stored);
  note_acceptance(tx, stored, actor, now, house);
  for (const auto& plan : outcome.moves.plans)
    store_moved(tx, plan, data.version, actor, now, house);
  // A lead in working days, or a day that moves off a day off, may begin earlier now.
  coming_periods::look_again(tx, house.zone.date_of(now), outcome.owner);
  tell_calendar_changed(tx, outcome, stored.source, now, house);
  return outcome;
}

}  // namespace inspectord

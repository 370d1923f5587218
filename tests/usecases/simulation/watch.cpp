// SPDX-License-Identifier: Apache-2.0
#include "tests/usecases/simulation/watch.hpp"

#include "calendar/date_words.hpp"
#include "calendar/derive.hpp"
#include "storage/agencies.hpp"
#include "storage/reminders.hpp"
#include "tests/support/mail_reader.hpp"
#include "usecases/wanted.hpp"
#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"

#include <algorithm>

namespace inspectord::simulation {
namespace {

bool is_owed(const DutyRecord& duty) {
  return duty.state == DutyState::open || duty.state == DutyState::returned;
}

bool is_to_come(const VisitRecord& visit) {
  return visit.state == VisitState::tentative || visit.state == VisitState::confirmed;
}

bool is_in_force(const PlanRecord& record) {
  return record.state == PlanState::notified || record.state == PlanState::inspected;
}

bool same_days(const DueDate& one, const DueDate& other) {
  return one.nominal == other.nominal && one.last_on_time == other.last_on_time &&
         one.safe_day == other.safe_day && one.legal_end == other.legal_end;
}

}  // namespace

void Watch::look_at_arrival(const ClaimedMessage& message) {
  for (const auto& row : world_.tx().query(
           "SELECT r.id, r.target, r.target_kind, r.plan, r.sequence FROM message_reminders m"
           " JOIN reminders r ON r.id = m.reminder_id WHERE m.message_id = $1",
           message.id)) {
    const auto key = row.id<ReminderId>(0).to_string() + " " + message.address;
    if (!arrived_.insert(key).second) world_.complain("a reminder arrives twice: " + key);
    const auto& record = world_.record(row.id<PlanId>(3));
    if (record.state == PlanState::cancelled)
      world_.complain("a reminder of a cancelled plan arrives");
    const auto target = row.id<PlanId>(1).bytes();
    const auto kind = row.text(2);
    if (kind == "duty") {
      const auto* duty = record.find_duty(DutyId{target});
      if (!duty || !is_owed(*duty)) world_.complain("a reminder arrives of what is not owed");
    }
    if (kind == "visit") {
      const auto* visit = record.find_visit(VisitId{target});
      if (!visit || !is_to_come(*visit))
        world_.complain("a reminder arrives of a visit that is off");
      if (visit && visit->sequence != row.integer(4))
        world_.complain("a reminder arrives of a visit as it was");
    }
  }
}

void Watch::look() {
  for (const auto plan : world_.plans) {
    const auto& record = world_.record(plan);
    look_at_duties(record);
    look_at_visits(record);
    look_at_what_is_wanted(record);
  }
  look_at_history();
}

std::int64_t Watch::count(const std::string& what) {
  return world_.tx().query("SELECT COUNT(*) FROM " + what).front().integer(0);
}

void Watch::glance() {
  if (count("reminders WHERE state = 'planned' AND rule <> 'digest' AND at <= " +
            std::to_string(to_millis(world_.now()))) > 0)
    world_.complain("a reminder is due and neither sent nor dropped");
  if (count("reminders WHERE state = 'dropped' AND dropped_because IS NULL") > 0)
    world_.complain("a reminder is dropped without a reason");
  if (count("reminders WHERE state = 'sent' AND NOT EXISTS (SELECT 1 FROM message_reminders m"
            " WHERE m.reminder_id = reminders.id)") > 0)
    world_.complain("a reminder is sent by no message");
}

/// What is written down is what is wanted: taking it down again changes nothing.
void Watch::look_at_what_is_wanted(const PlanRecord& record) {
  const auto before = planned_of(record.id);
  world_.tx().savepoint();
  SeededRandom random{1};
  const auto directory = directory_for(world_.tx(), record, world_.today());
  reconcile_ledger(world_.tx(), record.id,
                   wanted_now(world_.tx(), record, directory, world_.now(), world_.house()),
                   world_.now(), "watched", random);
  const auto after = planned_of(record.id);
  world_.tx().rollback_savepoint();
  for (const auto& row : before) {
    if (!after.contains(row)) world_.complain("the ledger has what nobody wants: " + row.words());
  }
  for (const auto& row : after) {
    // A digest leaves before the hour of its rows: what became of it may be known by then.
    if (!before.contains(row) && row.rule != digest_rule && !is_to_follow(row, before))
      world_.complain("the ledger lacks " + row.words() + history_of(record.id, row));
  }
}

std::set<Watch::Planned> Watch::planned_of(PlanId plan) {
  std::set<Planned> rows;
  for (const auto& row : ledger_of(world_.tx(), plan, {}, 10'000, {}, ReminderState::planned))
    rows.insert({row.target, row.recipient, row.rule, row.at});
  return rows;
}

/// What the ledger says of the same target and recipient, a line each.
std::string Watch::history_of(PlanId plan, const Planned& one) {
  std::string text;
  for (const auto& row : ledger_of(world_.tx(), plan, one.recipient, 10'000)) {
    if (row.target != one.target) continue;
    text += "\n  " + row.rule + " at " + to_rfc3339(row.at) + ", sequence " +
            std::to_string(row.sequence) + ": " + std::string{state_code(row.state)} + " " +
            row.dropped_because;
  }
  return text;
}

/// Of repetitions the ledger holds the next, as it was seen when it was planned: when that is told,
/// another follows.
bool Watch::is_to_follow(const Planned& row, const std::set<Planned>& before) {
  return row.is_repetition() && std::ranges::any_of(before, [&](const Planned& one) {
           return one.is_repetition() && one.target == row.target &&
                  one.recipient == row.recipient && one.at <= row.at;
         });
}

/// What is owed is due by the calendar in force, and by the day of its visit.
void Watch::look_at_duties(const PlanRecord& record) {
  if (!is_in_force(record)) return;
  const auto days_off = days_off_for(world_.tx(), record.owner, world_.house());
  for (const auto& duty : record.duties) {
    if (!is_owed(duty) || !duty.due) continue;
    if (!same_days(*duty.due, derive_again(*duty.due, *days_off)))
      world_.complain("the calendar in force gives another day for " + duty.key);
    if (people_.set_by_hand().contains(duty.id)) continue;
    const auto planned = find_duty(record, duty.key);
    if (!planned || !follows_visit(planned->due)) continue;
    const auto* visit = find_by_key(record.visits, duty.period);
    if (visit && is_to_come(*visit) && !goes_by(planned->due, *duty.due, visit->date))
      world_.complain(duty.key + " does not go by the day of its visit");
  }
}

/// Whoever reads a calendar sees each change, and the unit is told of it.
void Watch::look_at_visits(const PlanRecord& record) {
  for (const auto& visit : record.visits) {
    const auto [place, is_new] =
        seen_.try_emplace(visit.id, Seen{visit.state, visit.date, visit.sequence});
    auto& seen = place->second;
    const bool same = seen.state == visit.state && seen.date == visit.date;
    if (!is_new && !same && visit.sequence <= seen.sequence)
      world_.complain("the visit " + visit.key + " changed and its sequence did not rise");
    if ((is_new || !same) && is_in_force(record) && is_to_come(visit) && !is_told(record, visit))
      world_.complain("nobody tells the unit when the visit " + visit.key + " is");
    seen = {visit.state, visit.date, visit.sequence};
  }
}

/// By news that left or is to leave, not by a reminder.
bool Watch::is_told(const PlanRecord& record, const VisitRecord& visit) {
  const auto* planned = find_by_key(record.content.visits, visit.key);
  if (!planned) return true;
  const auto rows = world_.tx().query(
      "SELECT b.body FROM messages m JOIN message_bodies b ON b.message_id = m.id"
      " WHERE m.plan_id = $1 AND m.address = $2 AND m.state <> 'withdrawn'"
      " AND m.kind NOT LIKE '%reminder%'",
      record.id, planned->unit + "@example.vn");
  const auto day = short_date(Language::vi, visit.date);
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    return read_mail(row.blob(0)).text.find(day) != std::string::npos;
  });
}

/// Nothing that was written to the ledger or the journal goes away.
void Watch::look_at_history() {
  for (const std::string table : {"reminders", "journal"}) {
    const auto rows = count(table);
    if (rows < counts_[table]) world_.complain("rows are lost: " + table);
    counts_[table] = rows;
  }
}

}  // namespace inspectord::simulation

// SPDX-License-Identifier: Apache-2.0
#include "storage/reminders.hpp"

#include "storage/kept.hpp"
#include "storage/row_ids.hpp"

#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace inspectord {
namespace {

Blob blob_of(const UuidBytes& bytes) {
  return Blob{{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

constexpr std::string_view columns =
    "id, plan, target_kind, target, sequence, rule, recipient, part, at, state, dropped_because";

LedgerRow row_of(const Row& row) {
  const auto kind = parse_target_kind(row.text(2));
  const auto part = parse_part(row.text(7));
  const auto state = parse_state_code<ReminderState>(row.text(9));
  if (!kind || !part || !state) throw std::runtime_error("a ledger row cannot be read");
  return {.id = row.id<ReminderId>(0),
          .plan = row.id<PlanId>(1),
          .target_kind = *kind,
          .target = row.id<PlanId>(3).bytes(),
          .sequence = static_cast<int>(row.integer(4)),
          .rule = row.text(5),
          .recipient = row.id<AgencyId>(6),
          .part = *part,
          .at = row.instant(8),
          .state = *state,
          .dropped_because = row.optional_text(10).value_or("")};
}

/// So many rows are looked at for each group that is asked for: at eight o'clock a group has one or
/// two. Where groups have more, fewer of them come at a time.
constexpr int rows_of_a_group = 2;

using LedgerKey = std::tuple<UuidBytes, int, std::string, AgencyId>;

/// A reminder whatever the sequence of its target: the same words at the same instant.
using DueKey = std::tuple<UuidBytes, std::string, AgencyId, Instant>;

/// Of a repetition the instant says all: its name may have been another.
template <class Reminder>
DueKey due_of(const Reminder& one) {
  return {one.target, is_repetition(one.rule) ? "repeat" : one.rule, one.recipient, one.at};
}

LedgerKey key_of(const LedgerRow& row) {
  return {row.target, row.sequence, row.rule, row.recipient};
}
LedgerKey key_of(const WantedReminder& one) {
  return {one.target, one.sequence, one.rule, one.recipient};
}

void insert(Transaction& tx, PlanId plan, const WantedReminder& one, bool past, Instant now,
            Random& random) {
  tx.kept().made_due = tx.kept().made_due || !past;
  tx.execute(
      "INSERT INTO reminders (id, plan, target_kind, target, sequence, rule, recipient, part, at, "
      "state,"
      " dropped_because, settled_at, planned_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
      "$11, $12, $13)",
      ReminderId::make(now, random), plan, to_string(one.target_kind), blob_of(one.target),
      one.sequence, one.rule, one.recipient, to_string(one.part), one.at,
      past ? "dropped" : "planned", past ? std::optional<std::string>{"past"} : std::nullopt,
      past ? std::optional{now} : std::nullopt, now);
}

/// A dropped row is wanted again, maybe at another instant.
void plan_again(Transaction& tx, ReminderId id, const WantedReminder& one, Instant now) {
  tx.kept().made_due = true;
  tx.execute(
      "UPDATE reminders SET state = 'planned', dropped_because = NULL, settled_at = NULL,"
      " part = $1, at = $2, planned_at = $3 WHERE id = $4",
      to_string(one.part), one.at, now, id);
}

}  // namespace

LedgerChange reconcile_ledger(Transaction& tx, PlanId plan,
                              const std::vector<WantedReminder>& wanted, Instant now,
                              std::string_view dropped_because, Random& random) {
  tx.kept().ledgers.drop(plan);
  const auto is_due = [&](Instant at) { return at <= now; };
  LedgerChange change;
  const std::string_view because = dropped_because.empty() ? "no_longer_holds" : dropped_because;
  std::map<LedgerKey, WantedReminder> missing;
  for (const auto& one : wanted) missing.emplace(key_of(one), one);
  std::set<DueKey>
      unsent;  // taken back by this very act: what is wanted at the same instant again is not past
  const auto rows = tx.query(
      "SELECT " + std::string{columns} + ", settled_at FROM reminders WHERE plan = $1", plan);
  for (const auto& stored : rows) {
    const LedgerRow row = row_of(stored);
    const bool withdrawn =
        row.state == ReminderState::dropped && stored.optional_instant(11) == now;
    if (withdrawn && row.dropped_because == because) unsent.insert(due_of(row));
    const auto found = missing.find(key_of(row));
    const auto again = found == missing.end() ? std::nullopt : std::optional{found->second};
    if (found != missing.end()) missing.erase(found);
    const bool planned = row.state == ReminderState::planned;
    const bool stays =
        planned && again && (again->at == row.at || (is_due(row.at) && is_due(again->at)));
    if (row.state == ReminderState::sent || stays) continue;
    if (planned) {
      mark_dropped(tx, row.id, because, now);
      unsent.insert(due_of(row));
      ++change.dropped;
    }
    if (again && !is_due(again->at)) {
      plan_again(tx, row.id, *again, now);
      ++change.planned;
    }
  }
  for (const auto& [key, one] : missing) {
    const bool past = is_due(one.at) && !unsent.contains(due_of(one));
    insert(tx, plan, one, past, now, random);
    ++(past ? change.past : change.planned);
  }
  return change;
}

namespace {

using Group = std::pair<PlanId, AgencyId>;

/// Read from the index of what is due alone, and from as many of its pages as it takes.
std::vector<LedgerRow> first_due(Connection& db, Instant now, int limit) {
  std::vector<LedgerRow> due;
  for (const auto& row :
       db.query("SELECT id, plan, target_kind, target, sequence, rule, recipient, part, at,"
                " 'planned', NULL FROM reminders WHERE state = 'planned' AND at <= $1"
                " AND rule <> 'digest' ORDER BY at, plan, recipient, id LIMIT $2",
                now, limit)) {
    due.push_back(row_of(row));
  }
  return due;
}

bool is_due_after(Connection& db, Instant at, Instant now) {
  return !db.query(
                "SELECT 1 FROM reminders WHERE state = 'planned' AND at > $1 AND at <= $2"
                " AND rule <> 'digest' LIMIT 1",
                at, now)
              .empty();
}

std::vector<LedgerRow> due_of_group(Connection& db, Instant now, const Group& group) {
  std::vector<LedgerRow> due;
  for (const auto& row : db.query("SELECT " + std::string{columns} +
                                      " FROM reminders WHERE plan = $2 AND at <= $1"
                                      " AND state = 'planned' AND recipient = $3"
                                      " AND rule <> 'digest' ORDER BY at, id",
                                  now, group.first, group.second)) {
    due.push_back(row_of(row));
  }
  return due;
}

}  // namespace

std::vector<LedgerRow> due_reminders(Connection& db, Instant now, int limit) {
  const int looked_at = limit * rows_of_a_group;
  auto first = first_due(db, now, looked_at);
  const bool all_seen = first.empty() || std::ssize(first) < looked_at;
  // Where nothing is due later, what was not seen is of the last group or of one behind it.
  const bool ends_here = !all_seen && !is_due_after(db, first.back().at, now);
  const Group last = all_seen ? Group{} : Group{first.back().plan, first.back().recipient};
  std::vector<Group> groups;
  std::map<Group, std::vector<LedgerRow>> rows;
  for (auto& row : first) {
    const Group group{row.plan, row.recipient};
    const auto known = rows.find(group);
    if (known == rows.end()) {
      if (std::ssize(groups) == limit) continue;
      groups.push_back(group);
      rows[group].push_back(std::move(row));
    } else {
      known->second.push_back(std::move(row));
    }
  }
  std::vector<LedgerRow> due;
  for (const auto& group : groups) {
    const bool is_whole = all_seen || (ends_here && group < last);
    auto whole = is_whole ? std::move(rows[group]) : due_of_group(db, now, group);
    std::move(whole.begin(), whole.end(), std::back_inserter(due));
  }
  return due;
}

std::vector<AgencyId> agencies_with_digest(Connection& db, Instant before, int limit) {
  return ids_of<AgencyId>(
      db.query("SELECT DISTINCT recipient FROM reminders WHERE state = 'planned' AND rule ="
               " 'digest' AND at < $1 ORDER BY recipient LIMIT $2",
               before, limit));
}

std::vector<LedgerRow> due_for_digest(Connection& db, AgencyId recipient, Instant before) {
  std::vector<LedgerRow> due;
  for (const auto& row :
       db.query("SELECT " + std::string{columns} +
                    " FROM reminders WHERE state = 'planned' AND rule = 'digest' AND recipient ="
                    " $1 AND at < $2 ORDER BY plan, at, id",
                recipient, before))
    due.push_back(row_of(row));
  return due;
}

std::optional<Instant> next_reminder_at(Connection& db) {
  const auto rows = db.query(
      "SELECT at FROM reminders WHERE state = 'planned' AND rule <> 'digest'"
      " ORDER BY at LIMIT 1");
  return rows.empty() ? std::nullopt : std::optional{rows.front().instant(0)};
}

std::set<PlanId> plans_reminded_between(Connection& db, Instant from, Instant until) {
  std::set<PlanId> plans;
  for (const std::string which : {"state = 'planned'", "dropped_because = 'past'"}) {
    const auto ids = ids_of<PlanId>(
        db.query("SELECT DISTINCT plan FROM reminders WHERE " + which + " AND at >= $1 AND at < $2",
                 from, until));
    plans.insert(ids.begin(), ids.end());
  }
  return plans;
}

std::vector<PlanId> plans_touched_after(Connection& db, Instant now) {
  return ids_of<PlanId>(
      db.query("SELECT DISTINCT plan FROM reminders WHERE planned_at > $1 OR settled_at > $1"
               " ORDER BY plan",
               now));
}

std::vector<LedgerRow> repetitions_sent_after(Connection& db, PlanId plan, Instant now) {
  std::vector<LedgerRow> sent;
  for (const auto& row :
       db.query("SELECT " + std::string{columns} +
                    " FROM reminders WHERE plan = $1 AND at > $2 AND state = 'sent'"
                    " AND rule LIKE 'repeat+%'",
                plan, now))
    sent.push_back(row_of(row));
  return sent;
}

void mark_sent(Transaction& tx, ReminderId id, Instant now) {
  tx.execute("UPDATE reminders SET state = 'sent', settled_at = $1 WHERE id = $2", now, id);
}

void mark_planned(Transaction& tx, ReminderId id) {
  tx.kept().ledgers.clear();
  tx.kept().made_due = true;
  tx.execute(
      "UPDATE reminders SET state = 'planned', dropped_because = NULL, settled_at = NULL WHERE id ="
      " $1",
      id);
}

void mark_undeliverable(Transaction& tx, const MessageId& message, Instant now) {
  tx.kept().ledgers.clear();
  tx.execute(
      "UPDATE reminders SET state = 'dropped', dropped_because = 'undeliverable', settled_at = $2"
      " WHERE id IN (SELECT reminder_id FROM message_reminders WHERE message_id = $1)"
      " AND state = 'sent' AND NOT EXISTS"
      " (SELECT 1 FROM message_reminders o JOIN messages m ON m.id = o.message_id"
      "  WHERE o.reminder_id = reminders.id AND m.id <> $1 AND m.state NOT IN ('dead', "
      "'withdrawn'))",
      message, now);
}

void mark_delivered(Transaction& tx, const MessageId& message, Instant now) {
  tx.execute(
      "UPDATE reminders SET state = 'sent', dropped_because = NULL, settled_at = $2"
      " WHERE id IN (SELECT reminder_id FROM message_reminders WHERE message_id = $1)"
      " AND state = 'dropped' AND dropped_because = 'undeliverable'",
      message, now);
}

void mark_dropped(Transaction& tx, ReminderId id, std::string_view because, Instant now) {
  tx.kept().ledgers.clear();
  tx.execute(
      "UPDATE reminders SET state = 'dropped', dropped_because = $1, settled_at = $2 WHERE id = $3",
      because, now, id);
}

std::vector<LedgerRow> ledger_of(Connection& db, PlanId plan, std::optional<AgencyId> recipient,
                                 int limit, const std::optional<LedgerPlace>& after,
                                 std::optional<ReminderState> state) {
  std::vector<LedgerRow> ledger;
  for (const auto& row :
       db.query("SELECT " + std::string{columns} +
                    " FROM reminders WHERE plan = $1 AND ($2 IS NULL OR recipient = $2)"
                    " AND ($3 IS NULL OR at > $3 OR (at = $3 AND id > $4))"
                    " AND ($6 IS NULL OR state = $6)"
                    " ORDER BY at, id LIMIT $5",
                plan, recipient, after ? std::optional{after->at} : std::nullopt,
                after ? std::optional{after->id} : std::nullopt, limit,
                state ? std::optional{std::string{state_code(*state)}} : std::nullopt)) {
    ledger.push_back(row_of(row));
  }
  return ledger;
}

int times_reminded(Connection& db, const UuidBytes& target, AgencyId recipient) {
  return static_cast<int>(
      db.query("SELECT COUNT(*) FROM reminders WHERE target = $1 AND recipient = $2"
               " AND state = 'sent'",
               blob_of(target), recipient)
          .front()
          .integer(0));
}

}  // namespace inspectord

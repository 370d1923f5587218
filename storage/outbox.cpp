// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace inspectord {
namespace {

constexpr std::array<std::pair<MessageState, std::string_view>, 7> state_codes{
    {{MessageState::queued, "queued"},
     {MessageState::held, "held"},
     {MessageState::sending, "sending"},
     {MessageState::retrying, "retrying"},
     {MessageState::accepted, "accepted"},
     {MessageState::dead, "dead"},
     {MessageState::withdrawn, "withdrawn"}}};

/// SQLite's text; PostgreSQL adds FOR UPDATE SKIP LOCKED and says position() for instr(). A claim
/// looks at the first due rows only. What one address has beyond its share may take their places
/// and hide others, for this one claim: then it is full, and left out before that bound. (SQLite
/// 3.40 gets IS NULL of a column wrong in RETURNING.)
constexpr std::string_view claim_sql = R"sql(
  UPDATE messages
  SET state = 'sending', attempts = attempts + 1, fence = fence + 1, claimed_at = $1, lease_until = $2
  WHERE id IN (
    SELECT id FROM (
      SELECT id, next_attempt_at, row_number() OVER (PARTITION BY address ORDER BY next_attempt_at) AS place
      FROM (SELECT id, address, next_attempt_at FROM messages
            WHERE settled_at IS NULL AND lease_until IS NULL AND channel = $6 AND next_attempt_at <= $1
              AND instr($5, char(10) || address || char(10)) = 0
            ORDER BY next_attempt_at LIMIT $7) AS due) AS placed
    WHERE place <= $4 ORDER BY next_attempt_at LIMIT $3)
  RETURNING id, fence, attempts,
    attempts - attempts_before - CASE WHEN attempts - attempts_before < 2 THEN 0 ELSE
      (SELECT count(*) FROM attempts a WHERE a.message_id = messages.id AND a.number > attempts_before
         AND a.outcome = 'lost') END,
    channel, address, subject, secret_ref, endpoint,
    coalesce(overtaken, '') <> ''
      OR EXISTS (SELECT 1 FROM contacts c WHERE c.id = endpoint AND c.disabled_because IS NOT NULL)
      OR EXISTS (SELECT 1 FROM agencies a WHERE a.id = recipient_agency AND a.valid_to IS NOT NULL))sql";

/// Due rows looked at for each that is wanted.
constexpr std::int64_t looked_at_for_each = 2;

/// As many attempts of a message may be lost as the retry ladder has.
constexpr std::int64_t most_lost = 10;

std::string joined_lines(const std::vector<std::string>& addresses) {
  std::string text = "\n";
  for (const auto& address : addresses) text += address + "\n";
  return text;
}

ClaimedMessage read_claimed(const Row& row) {
  return {.id = row.id<MessageId>(0),
          .fence = row.integer(1),
          .number = static_cast<int>(row.integer(2)),
          .rung = static_cast<int>(row.integer(3)),
          .channel = row.text(4),
          .address = row.text(5),
          .subject = row.text(6),
          .body = {},
          .secret_ref = row.optional_text(7).value_or(""),
          .endpoint = row.optional_id<EndpointId>(8),
          .doubtful = row.boolean(9)};
}

void insert_attempt(Transaction& tx, const MessageId& message, const Attempt& attempt) {
  const auto millis =
      attempt.took ? std::optional{std::int64_t{attempt.took->count()}} : std::nullopt;
  tx.execute(
      "INSERT INTO attempts(id, message_id, number, started_at, milliseconds, outcome, status, "
      "detail) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      attempt.id, message, attempt.number, attempt.started_at, millis, attempt.outcome,
      attempt.status, attempt.detail);
}

bool is_final(MessageState state) {
  return state != MessageState::retrying;
}

}  // namespace

std::string_view to_code(MessageState state) {
  for (const auto& [known, code] : state_codes) {
    if (known == state) return code;
  }
  return "";
}

std::optional<MessageState> message_state_from_code(std::string_view text) {
  for (const auto& [state, code] : state_codes) {
    if (code == text) return state;
  }
  return std::nullopt;
}

namespace outbox {

void enqueue(Transaction& tx, const NewMessage& message, Instant now) {
  tx.execute(
      "INSERT INTO messages(id, plan_id, recipient_agency, channel, address, subject, kind, "
      "language, created_at, "
      "next_attempt_at, state, secret_ref, endpoint) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13)",
      message.id, message.plan, message.recipient, message.channel, message.address,
      message.subject, message.kind, message.language, now, message.send_at,
      to_code(message.held ? MessageState::held : MessageState::queued), message.secret_ref,
      message.endpoint);
  tx.execute("INSERT INTO message_bodies(message_id, body) VALUES ($1, $2)", message.id,
             Blob{message.body});
  for (const auto& reminder : message.reminders) {
    tx.execute("INSERT INTO message_reminders(message_id, reminder_id) VALUES ($1, $2)", message.id,
               reminder);
  }
  for (const auto& news : message.news) {
    tx.execute(
        "INSERT INTO message_news(message_id, visit, old_date, old_state)"
        " VALUES ($1, $2, $3, $4)",
        message.id, news.visit,
        news.old_date ? std::optional{to_string(*news.old_date)} : std::nullopt, news.old_state);
  }
}

std::vector<std::string> waiting_channels(Snapshot& snapshot) {
  std::vector<std::string> channels;
  std::string last;
  while (true) {  // a step of the index for each, whatever waits in it
    const auto rows = snapshot.query(
        "SELECT channel FROM messages WHERE settled_at IS NULL AND lease_until IS NULL AND "
        "channel > $1 ORDER BY channel LIMIT 1",
        last);
    if (rows.empty()) return channels;
    last = rows.front().text(0);
    channels.push_back(last);
  }
}

std::vector<ClaimedMessage> claim_due(Transaction& tx, Instant now, const Claim& claim) {
  std::vector<ClaimedMessage> claimed;
  const auto looked_at = claim.most * std::min(looked_at_for_each, claim.most_per_address);
  for (const auto& row :
       tx.query(claim_sql, now, now + claim.lease, claim.most, claim.most_per_address,
                joined_lines(claim.busy_addresses), claim.channel, looked_at)) {
    claimed.push_back(read_claimed(row));
    claimed.back().body = body_of(tx, claimed.back().id).value();
  }
  return claimed;
}

bool settle(Transaction& tx, const MessageId& id, std::int64_t fence, const Settlement& settlement,
            Instant now) {
  const auto settled_at = is_final(settlement.state) ? std::optional{now} : std::nullopt;
  const auto next =
      is_final(settlement.state) ? std::nullopt : std::optional{settlement.next_attempt_at};
  const auto changed = tx.execute(
      "UPDATE messages SET state = $3, next_attempt_at = coalesce($4, next_attempt_at), settled_at "
      "= $5, detail = $6, "
      "attempts = attempts - $7, lease_until = NULL WHERE id = $1 AND fence = $2 AND state = "
      "'sending'",
      id, fence, to_code(settlement.state), next, settled_at, settlement.detail,
      !settlement.attempt.has_value());
  if (changed == 0) return false;
  if (settlement.attempt) insert_attempt(tx, id, *settlement.attempt);
  return true;
}

bool renew_lease(Transaction& tx, const MessageId& id, std::int64_t fence, Instant until) {
  return tx.execute(
             "UPDATE messages SET lease_until = $3 WHERE id = $1 AND fence = $2 AND state = "
             "'sending'",
             id, fence, until) == 1;
}

std::vector<LostAttempt> release_leases(Transaction& tx, Instant ended_by, Instant now,
                                        Random& random) {
  std::vector<LostAttempt> lost;
  for (const auto& row :
       tx.query("SELECT id, attempts, claimed_at, channel, (SELECT count(*) FROM attempts a WHERE "
                "a.message_id = m.id AND a.number > m.attempts_before AND a.outcome = 'lost') "
                "FROM messages m WHERE lease_until IS NOT NULL AND lease_until <= $1",
                ended_by)) {
    const auto id = row.id<MessageId>(0);
    const bool given_up = row.integer(4) + 1 >= most_lost;
    tx.execute(
        "UPDATE messages SET state = $2, lease_until = NULL, settled_at = $3, detail = "
        "'lease_ended' WHERE id = $1",
        id, to_code(given_up ? MessageState::dead : MessageState::retrying),
        given_up ? std::optional{now} : std::nullopt);
    insert_attempt(tx, id,
                   {.id = AttemptId::make(row.instant(2), random),
                    .number = static_cast<int>(row.integer(1)),
                    .started_at = row.instant(2),
                    .took = {},
                    .outcome = "lost",
                    .status = 0,
                    .detail = "lease_ended"});
    lost.push_back({.id = id, .channel = row.text(3), .given_up = given_up});
  }
  return lost;
}

bool withdraw(Transaction& tx, const MessageId& id, std::string_view why, Instant now) {
  return tx.execute(
             "UPDATE messages SET state = 'withdrawn', settled_at = $2, detail = $3 "
             "WHERE id = $1 AND state IN ('queued', 'held', 'retrying')",
             id, now, why) == 1;
}

bool send_again(Transaction& tx, const MessageId& id, Instant now) {
  return tx.execute(
             "UPDATE messages SET state = 'queued', settled_at = NULL, next_attempt_at = $2, "
             "attempts_before = attempts "
             "WHERE id = $1 AND state = 'dead' AND overtaken IS NULL",
             id, now) == 1;
}

std::optional<std::string> body_of(Snapshot& snapshot, const MessageId& id) {
  const auto rows = snapshot.query("SELECT body FROM message_bodies WHERE message_id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{rows.front().blob(0)};
}

std::vector<ReminderId> reminders_of(Snapshot& snapshot, const MessageId& id) {
  std::vector<ReminderId> reminders;
  for (const auto& row : snapshot.query(
           "SELECT reminder_id FROM message_reminders WHERE message_id = $1 ORDER BY reminder_id",
           id)) {
    reminders.push_back(row.id<ReminderId>(0));
  }
  return reminders;
}

std::vector<MessageId> unsettled_of(Snapshot& snapshot, const ReminderId& reminder) {
  std::vector<MessageId> messages;
  for (const auto& row :
       snapshot.query("SELECT m.id FROM message_reminders r JOIN messages m ON m.id = r.message_id "
                      "WHERE r.reminder_id = $1 AND m.settled_at IS NULL ORDER BY m.id",
                      reminder)) {
    messages.push_back(row.id<MessageId>(0));
  }
  return messages;
}

std::optional<Instant> next_due(Snapshot& snapshot, Instant now) {
  const auto first = [&](std::string_view sql, const auto&... parameters) {
    return snapshot.query(sql, parameters...).front().optional_instant(0);
  };
  auto next = first(
      "SELECT min(lease_until) FROM messages WHERE lease_until IS NOT NULL AND lease_until > $1",
      now);
  for (const auto& channel : waiting_channels(snapshot)) {
    const auto due = first(
        "SELECT min(next_attempt_at) FROM messages WHERE settled_at IS NULL AND lease_until IS "
        "NULL AND channel = $2 AND next_attempt_at > $1",
        now, channel);
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

std::int64_t count_unsettled(Snapshot& snapshot) {
  const auto waiting =
      snapshot
          .query("SELECT count(*) FROM messages WHERE settled_at IS NULL AND lease_until IS NULL")
          .front()
          .integer(0);
  return waiting + snapshot.query("SELECT count(*) FROM messages WHERE lease_until IS NOT NULL")
                       .front()
                       .integer(0);
}

}  // namespace outbox
}  // namespace inspectord

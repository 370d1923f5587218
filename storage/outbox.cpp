// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox.hpp"

#include "storage/kept.hpp"

#include <array>
#include <limits>
#include <unordered_map>
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

/// Behind one place of the index of what is due: (next_attempt_at, address, id).
constexpr std::string_view due_sql = R"sql(
  SELECT next_attempt_at, address, id FROM messages
  WHERE settled_at IS NULL AND lease_until IS NULL AND channel = $1 AND next_attempt_at <= $2
    AND (next_attempt_at, address, id) > ($3, $4, $5)
  ORDER BY next_attempt_at, address, id LIMIT $6)sql";

/// Rows looked at before addresses that have their share are leapt over.
constexpr std::size_t looked_at_together = 64;

/// What an attempt needs to know of a message that has just been claimed.
constexpr std::string_view claimed_sql = R"sql(
  SELECT m.fence, m.attempts,
    m.attempts - m.attempts_before - CASE WHEN m.attempts - m.attempts_before < 2 THEN 0 ELSE
      (SELECT count(*) FROM attempts a WHERE a.message_id = m.id AND a.number > m.attempts_before
         AND a.outcome = 'lost') END,
    m.subject, m.secret_ref, m.endpoint,
    coalesce(m.overtaken, '') <> ''
      OR EXISTS (SELECT 1 FROM contacts c WHERE c.id = m.endpoint AND c.disabled_because IS NOT NULL)
      OR EXISTS (SELECT 1 FROM agencies a WHERE a.id = m.recipient_agency AND a.valid_to IS NOT NULL),
    (SELECT body FROM message_bodies b WHERE b.message_id = m.id)
  FROM messages m WHERE m.id = $1)sql";

/// Without RETURNING: for it SQLite keeps a journal of each statement, which costs more the more
/// the act has written.
constexpr std::string_view claim_sql = R"sql(
  UPDATE messages
  SET state = 'sending', attempts = attempts + 1, fence = fence + 1, claimed_at = $1, lease_until = $2
  WHERE id = $3)sql";

/// As many attempts of a message may be lost as the retry ladder has.
constexpr std::int64_t most_lost = 10;

/// A place in the index of what is due.
struct DuePlace {
  Instant at;
  std::string address;
  MessageId id;
};

constexpr UuidBytes behind_all_ids{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                   0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

std::vector<DuePlace> due_behind(Transaction& tx, const std::string& channel, Instant now,
                                 const DuePlace& place) {
  std::vector<DuePlace> due;
  due.reserve(looked_at_together);
  for (const auto& row : tx.query(due_sql, channel, now, place.at, place.address, place.id,
                                  std::int64_t{looked_at_together})) {
    due.push_back({row.instant(0), row.text(1), row.id<MessageId>(2)});
  }
  return due;
}

ClaimedMessage claim_one(Transaction& tx, const DuePlace& due, Instant now, const Claim& claim) {
  tx.execute(claim_sql, now, now + claim.lease, due.id);
  const auto rows = tx.query(claimed_sql, due.id);
  const auto& row = rows.at(0);
  return {.id = due.id,
          .fence = row.integer(0),
          .number = static_cast<int>(row.integer(1)),
          .rung = static_cast<int>(row.integer(2)),
          .channel = claim.channel,
          .address = due.address,
          .subject = row.text(3),
          .body = row.blob(7),
          .secret_ref = row.optional_text(4).value_or(""),
          .endpoint = row.optional_id<EndpointId>(5),
          .doubtful = row.boolean(6)};
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
  tx.kept().made_due = true;
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
  std::unordered_map<std::string, std::int64_t> taken;
  for (const auto& address : claim.busy_addresses) taken[address] = claim.most_per_address;
  std::vector<ClaimedMessage> claimed;
  const auto is_full = [&] { return std::ssize(claimed) >= claim.most; };
  DuePlace place{
      .at = from_millis(std::numeric_limits<std::int64_t>::min()), .address = {}, .id = {}};
  while (!is_full()) {
    const auto due = due_behind(tx, claim.channel, now, place);
    for (auto one = due.begin(); one != due.end() && !is_full(); ++one) {
      auto& count = taken[one->address];
      if (count >= claim.most_per_address) continue;
      ++count;
      claimed.push_back(claim_one(tx, *one, now, claim));
    }
    if (due.size() < looked_at_together) break;
    place = due.back();
    if (taken[place.address] >= claim.most_per_address) place.id = MessageId{behind_all_ids};
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
  tx.kept().made_due = true;
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

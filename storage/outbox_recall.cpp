// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox_recall.hpp"

#include "storage/kept.hpp"

namespace inspectord::outbox {
namespace {

/// Of a message m.
constexpr std::string_view arrived_or_may_have =
    "EXISTS (SELECT 1 FROM attempts a WHERE a.message_id = m.id"
    " AND a.outcome IN ('accepted', 'lost', 'unclear'))";

}  // namespace

bool may_have_arrived(Snapshot& db, const MessageId& id) {
  return !db.query(
                "SELECT 1 FROM messages m WHERE m.id = $1 AND " + std::string{arrived_or_may_have},
                id)
              .empty();
}

std::vector<OpenMessage> open_messages(Snapshot& db, PlanId plan) {
  std::vector<OpenMessage> open;
  const auto still_open =
      " AND m.state NOT IN ('accepted', 'withdrawn') AND NOT " + std::string{arrived_or_may_have};
  for (const auto& row :
       db.query("SELECT m.id, m.state FROM messages m WHERE m.plan_id = $1" + still_open +
                    " UNION SELECT m.id, m.state FROM reminders r JOIN message_reminders s"
                    " ON s.reminder_id = r.id JOIN messages m ON m.id = s.message_id"
                    " WHERE r.plan = $1 AND r.rule = 'digest' AND r.state = 'sent'"
                    " AND m.plan_id IS NULL" +
                    still_open + " ORDER BY 1",
                plan)) {
    open.push_back(
        {.id = row.id<MessageId>(0), .state = message_state_from_code(row.text(1)).value()});
  }
  return open;
}

void overtake(Transaction& tx, const MessageId& id, std::string_view because) {
  tx.execute("UPDATE messages SET overtaken = $2 WHERE id = $1", id, because);
}

std::optional<std::string> overtaken(Snapshot& db, const MessageId& id) {
  const auto rows = db.query("SELECT overtaken FROM messages WHERE id = $1", id);
  return rows.empty() ? std::nullopt : rows.front().optional_text(0);
}

std::vector<OpenNews> open_news(Snapshot& db, PlanId plan, AgencyId recipient) {
  std::vector<OpenNews> news;
  for (const auto& row :
       db.query("SELECT m.id, m.state, n.visit, n.old_date, n.old_state FROM messages m"
                " JOIN message_news n ON n.message_id = m.id"
                " WHERE m.plan_id = $1 AND m.recipient_agency = $2"
                " AND m.state NOT IN ('accepted', 'withdrawn') AND NOT " +
                    std::string{arrived_or_may_have} + " ORDER BY m.id, n.visit",
                plan, recipient)) {
    const auto id = row.id<MessageId>(0);
    if (news.empty() || news.back().message.id != id) {
      news.push_back({.message = {.id = id, .state = message_state_from_code(row.text(1)).value()},
                      .visits = {}});
    }
    const auto old_date = row.optional_text(3);
    news.back().visits.push_back({.visit = row.text(2),
                                  .old_date = old_date ? parse_date(*old_date) : std::nullopt,
                                  .old_state = row.optional_text(4)});
  }
  return news;
}

void bring_waiting_back(Transaction& tx, std::chrono::milliseconds by, Instant now) {
  tx.kept().made_due = true;
  tx.execute(
      "UPDATE messages SET next_attempt_at = CASE WHEN next_attempt_at - $1 < $2 THEN $2"
      " ELSE next_attempt_at - $1 END"
      " WHERE settled_at IS NULL AND lease_until IS NULL AND next_attempt_at > $2",
      by.count(), now);
  tx.execute(
      "UPDATE messages SET lease_until = CASE WHEN lease_until - $1 < $2 THEN $2"
      " ELSE lease_until - $1 END WHERE lease_until > $2",
      by.count(), now);
}

bool was_told(Snapshot& db, PlanId plan, AgencyId recipient) {
  return !db.query(
                "SELECT 1 FROM messages m WHERE m.plan_id = $1 AND m.recipient_agency = $2"
                " AND (m.state IN ('accepted', 'sending') OR " +
                    std::string{arrived_or_may_have} + ") LIMIT 1",
                plan, recipient)
              .empty();
}

}  // namespace inspectord::outbox

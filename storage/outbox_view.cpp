// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox_view.hpp"

#include <string_view>
#include <utility>

namespace inspectord::outbox {
namespace {

constexpr std::string_view stored_columns =
    "SELECT m.id, m.plan_id, m.recipient_agency, m.channel, m.address, m.subject, m.kind, "
    "m.language, m.created_at, "
    "m.next_attempt_at, m.state, m.attempts, m.settled_at, m.detail, m.endpoint FROM messages m ";

StoredMessage read_stored(const Row& row) {
  return {.id = row.id<MessageId>(0),
          .plan = row.optional_id<PlanId>(1),
          .recipient = row.optional_id<AgencyId>(2),
          .channel = row.text(3),
          .address = row.text(4),
          .subject = row.text(5),
          .kind = row.text(6),
          .language = row.text(7),
          .created_at = row.instant(8),
          .next_attempt_at = row.instant(9),
          .state = message_state_from_code(row.text(10)).value(),
          .attempts = static_cast<int>(row.integer(11)),
          .settled_at = row.optional_instant(12),
          .detail = row.optional_text(13),
          .endpoint = row.optional_id<EndpointId>(14)};
}

}  // namespace

std::vector<StoredMessage> list(Snapshot& snapshot, const Filter& filter) {
  std::string sql{stored_columns};
  std::vector<Value> parameters;
  const auto narrow = [&](std::string_view condition, Value value) {
    parameters.push_back(std::move(value));
    sql.append(parameters.size() == 1 ? "WHERE " : " AND ")
        .append(condition)
        .append("$" + std::to_string(parameters.size()));
  };
  if (filter.seen_by) {
    parameters.emplace_back(*filter.seen_by);
    sql +=
        "WHERE (m.recipient_agency = $1 OR m.plan_id IN (SELECT id FROM plans WHERE owner = $1))";
  }
  if (filter.plan) narrow("m.plan_id = ", *filter.plan);
  if (filter.recipient) narrow("m.recipient_agency = ", *filter.recipient);
  if (filter.state == MessageState::dead) {
    narrow("m.state = 'dead' AND m.id < ", filter.before.value_or(MessageId{UuidBytes{
                                               0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                               0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}));
  } else {
    if (filter.state) narrow("m.state = ", to_code(*filter.state));
    if (filter.before) narrow("m.id < ", *filter.before);
  }
  parameters.emplace_back(filter.most);
  sql += " ORDER BY m.id DESC LIMIT $" + std::to_string(parameters.size());
  std::vector<StoredMessage> messages;
  for (const auto& row : snapshot.query_with(sql, parameters)) messages.push_back(read_stored(row));
  return messages;
}

std::optional<StoredMessage> find(Snapshot& snapshot, const MessageId& id) {
  const auto rows = snapshot.query(std::string{stored_columns} + "WHERE m.id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{read_stored(rows.front())};
}

std::vector<Attempt> attempts_of(Snapshot& snapshot, const MessageId& id) {
  std::vector<Attempt> attempts;
  for (const auto& row :
       snapshot.query("SELECT id, number, started_at, milliseconds, outcome, status, detail FROM "
                      "attempts WHERE message_id = $1 ORDER BY number",
                      id)) {
    attempts.push_back({.id = row.id<AttemptId>(0),
                        .number = static_cast<int>(row.integer(1)),
                        .started_at = row.instant(2),
                        .took = row.is_null(3)
                                    ? std::nullopt
                                    : std::optional{std::chrono::milliseconds{row.integer(3)}},
                        .outcome = row.text(4),
                        .status = static_cast<int>(row.integer(5)),
                        .detail = row.text(6)});
  }
  return attempts;
}

}  // namespace inspectord::outbox

// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox_depth.hpp"

namespace inspectord::outbox {
namespace {

constexpr std::int64_t most_counted = 100'000;

std::int64_t count(Snapshot& snapshot, std::string_view sql) {
  return snapshot.query(sql).front().integer(0);
}

}  // namespace

std::vector<std::pair<MessageState, std::int64_t>> depth(Snapshot& snapshot) {
  std::vector<std::pair<MessageState, std::int64_t>> depths{
      {MessageState::queued, 0}, {MessageState::held, 0}, {MessageState::retrying, 0}};
  const auto waiting = snapshot.query(
      "SELECT state, count(*) FROM (SELECT state FROM messages WHERE settled_at IS NULL AND "
      "lease_until IS NULL LIMIT $1) AS waiting GROUP BY state",
      most_counted);
  for (const auto& row : waiting) {
    for (auto& [state, messages] : depths) {
      if (row.text(0) == to_code(state)) messages = row.integer(1);
    }
  }
  depths.emplace_back(
      MessageState::sending,
      count(snapshot, "SELECT count(*) FROM messages WHERE lease_until IS NOT NULL"));
  depths.emplace_back(MessageState::dead,
                      count(snapshot, "SELECT count(*) FROM messages WHERE state = 'dead'"));
  return depths;
}

bool is_busy(Snapshot& snapshot, Instant now) {
  return !snapshot
              .query(
                  "SELECT 1 FROM messages WHERE lease_until IS NOT NULL UNION ALL SELECT 1 FROM "
                  "messages WHERE settled_at IS NULL AND lease_until IS NULL AND next_attempt_at "
                  "<= $1 LIMIT 1",
                  now)
              .empty();
}

}  // namespace inspectord::outbox

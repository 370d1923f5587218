// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox.hpp"

namespace inspectord::outbox {

std::int64_t forget_attempts(Transaction& tx, Instant settled_before, std::int64_t most) {
  return tx.execute(
      "DELETE FROM attempts WHERE id IN (SELECT a.id FROM messages m JOIN attempts a"
      " ON a.message_id = m.id WHERE m.settled_at < $1 AND m.settled_at IS NOT NULL"
      " AND m.attempts > 1 AND a.outcome IN ('retry', 'dead')"
      " AND a.number < (SELECT MAX(l.number) FROM attempts l WHERE l.message_id = m.id)"
      " LIMIT $2)",
      settled_before, most);
}

}  // namespace inspectord::outbox

// SPDX-License-Identifier: Apache-2.0
#include "storage/sending_switch.hpp"

#include "storage/kept.hpp"

namespace inspectord::outbox {

SendingSwitch sending_switch(Snapshot& snapshot) {
  const auto rows = snapshot.query(
      "SELECT paused, trial_address, changed_by, changed_at, reason FROM sending_switch");
  if (rows.empty()) return {.changed_at = Instant{}};
  const auto& row = rows.front();
  return {.paused = row.boolean(0),
          .trial_address = row.optional_text(1),
          .changed_by = row.optional_id<UserId>(2),
          .changed_at = row.instant(3),
          .reason = row.text(4)};
}

void set_sending_switch(Transaction& tx, const SendingSwitch& position) {
  tx.kept().made_due = true;
  tx.execute(
      "INSERT INTO sending_switch(id, paused, trial_address, changed_by, changed_at, reason) "
      "VALUES (1, $1, $2, $3, $4, $5) "
      "ON CONFLICT (id) DO UPDATE SET paused = $1, trial_address = $2, changed_by = $3, changed_at "
      "= $4, reason = $5",
      position.paused, position.trial_address, position.changed_by, position.changed_at,
      position.reason);
}

}  // namespace inspectord::outbox

// SPDX-License-Identifier: Apache-2.0
#include "storage/address_pace.hpp"

#include <algorithm>

namespace inspectord::address_pace {

Instant take(Transaction& tx, std::string_view address, Instant now) {
  const auto rows = tx.query("SELECT taken_until FROM address_pace WHERE address = $1", address);
  auto from = rows.empty() ? now : std::max(rows.front().instant(0), now);
  if (from > now + furthest) from = now;
  tx.execute(
      "INSERT INTO address_pace (address, taken_until) VALUES ($1, $2)"
      " ON CONFLICT (address) DO UPDATE SET taken_until = $2",
      address, from + step);
  return std::max(now, from - (at_once - 1) * step);
}

void bring_back(Transaction& tx, std::chrono::milliseconds by, Instant now) {
  tx.execute("UPDATE address_pace SET taken_until = taken_until - $1 WHERE taken_until > $2",
             by.count(), now);
}

void forget(Transaction& tx, Instant now) {
  tx.execute("DELETE FROM address_pace WHERE taken_until <= $1 OR taken_until > $2", now,
             now + furthest);
}

}  // namespace inspectord::address_pace

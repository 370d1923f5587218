// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

#include <optional>

namespace inspectord {

/// What a ring did.
struct Rung {
  int sent = 0;     ///< Reminders handed to the outbox.
  int dropped = 0;  ///< Overtaken, no longer holding, or without anybody to tell.
  int messages = 0;
  std::optional<Instant> next;  ///< When the next reminder is due; in the past if more is due now.
};

/// Takes what is due, asks whether each still holds, merges what was overtaken (per target the
/// newest rule alone, with a word on how late it is), and composes one mail per agency and plan
/// into the outbox. Those that are late leave at the pace of their address. Where a policy repeats,
/// the next repetition is planned. Bounded: at most 200 agencies and plans a ring.
Rung ring(Transaction&, Instant now, const House&);

/// When the service rang last, by its clock of that time; nullopt: never.
std::optional<Instant> last_rang_at(Connection&);

}  // namespace inspectord

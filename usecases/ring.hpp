// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

#include <chrono>
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

/// At start: records the gap since the service last rang, if anything was due in it.
void record_gap(Transaction&, Instant now, const House&);

/// How a living process came to ring.
struct Waking {
  std::optional<Instant> armed{};       ///< When it was to ring.
  std::chrono::milliseconds jumped{0};  ///< What its clock gained over the time it was awake.
};

/// Records the gap of a process that lived: it rings more than an hour after it was armed (the
/// machine slept, or stood still), or its clock jumped by more than that, forward or back. After a
/// clock that was set back the repetitions of reminders are planned anew.
void record_gap(Transaction&, const Waking&, Instant now, const House&);

}  // namespace inspectord

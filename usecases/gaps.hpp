// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

#include <chrono>
#include <optional>

// Time that the service did not live through evenly, told in the journal where it is more than a
// minute: "service.overslept", or "service.clock_set_back". Before the ring that follows.

namespace inspectord {

/// At start: records the gap since the service was last seen alive, with what was due in it first,
/// or that the clock stands before its last ring.
void record_gap(Transaction&, Instant now, const House&);

/// At its end, after the last ring: it was alive until `now`.
void note_end(Transaction&, Instant now);

/// How a living process came to ring.
struct Waking {
  std::optional<Instant> armed{};       ///< When it was to ring.
  std::chrono::milliseconds jumped{0};  ///< What its clock gained over the time it was awake.
};

/// Records the gap of a process that lived: it rings long after it was armed (the machine slept, or
/// stood still), or its clock jumped, forward or back.
void record_gap(Transaction&, const Waking&, Instant now, const House&);

}  // namespace inspectord

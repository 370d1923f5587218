// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

#include <chrono>
#include <span>

// A clock that was ahead and is set back. What left by it has left; what it put off, dropped or
// wrote wrongly is made good, so that nothing is lost and nothing comes twice. Each function may be
// called again: after a crash in between all is done once more, before the service rings.

namespace inspectord {

/// A clock that is set back by less needs no care.
inline constexpr std::chrono::seconds set_back_noticed{1};

/// How far the clock stands behind the service's last ring, where that is noticed; else 0.
std::chrono::milliseconds set_back_since_last_ring(Connection&, Instant now);

/// What waits for an instant of the clock that was ahead waits as long as it was to, by the new
/// one: messages for their next attempt, leases for their end, addresses for their next place.
void bring_waiting_back(Transaction&, std::chrono::milliseconds by, Instant now);

/// Unsent reminders of these plans, written by the clock that was ahead, are withdrawn; what is to
/// come, though it was dropped as past, overtaken or undeliverable, is planned again.
void bring_reminders_back(Transaction&, std::span<const PlanId>, Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <chrono>
#include <string_view>

namespace inspectord::address_pace {

/// So many at once, then one after each step: 3,600 an hour, which is what Exchange Online takes
/// for one mailbox (its receiving limits).
inline constexpr int at_once = 30;
inline constexpr std::chrono::seconds step{1};
/// Nobody is kept waiting for longer: places further ahead are of a clock that was set back.
inline constexpr std::chrono::hours furthest{24};

/// Takes the next place of an address: `now`, or later.
Instant take(Transaction&, std::string_view address, Instant now);

/// The clock was set back by so much, and with it the places that are taken.
void bring_back(Transaction&, std::chrono::milliseconds by, Instant now);

/// Those that wait for nothing are forgotten.
void forget(Transaction&, Instant now);

}  // namespace inspectord::address_pace

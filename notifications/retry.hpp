// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"
#include "notifications/delivery.hpp"

#include <cstdint>
#include <optional>

namespace inspectord {

/// When to try again after attempt `attempt_number` (from 1) ended in `delivery`: after 5 s, 5 min,
/// 30 min, 2, 5, 10, 14, 20 and 24 h (Standard Webhooks), or what the receiver asked for where that
/// is longer, but at most 24 h; to this up to a tenth is added by `chance` (any 64 bits), so that
/// those who failed together do not come back together. Nothing: it was accepted, or is given up.
std::optional<Instant> next_retry_at(Instant now, int attempt_number, const Delivery& delivery,
                                     std::uint64_t chance);

}  // namespace inspectord

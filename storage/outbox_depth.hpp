// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/outbox.hpp"

#include <utility>
#include <vector>

namespace inspectord::outbox {

/// How many messages are queued, held, sending, retrying and dead; each of these states once. What
/// waits is counted up to 100,000, so that a look at a long queue does not hold up its reader.
std::vector<std::pair<MessageState, std::int64_t>> depth(Snapshot&);

/// Something is under way, or due.
bool is_busy(Snapshot&, Instant now);

}  // namespace inspectord::outbox

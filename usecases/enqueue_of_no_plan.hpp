// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox.hpp"
#include "usecases/house.hpp"

#include <vector>

namespace inspectord {

/// Puts a message that belongs to no plan alone into the outbox for one contact. False for a mail
/// address that is none: said in the log, the others go on.
bool enqueue_of_no_plan(Transaction&, const Composed&, Language, const AgencyContact&,
                        const Agency& recipient, const std::vector<ReminderId>&, Instant now,
                        const House&);

}  // namespace inspectord

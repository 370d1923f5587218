// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"
#include "usecases/house.hpp"

#include <vector>

namespace inspectord {

/// Puts one message for each contact of an agency into the outbox. Returns how many; 0: it has no
/// contact in force. Those that come late leave at the pace of each address
/// (storage/address_pace.hpp).
int tell_reminders(Transaction&, const PlanRecord&, const Directory&, AgencyId,
                   const std::vector<Mention>&, const std::vector<ReminderId>&, Instant now,
                   const House&);

/// The same for the notices of one act: each agency gets all that is for it in one message. News of
/// a visit takes the place of unsent news of it; that a plan is off is told to those who were told
/// of it. Returns the number of messages.
int tell_notices(Transaction&, const PlanRecord&, const Directory&, const std::vector<Notice>&,
                 Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"
#include "usecases/house.hpp"

#include <vector>

namespace inspectord {

/// Puts one message for each contact of an agency into the outbox. Returns how many; 0: it has no
/// contact in force.
int tell_reminders(Transaction&, const PlanRecord&, const Directory&, AgencyId,
                   const std::vector<Mention>&, const std::vector<ReminderId>&, Instant now,
                   const House&);

/// The same for the notices of one act: each agency gets all that is for it in one message. Returns
/// the number of messages.
int tell_notices(Transaction&, const PlanRecord&, const Directory&, const std::vector<Notice>&,
                 Instant now, const House&);

/// Takes back what was queued for a plan and no longer holds: a message with a reminder that is not
/// in `wanted` is withdrawn; its reminders that do hold are planned again, to be composed anew
/// under a new id. A message of which an attempt may have been accepted goes out unchanged. `all`:
/// every unsent message of the plan is withdrawn.
void withdraw_unsent(Transaction&, PlanId, const std::vector<WantedReminder>& wanted, bool all,
                     std::string_view because, Instant now);

}  // namespace inspectord

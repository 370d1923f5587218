// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/outbox.hpp"
#include "usecases/house.hpp"
#include "workflow/record.hpp"
#include "workflow/reminders.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Taking back what was queued and no longer holds. What may have arrived is never taken back: the
// change is told separately.

namespace inspectord {

/// A message with a reminder that is not in `wanted` is withdrawn; its reminders that do hold are
/// planned again, to be composed anew under a new id: those of a digest by the next one. One that
/// is on its way just now is withdrawn when it comes back; a dead one is not sent again. `all`:
/// every message of the plan.
void withdraw_unsent(Transaction&, PlanId, const std::vector<WantedReminder>& wanted, bool all,
                     std::string_view because, Instant now);

/// Unsent reminders of a plan that a clock ahead of `now` has written on a later day say wrongly
/// how many days are left: their messages are withdrawn, and they are planned again. Where another
/// channel or contact has got one already, the message stays: one that is late is better than none.
void withdraw_written_after(Transaction&, PlanId, Instant now, const House&);

/// Unsent messages to those who owed a duty that another owes now, and who are past their end: all
/// of the plan are withdrawn.
void withdraw_from_the_past(Transaction&, const PlanRecord& before, const PlanRecord& after,
                            const Directory&, std::string_view because, Instant now);

/// Asked before each attempt, in the act that claims it. False: it no longer holds, its recipient
/// is past its end, or its contact is disabled; its reminders are settled, and it is to be
/// withdrawn.
bool still_holds(Transaction&, const MessageId&, Instant now, const House&);

/// Unsent news of changed visits that newer news of the same visits replaces: withdrawn. Returns by
/// visit what the recipient still goes by. News that also tells of other visits stays.
std::map<std::string, ChangedVisit> take_back_news(Transaction&, PlanId, AgencyId recipient,
                                                   const std::vector<std::string>& visits,
                                                   Instant now);

}  // namespace inspectord

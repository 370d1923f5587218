// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/files.hpp"
#include "storage/outbox_view.hpp"
#include "storage/sending_switch.hpp"
#include "usecases/house.hpp"
#include "workflow/roles.hpp"

namespace inspectord {

namespace refuse {
inline constexpr Reason message_not_dead{"message_not_dead", RefusalKind::conflict};  ///< state
/// why
inline constexpr Reason message_overtaken{"message_overtaken", RefusalKind::conflict};
}  // namespace refuse

/// The switch over all sending: paused or not, and the one address of the trial mode. By
/// administrators, with a reason; who and when are filled in.
Result<SendingSwitch> switch_sending(Transaction&, SendingSwitch, const Actor&, Instant now,
                                     const House&);

/// Nothing of what a restored database holds is sent before somebody has looked at it: what waited
/// when the copy was made may have been sent since. By the service itself; a pause that is there
/// already stays as it is, with who made it and why. A schema that sends nothing yet has no switch.
void pause_restored(Transaction&, const std::string& reason, Instant now, const House&);

/// A dead letter goes out again, under its id. By administrators, planners and clerks of the agency
/// that owns its plan; of another it is not found.
Result<StoredMessage> send_message_again(Transaction&, MessageId, const Actor&, Instant now,
                                         const House&);

/// The actor's agency holds a file from now on. Requires: Files::put returned it.
Result<StoredFile> keep_file(Transaction&, const StoredFile&, const Actor&, Instant now,
                             const House&);

}  // namespace inspectord

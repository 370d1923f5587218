// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/delivery.hpp"
#include "notifications/mail_message.hpp"

namespace inspectord {

/// The same message for the trial address: a mail is marked, anything else becomes a mail that
/// shows what would have been sent and to which host. The same message and address always give the
/// same bytes.
OutgoingMessage redirect_for_trial(const OutgoingMessage&, const EmailAddress& trial,
                                   const Mailbox& from);

}  // namespace inspectord

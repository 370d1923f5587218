// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/instant.hpp"
#include "notifications/email_address.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// Whom a mail is from or to: an address and the name shown beside it.
struct Mailbox {
  EmailAddress address;
  std::string name;  ///< UTF-8, NFC; may be empty.
};

/// A mail to one recipient, before it becomes bytes.
struct MailMessage {
  MessageId id;  ///< Message-ID is <id@domain of from>.
  Mailbox from;
  Mailbox to;
  std::optional<Mailbox> reply_to;  ///< A person who reads answers.
  std::string subject;              ///< UTF-8, NFC.
  Instant date;
  std::chrono::minutes utc_offset{0};  ///< How Date is written.
  std::optional<PlanId> plan;          ///< Mails of one plan form one thread.
  std::string text;
  std::string html;  ///< Empty: the text alone.
};

/// The bytes of RFC 5322 and 2045 to 2047: CRLF, lines of at most 76 characters in bodies and
/// encoded headers, 7 bit. The same message always gives the same bytes. Controls and line breaks
/// in header values become spaces; what is not UTF-8 becomes U+FFFD.
std::string render(const MailMessage&);

/// The same mail for other eyes: Subject carries a mark before `subject`, X-Inspectord-Trial-For
/// names the address it was meant for. Requires: `rendered` is from render.
std::string mark_as_trial(std::string_view rendered, std::string_view subject,
                          const EmailAddress& meant_for);

}  // namespace inspectord

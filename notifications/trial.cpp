// SPDX-License-Identifier: Apache-2.0
#include "notifications/trial.hpp"

#include "notifications/webhook_url.hpp"

namespace inspectord {
namespace {

/// The instant a UUIDv7 was made at (RFC 9562, 5.7): a date that is the same at every attempt.
Instant made_at(const MessageId& id) {
  std::int64_t millis = 0;
  for (std::size_t i = 0; i < 6; ++i) millis = millis << 8 | id.bytes().at(i);
  return from_millis(millis);
}

std::string as_mail(const OutgoingMessage& message, const EmailAddress& trial,
                    const Mailbox& from) {
  const auto host = masked_url(message.to);
  return render({.id = message.id,
                 .from = from,
                 .to = {trial, ""},
                 .reply_to = {},
                 .subject = "[THỬ/TEST] " + message.channel + ": " + message.subject,
                 .date = made_at(message.id),
                 .plan = {},
                 .text = message.channel + " -> " + host + "\n\n" + message.body + "\n",
                 .html = {}});
}

}  // namespace

OutgoingMessage redirect_for_trial(const OutgoingMessage& message, const EmailAddress& trial,
                                   const Mailbox& from) {
  auto redirected = message;
  const auto meant_for = EmailAddress::parse(message.to);
  const bool mail = message.channel == "mail" && meant_for;
  redirected.body = mail ? mark_as_trial(message.body, message.subject, *meant_for)
                         : as_mail(message, trial, from);
  redirected.channel = "mail";
  redirected.to = trial.text();
  redirected.secret_ref.clear();
  return redirected;
}

}  // namespace inspectord

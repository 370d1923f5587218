// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "notifications/mail_message.hpp"
#include "notifications/smtp_channel.hpp"

#include <memory>

namespace inspectord {

/// The relay of the configuration. Throws std::invalid_argument where it is no smtp:// or smtps://
/// address.
SmtpChannel::Options relay_options(const MailOptions&, const Mailbox& from);

/// The way that mail takes: the relay, or the spool where none is configured.
std::unique_ptr<Channel> open_mail_channel(const Options&, const Mailbox& from);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/smtp_channel.hpp"

#include <optional>
#include <string>

namespace inspectord {

/// Whether a relay answers at all: connects, with TLS where it is implicit, and says nothing. At
/// most five seconds. Nullopt: it does; else what stands in the way.
std::optional<std::string> probe_relay(const SmtpChannel::Options&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/zone.hpp"
#include "core/random.hpp"
#include "notifications/mail_message.hpp"
#include "storage/connection.hpp"
#include "words/catalogue.hpp"

#include <optional>

namespace inspectord {

/// What every act needs besides its transaction, its actor and `now`. Set up once; outlives all
/// acts.
struct House {
  const Zone& zone;
  const DaysOff& days_off;
  Random& random;
  Mailbox from;                      ///< Of every mail.
  std::optional<Mailbox> reply_to;   ///< A person who reads answers.
  Language language = Language::vi;  ///< Of contacts that name none.
};

}  // namespace inspectord

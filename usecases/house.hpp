// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/zone.hpp"
#include "core/random.hpp"
#include "notifications/mail_message.hpp"
#include "storage/calendars_in_force.hpp"
#include "storage/connection.hpp"
#include "words/catalogue.hpp"

#include <memory>
#include <optional>

namespace inspectord {

/// What every act needs besides its transaction, its actor and `now`. Set up once; outlives all
/// acts.
struct House {
  const Zone& zone;
  const DaysOff& days_off;  ///< That the program was built with; what holds: days_off_for.
  Random& random;
  Mailbox from;                      ///< Of every mail.
  std::optional<Mailbox> reply_to;   ///< A person who reads answers.
  Language language = Language::vi;  ///< Of contacts that name none.
  std::shared_ptr<CalendarsInForce> calendars = std::make_shared<CalendarsInForce>();
};

/// The days off by which the plans of an agency go: what was accepted of the house's calendar and
/// of its own, else those of the program.
inline std::shared_ptr<const DaysOff> days_off_for(Connection& db, AgencyId owner,
                                                   const House& house) {
  return house.calendars->of(db, owner, house.days_off);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/calendar_cases.hpp"

#include <string>

namespace inspectord {

/// One message for each contact of each agency of `told`, with all that the calendar moves for it.
/// Returns how many.
int tell_calendar_changed(Transaction&, const CalendarOutcome&, const std::string& source,
                          Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/icalendar.hpp"
#include "storage/feeds.hpp"

#include <string>
#include <vector>

namespace inspectord {

// What a feed shows on a day. Of the clock it takes the day alone (who belongs to a group; what was
// called off long ago).

std::string name_of(Snapshot&, const Feed&);
/// Plans that may have something for it.
std::vector<PlanId> plans_of(Snapshot&, const Feed&);
/// Whether a plan is one of those.
bool may_show(Snapshot&, const Feed&, PlanId);
std::vector<CalendarEvent> events_of(Snapshot&, const Feed&, PlanId, LocalDate today);

/// All of it: entries by day, all-day ones first.
Calendar calendar_of(Snapshot&, const Feed&, LocalDate today);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/icalendar.hpp"
#include "storage/feeds.hpp"

namespace inspectord {

/// What a feed shows on a day: entries by day, all-day ones first. Of the clock it takes the day
/// alone (who belongs to a group; what was called off long ago).
Calendar calendar_of(Snapshot&, const Feed&, LocalDate today);

}  // namespace inspectord

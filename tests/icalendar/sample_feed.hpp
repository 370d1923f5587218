// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/icalendar.hpp"

#include <string>

namespace inspectord {

/// A feed, and what it was made of.
struct SampleFeed {
  Calendar calendar;
  std::string bytes;
};

/// The house's feed of two real plans in the midst of their life (visits tentative, moved,
/// confirmed, postponed and cancelled; duties open, filed and waived), with an event beside them
/// whose texts are as difficult as texts can be.
SampleFeed sample_feed();

}  // namespace inspectord

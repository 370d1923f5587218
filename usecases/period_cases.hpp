// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

namespace inspectord {

/// What the opening of periods did.
struct OpenedPeriods {
  int plans = 0;
  int duties = 0;
  bool more = false;  ///< Not all of it was done: again.
};

/// Opens the periods of recurring duties that came near by today, with their reminders, in all
/// plans in force. Bounded.
OpenedPeriods open_periods(Transaction&, Instant now, const House&);

}  // namespace inspectord

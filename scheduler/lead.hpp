// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/days_off.hpp"

namespace inspectord {

/// How long before its due day a duty is taken up.
struct Lead {
  int days = 0;          ///< 0 or more.
  bool working = false;  ///< Working days rather than days of the calendar.

  friend bool operator==(const Lead&, const Lead&) = default;
};

/// The day on which what is due is taken up.
LocalDate begins_before(LocalDate due, const Lead&, const DaysOff&);
/// The last due day that is taken up by a day.
LocalDate last_begun(LocalDate day, const Lead&, const DaysOff&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"

namespace inspectord {

/// The same due date as that of a report over a period, with the days that it covers. Its
/// derivation says so. Requires: grace_days >= 0.
DueDate over_period(DueDate, const Period&, DataSpans, int grace_days, const DaysOff&);

/// Over the period of this kind whose end is nearest. Requires: grace_days >= 0.
DueDate as_report(DueDate, PeriodKind, DataSpans, int grace_days, const DaysOff&);

/// A due date on another day, as that of the same report; of no report the day alone.
DueDate for_report_of(const DueDate& before, DueDate, const DaysOff&);

}  // namespace inspectord

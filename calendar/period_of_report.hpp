// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/report_period.hpp"

namespace inspectord {

/// The period that a report due on this day looks at, where the paper names only its kind: the one
/// whose end lies nearest ("6 tháng trước ngày 20/5" is the first half of that year, "năm trước
/// ngày 15/1" the year before).
Period period_of_report(PeriodKind, LocalDate due);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/report_due.hpp"

#include "calendar/derivation_steps.hpp"
#include "calendar/period_of_report.hpp"

#include <algorithm>

namespace inspectord {

DueDate over_period(DueDate due, const Period& period, DataSpans spans, int grace_days,
                    const DaysOff& days_off) {
  due.report = report_period(period, spans, due.last_on_time, grace_days, days_off);
  // By Civil Code 2015 art. 148(5) it is not late before; whoever takes late ones takes it then.
  if (grace_days > 0) due.report->grace_ends = std::max(due.report->grace_ends, due.legal_end);
  add_report_steps(due.derivation, *due.report);
  return due;
}

DueDate as_report(DueDate due, PeriodKind kind, DataSpans spans, int grace_days,
                  const DaysOff& days_off) {
  const auto period = period_of_report(kind, due.last_on_time);
  return over_period(std::move(due), period, spans, grace_days, days_off);
}

DueDate for_report_of(const DueDate& before, DueDate due, const DaysOff& days_off) {
  if (!before.report) return due;
  const auto& report = *before.report;
  return over_period(std::move(due), report.period, report.spans, report.grace_days, days_off);
}

}  // namespace inspectord

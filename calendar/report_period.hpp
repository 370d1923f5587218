// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>

namespace inspectord {

class DaysOff;

/// What a report looks at, or a target falls into.
enum class PeriodKind { month, quarter, half_year, nine_months, year };

/// One period of a year. Requires: number 1-12 of a month, 1-4 of a quarter, 1-2 of a half year,
/// else 1.
struct Period {
  PeriodKind kind = PeriodKind::year;
  int year = 0;
  unsigned number = 1;

  LocalDate first() const;  ///< Of the calendar: 1/4 of quarter 2.
  LocalDate last() const;

  friend bool operator==(const Period&, const Period&) = default;
};

/// Which days the figures of a report cover.
enum class DataSpans {
  decree_09_2019,  ///< Nghị định 09/2019/NĐ-CP Art. 12: to day 14 of the period's last month.
  calendar,        ///< Statistics (Nghị định 60/2018/NĐ-CP): the period itself.
};

/// When a report's figures begin and end, and when it is to be there.
struct ReportPeriod {
  Period period;
  LocalDate data_from, data_to;
  LocalDate opens;       ///< The first day it can be filed: the day after data_to.
  LocalDate due;         ///< The last day on time.
  LocalDate grace_ends;  ///< Until here a late one is still taken; `due` where there is no grace.
  bool due_too_early =
      false;  ///< Less than one working day between data_to and due (decree 09 Art. 8(5)).
  DataSpans spans = DataSpans::decree_09_2019;
  int grace_days = 0;  ///< From `due` to `grace_ends`.

  friend bool operator==(const ReportPeriod&, const ReportPeriod&) = default;
};

/// The first and last day of a report's figures.
struct DataSpan {
  LocalDate from, to;

  friend bool operator==(const DataSpan&, const DataSpan&) = default;
};

DataSpan data_span(const Period&, DataSpans);

/// A report due on `due`, or where nothing is said on the first working day that decree 09 Art.
/// 8(5) allows. Requires: grace_days >= 0.
ReportPeriod report_period(const Period&, DataSpans, std::optional<LocalDate> due, int grace_days,
                           const DaysOff&);

}  // namespace inspectord

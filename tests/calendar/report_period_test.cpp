// SPDX-License-Identifier: Apache-2.0
#include "calendar/report_period.hpp"

#include "calendar/days_off.hpp"
#include "calendar/period_of_report.hpp"
#include "calendar/report_due.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using enum PeriodKind;

struct Row {
  Period period;
  const char *from, *to;
};

TEST(DataSpan, FollowsDecree09Of2019) {
  const Row rows[]{
      {{month, 2024, 1}, "2023-12-15", "2024-01-14"},
      {{month, 2024, 3}, "2024-02-15", "2024-03-14"},
      {{quarter, 2024, 1}, "2023-12-15", "2024-03-14"},
      {{quarter, 2024, 2}, "2024-03-15", "2024-06-14"},
      {{quarter, 2024, 3}, "2024-06-15", "2024-09-14"},
      {{quarter, 2024, 4}, "2024-09-15", "2024-12-14"},
      {{half_year, 2024, 1}, "2023-12-15", "2024-06-14"},
      {{half_year, 2024, 2}, "2024-06-15", "2024-12-14"},
      {{nine_months, 2024, 1}, "2023-12-15", "2024-09-14"},
      {{year, 2024, 1}, "2023-12-15", "2024-12-14"},
  };
  for (const auto& [period, from, to] : rows) {
    const auto span = data_span(period, DataSpans::decree_09_2019);
    EXPECT_EQ(to_string(span.from), from);
    EXPECT_EQ(to_string(span.to), to);
  }
}

TEST(DataSpan, OfStatisticsIsThePeriodItself) {
  const auto span = data_span({quarter, 2024, 1}, DataSpans::calendar);
  EXPECT_EQ(span, (DataSpan{make_date(2024, 1, 1), make_date(2024, 3, 31)}));
}

TEST(ReportPeriod, IsDueAfterAWorkingDayWhereNothingIsSaid) {
  // Figures to Friday 14/6/2024; Monday lies between.
  const auto report = report_period({half_year, 2024, 1}, DataSpans::decree_09_2019, std::nullopt,
                                    0, DaysOff::vietnam());
  EXPECT_EQ(to_string(report.opens), "2024-06-15");
  EXPECT_EQ(to_string(report.due), "2024-06-18");
  EXPECT_FALSE(report.due_too_early);
  EXPECT_EQ(report.grace_ends, report.due);
}

TEST(ReportPeriod, SaysWhereItsDueDayLeavesNoWorkingDay) {
  const auto due_on = [](const char* day) {
    return report_period({half_year, 2024, 1}, DataSpans::decree_09_2019, *parse_date(day), 3,
                         DaysOff::vietnam());
  };
  EXPECT_TRUE(due_on("2024-06-17").due_too_early);
  EXPECT_FALSE(due_on("2024-06-18").due_too_early);
  EXPECT_EQ(to_string(due_on("2024-06-18").grace_ends), "2024-06-21");
}

TEST(ReportPeriod, TakesALateReportAtLeastToTheLegalEnd) {
  // Saturday 2 May 2026: in law it ends on Monday (Civil Code 2015 art. 148(5)).
  const auto due = derive_due_date("chậm nhất ngày 02/5/2026", Bound::by, make_date(2026, 5, 2),
                                   DaysOff::vietnam());
  const auto ends = [&](int grace_days) {
    return to_string(as_report(due, month, DataSpans::calendar, grace_days, DaysOff::vietnam())
                         .report.value()
                         .grace_ends);
  };
  EXPECT_EQ(ends(1), "2026-05-04");
  EXPECT_EQ(ends(5), "2026-05-07");
  EXPECT_EQ(ends(0), "2026-05-02") << "none was given";
}

TEST(PeriodOfReport, IsTheOneWhoseEndLiesNearest) {
  const auto of = [](PeriodKind kind, const char* due) {
    return period_of_report(kind, *parse_date(due));
  };
  EXPECT_EQ(of(half_year, "2024-05-19"), (Period{half_year, 2024, 1}));
  EXPECT_EQ(of(half_year, "2024-12-10"), (Period{half_year, 2024, 2}));
  EXPECT_EQ(of(half_year, "2025-01-05"), (Period{half_year, 2024, 2}));
  EXPECT_EQ(of(year, "2024-11-14"), (Period{year, 2024, 1}));
  EXPECT_EQ(of(year, "2025-01-15"), (Period{year, 2024, 1}));
  EXPECT_EQ(of(quarter, "2024-03-20"), (Period{quarter, 2024, 1}));
  EXPECT_EQ(of(month, "2024-04-02"), (Period{month, 2024, 3}));
  EXPECT_EQ(of(nine_months, "2024-09-20"), (Period{nine_months, 2024, 1}));
}

}  // namespace
}  // namespace inspectord

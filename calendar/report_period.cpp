// SPDX-License-Identifier: Apache-2.0
#include "calendar/report_period.hpp"

#include "calendar/days_off.hpp"

namespace inspectord {
namespace {

/// First and last month of a period.
struct Months {
  unsigned first, last;
};

Months months_of(const Period& period) {
  switch (period.kind) {
    case PeriodKind::month:
      return {period.number, period.number};
    case PeriodKind::quarter:
      return {3 * period.number - 2, 3 * period.number};
    case PeriodKind::half_year:
      return {6 * period.number - 5, 6 * period.number};
    case PeriodKind::nine_months:
      return {1, 9};
    case PeriodKind::year:
      return {1, 12};
  }
  return {1, 12};
}

}  // namespace

LocalDate Period::first() const {
  return make_date(year, months_of(*this).first, 1);
}

LocalDate Period::last() const {
  return LocalDate{std::chrono::year{year} / std::chrono::month{months_of(*this).last} /
                   std::chrono::last};
}

DataSpan data_span(const Period& period, DataSpans spans) {
  if (spans == DataSpans::calendar) return {period.first(), period.last()};
  // Art. 12: from day 15 of the month before the first to day 14 of the last. Of nine months the
  // decree says nothing; provinces set the same days.
  const auto before = period.first() - std::chrono::months{1};
  const auto last = period.last();
  return {LocalDate{before.year() / before.month() / 15},
          LocalDate{last.year() / last.month() / 14}};
}

ReportPeriod report_period(const Period& period, DataSpans spans, std::optional<LocalDate> due,
                           int grace_days, const DaysOff& days_off) {
  const auto span = data_span(period, spans);
  const auto opens = plus_days(span.to, 1);
  const auto day_between = days_off.next_working_day_on_or_after(opens);
  const auto earliest = days_off.next_working_day_on_or_after(plus_days(day_between, 1));
  const auto last = due.value_or(earliest);
  return {.period = period,
          .data_from = span.from,
          .data_to = span.to,
          .opens = opens,
          .due = last,
          .grace_ends = plus_days(last, grace_days),
          .due_too_early = last <= day_between,
          .spans = spans,
          .grace_days = grace_days};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/period_of_report.hpp"

#include <cstdlib>

namespace inspectord {
namespace {

unsigned periods_a_year(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return 12;
    case PeriodKind::quarter:
      return 4;
    case PeriodKind::half_year:
      return 2;
    case PeriodKind::nine_months:
    case PeriodKind::year:
      return 1;
  }
  return 1;
}

}  // namespace

Period period_of_report(PeriodKind kind, LocalDate due) {
  const int year = static_cast<int>(due.year());
  Period nearest{kind, year, 1};
  for (int one = year - 1; one <= year + 1; ++one) {
    for (unsigned number = 1; number <= periods_a_year(kind); ++number) {
      const Period period{kind, one, number};
      if (std::abs(days_between(period.last(), due)) < std::abs(days_between(nearest.last(), due)))
        nearest = period;
    }
  }
  return nearest;
}

}  // namespace inspectord

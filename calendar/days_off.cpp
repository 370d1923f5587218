// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"

#include <array>

namespace inspectord {
namespace {

struct Span {
  int year;
  unsigned month, day;
  int days = 1;
};

// Weekdays off of state bodies, Labour Code 2019 Art. 112 with the yearly decisions:
// 2024: 2450/VPCP-KGVX; 2026: 12729/VPCP-KGVX (2/1), 9441/TB-BNV (31/8), Resolution 28/2026/QH16
// (24/11).
constexpr std::array off_spans{
    Span{2022, 1, 3},     Span{2022, 1, 31, 5}, Span{2022, 4, 11},    Span{2022, 5, 2, 2},
    Span{2022, 9, 1, 2},  Span{2023, 1, 2},     Span{2023, 1, 20, 7}, Span{2023, 5, 1, 3},
    Span{2023, 9, 1},     Span{2023, 9, 4},     Span{2024, 1, 1},     Span{2024, 2, 8, 7},
    Span{2024, 4, 18},    Span{2024, 4, 29, 3}, Span{2024, 9, 2, 2},  Span{2025, 1, 1},
    Span{2025, 1, 27, 5}, Span{2025, 4, 7},     Span{2025, 4, 30, 3}, Span{2025, 9, 1, 2},
    Span{2026, 1, 1, 2},  Span{2026, 2, 16, 5}, Span{2026, 4, 27},    Span{2026, 4, 30, 2},
    Span{2026, 8, 31, 3}, Span{2026, 11, 24},
};

// Saturdays worked in exchange for a weekday off.
constexpr std::array worked_days{Span{2024, 5, 4}, Span{2025, 4, 26}, Span{2026, 1, 10},
                                 Span{2026, 8, 22}};

}  // namespace

const DaysOff& DaysOff::vietnam() {
  static const DaysOff calendar = [] {
    std::set<LocalDate> off;
    for (const auto& span : off_spans) {
      for (int i = 0; i < span.days; ++i)
        off.insert(plus_days(make_date(span.year, span.month, span.day), i));
    }
    std::set<LocalDate> worked;
    for (const auto& day : worked_days) worked.insert(make_date(day.year, day.month, day.day));
    return DaysOff{"vn-2026.1", std::move(off), std::move(worked)};
  }();
  return calendar;
}

bool DaysOff::is_day_off(LocalDate day) const {
  if (off_.contains(day)) return true;
  const auto weekday = weekday_of(day);
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  return weekend && !worked_.contains(day);
}

LocalDate DaysOff::last_working_day_on_or_before(LocalDate day) const {
  while (is_day_off(day)) day = plus_days(day, -1);
  return day;
}

LocalDate DaysOff::next_working_day_on_or_after(LocalDate day) const {
  while (is_day_off(day)) day = plus_days(day, 1);
  return day;
}

}  // namespace inspectord

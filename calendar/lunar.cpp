// SPDX-License-Identifier: Apache-2.0
#include "calendar/lunar.hpp"

#include "calendar/moon_and_sun.hpp"

namespace inspectord {
namespace {

using std::chrono::hours;
using std::chrono::sys_days;

/// The new moon that begins month 11 of a solar year.
int month_eleven(int year, hours meridian) {
  const sys_days year_end{make_date(year, 12, 31)};
  const int number = new_moon_on_or_before(year_end, meridian);
  constexpr int past_solstice = 9;
  // A new moon on the day of the solstice or before begins the month that holds it.
  return major_term(new_moon_day(number, meridian), meridian) == past_solstice ? number - 1
                                                                               : number;
}

/// The months from month 11 of the year before to the one before month 11 of a solar year.
struct Suite {
  int first;      ///< New moon of month 11.
  int months;     ///< 12, or 13 with a leap month.
  int leap = 13;  ///< Place of the leap month among them, counted from 0.
  hours meridian;

  unsigned number_of(int place) const {
    const int ordinary = place >= leap ? place - 1 : place;
    return static_cast<unsigned>((ordinary + 10) % 12 + 1);
  }
  sys_days day_of(int place) const { return new_moon_day(first + place, meridian); }
};

Suite suite_of(int year, hours meridian) {
  const int first = month_eleven(year - 1, meridian);
  Suite suite{.first = first, .months = month_eleven(year, meridian) - first, .meridian = meridian};
  if (suite.months == 12) return suite;
  for (int place = 1; place < suite.months; ++place) {
    if (major_term(suite.day_of(place), meridian) != major_term(suite.day_of(place + 1), meridian))
      continue;
    suite.leap = place;
    break;
  }
  return suite;
}

/// Months 11 and 12 of a lunar year stand in the suite of the next solar year.
int suite_year(const LunarDate& date) {
  return date.month >= 11 ? date.year + 1 : date.year;
}

}  // namespace

LunarDate to_lunar(LocalDate date, hours meridian) {
  const sys_days day{date};
  const int number = new_moon_on_or_before(day, meridian);
  int year = static_cast<int>(date.year());
  if (number >= month_eleven(year, meridian)) ++year;
  const auto suite = suite_of(year, meridian);
  const int place = number - suite.first;
  const unsigned month = suite.number_of(place);
  return LunarDate{.year = month >= 11 && place <= 2 ? year - 1 : year,
                   .month = month,
                   .leap = place == suite.leap,
                   .day = static_cast<unsigned>((day - suite.day_of(place)).count() + 1)};
}

std::optional<LocalDate> from_lunar(const LunarDate& date, hours meridian) {
  const auto suite = suite_of(suite_year(date), meridian);
  for (int place = 0; place < suite.months; ++place) {
    if (suite.number_of(place) != date.month || (place == suite.leap) != date.leap) continue;
    const auto day = suite.day_of(place) + std::chrono::days{static_cast<int>(date.day) - 1};
    if (date.day < 1 || day >= suite.day_of(place + 1)) return std::nullopt;
    return LocalDate{day};
  }
  return std::nullopt;
}

LocalDate lunar_new_year(int year, hours meridian) {
  return *from_lunar({.year = year, .month = 1, .day = 1}, meridian);
}

std::optional<unsigned> leap_month(int year, hours meridian) {
  for (unsigned month = 1; month <= 12; ++month) {
    if (from_lunar({.year = year, .month = month, .leap = true, .day = 1}, meridian)) return month;
  }
  return std::nullopt;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/computed_days_off.hpp"

#include "calendar/lunar.hpp"

#include <array>
#include <mutex>
#include <vector>

namespace inspectord {
namespace {

using Holidays = std::map<LocalDate, ComputedDay>;

void add_days_in_lieu(Holidays& holidays) {
  std::vector<std::pair<LocalDate, std::string>> lost;
  for (const auto& [day, holiday] : holidays) {
    if (is_weekend(day)) lost.emplace_back(day, holiday.name);
  }
  for (const auto& [day, name] : lost) {
    auto next = day;
    while (is_weekend(next) || holidays.contains(next)) next = plus_days(next, 1);
    holidays.emplace(next, ComputedDay{name, true});
  }
}

/// How many days one after the other nobody works around a day, with those in lieu.
int run_around(LocalDate day, Holidays holidays) {
  add_days_in_lieu(holidays);
  const auto off = [&](LocalDate one) { return is_weekend(one) || holidays.contains(one); };
  int length = 1;
  for (auto before = plus_days(day, -1); off(before); before = plus_days(before, -1)) ++length;
  for (auto after = plus_days(day, 1); off(after); after = plus_days(after, 1)) ++length;
  return length;
}

void add_national_day(Holidays& holidays, int year) {
  const auto day = make_date(year, 9, 2);
  const ComputedDay holiday{"national_day"};
  holidays.emplace(day, holiday);
  if (year < 2021) return;  // Labour Code 2012 Art. 115: one day.
  const auto run_with = [&](LocalDate neighbour) {
    auto tried = holidays;
    tried.emplace(neighbour, holiday);
    return run_around(day, std::move(tried));
  };
  const auto before = plus_days(day, -1), after = plus_days(day, 1);
  holidays.emplace(run_with(after) > run_with(before) ? after : before, holiday);
}

Holidays compute(int year) {
  Holidays holidays;
  holidays.emplace(make_date(year, 1, 1), ComputedDay{"new_year"});
  const auto tet = lunar_new_year(year);
  for (int i = -1; i <= 3; ++i) holidays.emplace(plus_days(tet, i), ComputedDay{"tet"});
  holidays.emplace(*from_lunar({.year = year, .month = 3, .leap = false, .day = 10}),
                   ComputedDay{"hung_kings"});
  holidays.emplace(make_date(year, 4, 30), ComputedDay{"reunification"});
  holidays.emplace(make_date(year, 5, 1), ComputedDay{"labour_day"});
  add_national_day(holidays, year);
  if (year >= 2026) holidays.emplace(make_date(year, 11, 24), ComputedDay{"culture_day"});
  add_days_in_lieu(holidays);
  return holidays;
}

struct Year {
  std::once_flag computed;
  Holidays holidays;
};

}  // namespace

const std::map<LocalDate, ComputedDay>& computed_days_off(int year) {
  static const Holidays none;
  static std::array<Year, last_computed_year - first_computed_year + 1> years;
  if (year < first_computed_year || year > last_computed_year) return none;
  auto& one = years[static_cast<std::size_t>(year - first_computed_year)];
  std::call_once(one.computed, [&] { one.holidays = compute(year); });
  return one.holidays;
}

}  // namespace inspectord

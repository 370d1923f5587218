// SPDX-License-Identifier: Apache-2.0
#include "calendar/computed_days_off.hpp"

#include "calendar/days_off.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

std::set<std::string> weekdays_off(int year) {
  std::set<std::string> days;
  for (const auto& [day, holiday] : computed_days_off(year)) {
    if (weekday_of(day).iso_encoding() <= 5) days.insert(to_string(day));
  }
  return days;
}

/// Weekdays that the official decision of a year took off, without swaps.
std::set<std::string> decided(int year) {
  std::set<std::string> days;
  for (const auto& [day, facts] : DaysOff::vietnam().special_days(year)) {
    const bool by_law = facts.kind == DayKind::holiday || facts.kind == DayKind::in_lieu;
    if (by_law && weekday_of(day).iso_encoding() <= 5) days.insert(to_string(day));
  }
  return days;
}

TEST(ComputedDaysOff, AreThoseThatWereDecidedWhereTetWasTakenAsTheRuleHasIt) {
  for (const int year : {2022, 2026}) EXPECT_EQ(weekdays_off(year), decided(year)) << year;
}

TEST(ComputedDaysOff, DifferFromTheDecisionsOnlyAroundTet) {
  for (const int year : {2023, 2024, 2025}) {
    const auto after_tet = [&](std::set<std::string> days) {
      std::erase_if(days, [&](const std::string& day) {
        return day > std::to_string(year) + "-01-15" && day < std::to_string(year) + "-02-20";
      });
      return days;
    };
    EXPECT_EQ(after_tet(weekdays_off(year)), after_tet(decided(year))) << year;
  }
}

TEST(ComputedDaysOff, MoveToTheNextWorkingDayFromAWeekend) {
  // Mùng 1 is Saturday 6/2/2027: with the last lunar day Friday 5/2, and Saturday and Sunday made
  // up for on Wednesday and Thursday.
  const auto& tet = computed_days_off(2027);
  for (const auto* day : {"2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"}) {
    EXPECT_EQ(tet.at(*parse_date(day)), (ComputedDay{"tet", false})) << day;
  }
  for (const auto* day : {"2027-02-10", "2027-02-11"}) {
    EXPECT_EQ(tet.at(*parse_date(day)), (ComputedDay{"tet", true})) << day;
  }
  EXPECT_FALSE(tet.contains(*parse_date("2027-02-12")));
}

struct NationalDay {
  int year;
  const char* neighbour;
};

TEST(ComputedDaysOff, TakeTheNeighbourOfNationalDayThatMakesTheLongerRun) {
  constexpr NationalDay years[]{
      {2021, "2021-09-03"},  // Thursday: with Friday four days
      {2022, "2022-09-01"},  // Friday: four days either way
      {2023, "2023-09-01"},  // Saturday: four days either way, by days in lieu
      {2025, "2025-09-01"},  // Tuesday: with Monday four days
      {2026, "2026-09-01"},  // Wednesday: two days either way
      {2027, "2027-09-03"},  // Thursday
      {2030, "2030-09-01"},  // Monday: four with Tuesday, and with Sunday by a day in lieu
  };
  for (const auto& [year, neighbour] : years) {
    std::vector<std::string> days;
    for (const auto& [day, holiday] : computed_days_off(year)) {
      if (holiday.name == "national_day" && !holiday.in_lieu) days.push_back(to_string(day));
    }
    EXPECT_THAT(days, ::testing::UnorderedElementsAre(std::to_string(year) + "-09-02", neighbour));
  }
}

TEST(ComputedDaysOff, AreElevenAndFrom2026OnTwelve) {
  const auto count = [](int year) {
    int days = 0;
    for (const auto& [day, holiday] : computed_days_off(year)) days += holiday.in_lieu ? 0 : 1;
    return days;
  };
  EXPECT_EQ(count(2020), 10);  // National Day alone
  EXPECT_EQ(count(2025), 11);
  EXPECT_EQ(count(2026), 12);
  EXPECT_EQ(count(2035), 12);
}

TEST(ComputedDaysOff, EndWhereNobodyPlans) {
  EXPECT_TRUE(computed_days_off(2012).empty());
  EXPECT_FALSE(computed_days_off(2013).empty());
  EXPECT_FALSE(computed_days_off(2112).empty());
  EXPECT_TRUE(computed_days_off(2113).empty());
}

TEST(ComputedDaysOff, AreNeverMoreInARowThanTheirLongestRun) {
  int longest = 0, run = 0;
  for (auto day = make_date(first_computed_year, 1, 1);
       day < make_date(last_computed_year + 1, 1, 1); day = plus_days(day, 1)) {
    const bool off =
        is_weekend(day) || computed_days_off(static_cast<int>(day.year())).contains(day);
    run = off ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  EXPECT_EQ(longest, longest_computed_run);
}

}  // namespace
}  // namespace inspectord

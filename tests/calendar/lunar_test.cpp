// SPDX-License-Identifier: Apache-2.0
#include "calendar/lunar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace inspectord {
namespace {

constexpr std::chrono::hours china{8};

/// vn-rules.md section 3: computed by others with the rules of UTC+7.
struct Year {
  int year;
  const char *tet, *hung_kings;
};
constexpr Year years[]{
    {2020, "2020-01-25", "2020-04-02"}, {2021, "2021-02-12", "2021-04-21"},
    {2022, "2022-02-01", "2022-04-10"}, {2023, "2023-01-22", "2023-04-29"},
    {2024, "2024-02-10", "2024-04-18"}, {2025, "2025-01-29", "2025-04-07"},
    {2026, "2026-02-17", "2026-04-26"}, {2027, "2027-02-06", "2027-04-16"},
    {2028, "2028-01-26", "2028-04-04"}, {2029, "2029-02-13", "2029-04-23"},
    {2030, "2030-02-02", "2030-04-12"}, {2031, "2031-01-23", "2031-04-01"},
    {2032, "2032-02-11", "2032-04-19"}, {2033, "2033-01-31", "2033-04-09"},
    {2034, "2034-02-19", "2034-04-28"}, {2035, "2035-02-08", "2035-04-17"},
};

TEST(Lunar, GivesTetAndTheHungKingsDay) {
  for (const auto& [year, tet, hung_kings] : years) {
    EXPECT_EQ(to_string(lunar_new_year(year)), tet) << year;
    EXPECT_EQ(to_string(from_lunar({.year = year, .month = 3, .day = 10}).value()), hung_kings);
  }
}

TEST(Lunar, KnowsTheLeapMonths) {
  const std::map<int, unsigned> known{{2020, 4}, {2023, 2}, {2025, 6},
                                      {2028, 5}, {2031, 3}, {2033, 11}};
  for (int year = 2020; year <= 2035; ++year) {
    const auto leap = leap_month(year);
    EXPECT_EQ(leap, known.contains(year) ? std::optional{known.at(year)} : std::nullopt) << year;
  }
}

TEST(Lunar, EndsTheYearOnThe29thWhereTheTwelfthMonthIsShort) {
  for (int year = 2020; year <= 2035; ++year) {
    const auto last = to_lunar(plus_days(lunar_new_year(year), -1));
    const bool is_short = year == 2022 || (year >= 2025 && year <= 2032);
    EXPECT_EQ(last, (LunarDate{year - 1, 12, false, is_short ? 29u : 30u})) << year;
  }
}

TEST(Lunar, IsAnotherCalendarThanTheChineseOne) {
  struct Difference {
    int year;
    const char *vietnam, *other;
  };
  constexpr Difference differences[]{
      {1968, "1968-01-29", "1968-01-30"}, {1969, "1969-02-16", "1969-02-17"},
      {1985, "1985-01-21", "1985-02-20"}, {2007, "2007-02-17", "2007-02-18"},
      {2030, "2030-02-02", "2030-02-03"}, {2053, "2053-02-18", "2053-02-19"},
  };
  for (const auto& [year, vietnam, other] : differences) {
    EXPECT_EQ(to_string(lunar_new_year(year)), vietnam);
    EXPECT_EQ(to_string(lunar_new_year(year, china)), other);
  }
}

TEST(Lunar, DiffersFromTheChineseOneInNoOtherYear) {
  std::vector<int> differing;
  for (int year = 1968; year <= 2100; ++year) {
    if (lunar_new_year(year) != lunar_new_year(year, china)) differing.push_back(year);
  }
  EXPECT_THAT(differing, ::testing::ElementsAre(1968, 1969, 1985, 2007, 2030, 2053));
}

TEST(Lunar, ComesBackFromEveryDay) {
  for (auto day = make_date(2015, 1, 1); day < make_date(2036, 1, 1); day = plus_days(day, 1)) {
    const auto lunar = to_lunar(day);
    EXPECT_EQ(from_lunar(lunar), day) << to_string(day);
    const auto next = to_lunar(plus_days(day, 1));
    EXPECT_TRUE(next.day == lunar.day + 1 || next.day == 1) << to_string(day);
  }
}

TEST(Lunar, HasNoDaysThatAMonthLacks) {
  EXPECT_EQ(from_lunar({.year = 2024, .month = 12, .day = 30}), std::nullopt);
  EXPECT_NE(from_lunar({.year = 2023, .month = 12, .day = 30}), std::nullopt);
  EXPECT_EQ(from_lunar({.year = 2026, .month = 6, .leap = true, .day = 1}), std::nullopt);
  EXPECT_EQ(from_lunar({.year = 2026, .month = 1, .day = 0}), std::nullopt);
  EXPECT_EQ(from_lunar({.year = 2026, .month = 13, .day = 1}), std::nullopt);
}

TEST(Lunar, TakesTheOrdinaryThirdMonthWhereItComesTwice) {
  EXPECT_EQ(to_lunar(make_date(2031, 4, 1)), (LunarDate{2031, 3, false, 10}));
  EXPECT_EQ(to_string(from_lunar({.year = 2031, .month = 3, .leap = true, .day = 10}).value()),
            "2031-04-30");  // its new moon is three minutes before midnight of 21/4
}

}  // namespace
}  // namespace inspectord

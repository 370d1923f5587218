// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

const DaysOff& vietnam() {
  return DaysOff::vietnam();
}

TEST(DaysOff, AreWeekendsAndTheDecidedDays) {
  for (const auto* text :
       {"2022-01-31", "2022-02-04", "2023-01-26", "2024-02-08", "2024-02-14", "2024-04-29",
        "2025-05-02", "2026-01-02", "2026-02-16", "2026-08-31", "2026-11-24", "2026-11-22"}) {
    EXPECT_TRUE(vietnam().is_day_off(*parse_date(text))) << text;
  }
  for (const auto* text :
       {"2022-02-07", "2024-02-15", "2024-05-02", "2026-01-05", "2026-11-23", "2026-11-25"}) {
    EXPECT_FALSE(vietnam().is_day_off(*parse_date(text))) << text;
  }
}

TEST(DaysOff, LeaveOutASaturdayWorkedAgainstAWeekdayOff) {
  for (const auto* text : {"2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"}) {
    ASSERT_EQ(weekday_of(*parse_date(text)), std::chrono::Saturday) << text;
    EXPECT_FALSE(vietnam().is_day_off(*parse_date(text))) << text;
  }
  EXPECT_TRUE(vietnam().is_day_off(*parse_date("2024-05-11")));
}

TEST(DaysOff, TakeTheDecidedNumberOfWeekdaysFromEachYear) {
  for (const auto& [year, decided] :
       {std::pair{2022, 11}, {2023, 11}, {2024, 12}, {2025, 12}, {2026, 14}}) {
    int count = 0;
    for (auto day = make_date(year, 1, 1); day < make_date(year + 1, 1, 1);
         day = plus_days(day, 1)) {
      if (vietnam().is_holiday(day) && weekday_of(day).iso_encoding() <= 5) ++count;
    }
    EXPECT_EQ(count, decided) << year;
  }
}

TEST(DaysOff, FindTheWorkingDaysAroundATet) {
  EXPECT_EQ(vietnam().last_working_day_on_or_before(make_date(2024, 2, 14)), make_date(2024, 2, 7));
  EXPECT_EQ(vietnam().next_working_day_on_or_after(make_date(2024, 2, 8)), make_date(2024, 2, 15));
  EXPECT_EQ(vietnam().last_working_day_on_or_before(make_date(2024, 2, 7)), make_date(2024, 2, 7));
  EXPECT_EQ(vietnam().next_working_day_on_or_after(make_date(2024, 2, 15)), make_date(2024, 2, 15));
}

TEST(DaysOff, SayWhichCalendarTheyAre) {
  EXPECT_EQ(vietnam().version(), "vn-2026.1");
  const DaysOff own{"own", {make_date(2026, 3, 3)}, {make_date(2026, 3, 7)}};
  EXPECT_TRUE(own.is_day_off(make_date(2026, 3, 3)));
  EXPECT_FALSE(own.is_day_off(make_date(2026, 3, 7)));
  EXPECT_EQ(own.version(), "own");
}

}  // namespace
}  // namespace inspectord

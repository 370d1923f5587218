// SPDX-License-Identifier: Apache-2.0
#include "calendar/date.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(LocalDate, IsReadBackAsItWasWritten) {
  for (const char* text : {"2024-02-29", "2026-01-01", "2026-12-31", "1900-03-01"}) {
    ASSERT_TRUE(parse_date(text)) << text;
    EXPECT_EQ(to_string(*parse_date(text)), text);
  }
}

TEST(LocalDate, IsADayThatExists) {
  for (const char* text :
       {"", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-1-1",
        "2026/01/01", "2026-01-01 ", "2026-01", "26-01-01", "2026-01-0x"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(LocalDate, CountsDaysOverMonthsYearsAndLeapDays) {
  struct Row {
    LocalDate from;
    int days;
    const char* to;
  };
  for (const auto& row :
       {Row{make_date(2024, 2, 28), 1, "2024-02-29"}, Row{make_date(2024, 3, 1), -1, "2024-02-29"},
        Row{make_date(2026, 2, 28), 1, "2026-03-01"}, Row{make_date(2026, 1, 1), -1, "2025-12-31"},
        Row{make_date(2025, 12, 31), 366, "2027-01-01"}}) {
    EXPECT_EQ(to_string(plus_days(row.from, row.days)), row.to);
    EXPECT_EQ(days_between(row.from, plus_days(row.from, row.days)), row.days);
  }
  EXPECT_EQ(weekday_of(make_date(2026, 11, 24)), std::chrono::Tuesday);
}

TEST(LocalTime, IsReadFromHoursAndMinutes) {
  EXPECT_EQ(parse_time("07:05"), LocalTime{425});
  EXPECT_EQ(parse_time("00:00"), LocalTime{0});
  EXPECT_EQ(parse_time("23:59"), LocalTime{1439});
  EXPECT_EQ(to_string(LocalTime{425}), "07:05");
  for (const char* text : {"", "7:05", "24:00", "07:60", "07-05", "07:5", "07:05:00", "+7:05"}) {
    EXPECT_EQ(parse_time(text), std::nullopt) << text;
  }
}

TEST(PartialDate, MayLackDayOrMonth) {
  for (const char* text : {"2024", "2024-04", "2024-04-05"}) {
    ASSERT_TRUE(parse_partial_date(text)) << text;
    EXPECT_EQ(to_string(*parse_partial_date(text)), text);
  }
  for (const char* text :
       {"", "24", "2024-", "2024-4", "2024-00", "2024-13", "2024-04-31", "2024x04", "abcd"}) {
    EXPECT_EQ(parse_partial_date(text), std::nullopt) << text;
  }
}

TEST(PartialDate, KnowsItsFirstAndLastDay) {
  EXPECT_EQ(parse_partial_date("2024-02")->latest(), make_date(2024, 2, 29));
  EXPECT_EQ(parse_partial_date("2024-02")->earliest(), make_date(2024, 2, 1));
  EXPECT_EQ(parse_partial_date("2024")->latest(), make_date(2024, 12, 31));
  EXPECT_EQ(parse_partial_date("2024")->earliest(), make_date(2024, 1, 1));
  EXPECT_EQ(parse_partial_date("2024-04-05")->latest(), make_date(2024, 4, 5));
  EXPECT_EQ(parse_partial_date("2024-04")->full(), std::nullopt);
  EXPECT_EQ(parse_partial_date("2024-04-05")->full(), make_date(2024, 4, 5));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/due_date.hpp"

#include "calendar/days_off.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

DueDate due(Bound bound, std::string_view day) {
  return derive_due_date("như văn bản", bound, *parse_date(day), DaysOff::vietnam());
}

std::vector<std::string> codes(const DueDate& date) {
  std::vector<std::string> codes;
  for (const auto& step : date.derivation) codes.push_back(step.code);
  return codes;
}

TEST(DueDate, LeavesTheDayOutAfterBefore) {
  const auto date = due(Bound::before, "2022-10-05");
  EXPECT_EQ(to_string(date.last_on_time), "2022-10-04");
  EXPECT_EQ(to_string(date.nominal), "2022-10-05");
  EXPECT_EQ(date.raw, "như văn bản");
}

TEST(DueDate, CountsTheDayAfterByAndUntil) {
  EXPECT_EQ(to_string(due(Bound::by, "2022-10-05").last_on_time), "2022-10-05");
  EXPECT_EQ(to_string(due(Bound::until, "2022-10-05").last_on_time), "2022-10-05");
}

TEST(DueDate, CrossesMonthsYearsAndLeapDays) {
  EXPECT_EQ(to_string(due(Bound::before, "2024-03-01").last_on_time), "2024-02-29");
  EXPECT_EQ(to_string(due(Bound::before, "2026-01-01").last_on_time), "2025-12-31");
}

TEST(DueDate, NamesTheSafeDayBeforeAndTheLegalEndAfterADayOff) {
  const auto sunday = due(Bound::before, "2024-05-20");  // last on-time day: Sunday 19/5
  EXPECT_EQ(to_string(sunday.safe_day), "2024-05-17");
  EXPECT_EQ(to_string(sunday.legal_end), "2024-05-20");
  const auto tet = due(Bound::by, "2024-02-10");
  EXPECT_EQ(to_string(tet.safe_day), "2024-02-07");
  EXPECT_EQ(to_string(tet.legal_end), "2024-02-15");
  const auto worked_saturday = due(Bound::by, "2024-05-04");
  EXPECT_EQ(worked_saturday.safe_day, worked_saturday.last_on_time);
  EXPECT_EQ(worked_saturday.legal_end, worked_saturday.last_on_time);
}

TEST(DueDate, ClaimsNoPhraseOfAPaperWhereTheOfficeGaveTheDay) {
  const auto given = derive_due_date({}, Bound::by, *parse_date("2026-12-18"), DaysOff::vietnam());
  EXPECT_THAT(codes(given), ::testing::ElementsAre("given", "by", "calendar"));
}

TEST(DueDate, ShowsHowItWasReached) {
  EXPECT_THAT(codes(due(Bound::before, "2022-10-05")),
              ::testing::ElementsAre("start", "before", "calendar"));
  EXPECT_THAT(codes(due(Bound::until, "2024-02-10")),
              ::testing::ElementsAre("start", "until", "day_off", "calendar"));
  const auto step = due(Bound::by, "2024-02-10").derivation.at(2);
  EXPECT_THAT(step.arguments,
              ::testing::IsSupersetOf({std::pair<std::string, std::string>{"calendar", "vn-2026.1"},
                                       {"safe_day", "2024-02-07"}}));
}

}  // namespace
}  // namespace inspectord

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

TEST(DaysOff, SayWhyADayIsOff) {
  const auto facts = [](const char* day) { return vietnam().facts(*parse_date(day)); };
  EXPECT_EQ(facts("2026-04-25"), (DayFacts{.kind = DayKind::weekend}));
  EXPECT_EQ(facts("2026-04-27"),
            (DayFacts{.kind = DayKind::in_lieu, .name = "hung_kings", .source = "9441/TB-BNV"}));
  EXPECT_EQ(facts("2026-01-02").kind, DayKind::swapped_off);
  EXPECT_EQ(facts("2026-01-02").source, "12729/VPCP-KGVX");
  EXPECT_EQ(facts("2026-01-10").kind, DayKind::swapped_work);
  EXPECT_EQ(facts("2026-01-12"), DayFacts{});
}

TEST(DaysOff, AreProvisionalInYearsThatNobodySettled) {
  for (const int year : {2022, 2023, 2024, 2025, 2026})
    EXPECT_FALSE(vietnam().is_provisional(year)) << year;
  EXPECT_TRUE(vietnam().is_provisional(2027));
  EXPECT_EQ(
      vietnam().facts(make_date(2027, 2, 5)),
      (DayFacts{.kind = DayKind::holiday, .name = "tet", .standing = YearStanding::provisional}));
  EXPECT_TRUE(vietnam().is_day_off(make_date(2027, 9, 3)));
  EXPECT_EQ(vietnam().special_days(2028).count(make_date(2028, 11, 24)), 1u);
}

TEST(DaysOff, AreUnknownWhereNobodySettledThemAndNothingComputesThem) {
  EXPECT_EQ(vietnam().standing_of(2026), YearStanding::decided);
  EXPECT_EQ(vietnam().standing_of(2112), YearStanding::provisional);
  EXPECT_EQ(vietnam().standing_of(2113), YearStanding::unknown);
  EXPECT_EQ(vietnam().standing_of(2012), YearStanding::unknown);
  EXPECT_TRUE(vietnam().is_provisional(2113)) << "still nobody has decided it";
  EXPECT_EQ(vietnam().facts(make_date(2113, 5, 1)),
            (DayFacts{.standing = YearStanding::unknown}));  // a Monday
  EXPECT_EQ((DaysOff{"a", {}, {}}.standing_of(2113)), YearStanding::decided)
      << "a calendar that computes nothing says all there is";
}

DaysOffData decided_2027() {
  auto data = vietnam_days_off();
  data.version = "vn-2027.1";
  data.decisions.push_back({.source = "1/VPCP-KGVX",
                            .valid_from = make_date(2027, 1, 1),
                            .settles = {2027},
                            .off = {{make_date(2027, 2, 4), make_date(2027, 2, 10), "tet"}}});
  return data;
}

TEST(DaysOff, AreNotComputedAnyMoreOnceADecisionIsEntered) {
  const DaysOff decided{decided_2027()};
  EXPECT_FALSE(decided.is_provisional(2027));
  EXPECT_TRUE(decided.is_day_off(make_date(2027, 2, 4)));
  EXPECT_FALSE(decided.is_day_off(make_date(2027, 2, 11)));  // computed: in lieu
  EXPECT_FALSE(decided.is_day_off(make_date(2027, 9, 3)));
  EXPECT_TRUE(decided.is_provisional(2028));
}

TEST(DaysOff, OfAnAgencyStandOnTopOfThoseOfTheState) {
  const DaysOffData own{
      .calendar = "so-y-te",
      .version = "so-y-te-2",
      .decisions = {{.source = "05/TB-SYT",
                     .valid_from = make_date(2026, 1, 1),
                     .off = {{make_date(2026, 2, 27), {}, "Ngày Thầy thuốc"}},
                     .worked = {{make_date(2026, 3, 7), {}, ""}},
                     .swaps = {{make_date(2027, 2, 12), make_date(2027, 2, 20)}}}}};
  const auto both = vietnam().with(own);
  EXPECT_EQ(both.version(), "vn-2026.1+so-y-te-2");
  EXPECT_EQ(both.facts(make_date(2026, 2, 27)).name, "Ngày Thầy thuốc");
  EXPECT_FALSE(both.is_day_off(make_date(2026, 3, 7)));
  EXPECT_TRUE(both.is_day_off(make_date(2027, 2, 12)));
  EXPECT_FALSE(both.is_day_off(make_date(2027, 2, 20)));
  EXPECT_TRUE(both.is_day_off(make_date(2027, 2, 11)));  // computed, as for the state
  EXPECT_FALSE(vietnam().is_day_off(make_date(2026, 2, 27)));
}

TEST(DaysOff, KnowHowManyOfThemCanBeInARow) {
  EXPECT_EQ((DaysOff{"a", {}, {}}.longest_run()), 2);
  EXPECT_EQ((DaysOff{"a", {make_date(2026, 3, 6)}, {}}.longest_run()), 3) << "a Friday";
  const auto usual = vietnam().longest_run();
  EXPECT_EQ(usual, 9) << "Tết 2026: 14/2 to 22/2";
  // One entry may have 31 days; a school has three of them side by side, from Monday 1/6/2026 on.
  const DaysOffData school{
      .calendar = "truong",
      .version = "truong-1",
      .decisions = {{.source = "2/TB-THCS",
                     .valid_from = make_date(2026, 6, 1),
                     .off = {{make_date(2026, 6, 1), make_date(2026, 6, 30)},
                             {make_date(2026, 7, 1), make_date(2026, 7, 31)},
                             {make_date(2026, 8, 1), make_date(2026, 8, 28)}}}}};
  const auto both = vietnam().with(school);
  EXPECT_EQ(both.longest_run(), 2 + 89 + 2 + 3) << "weekends around it; then 31/8 to 2/9";
  for (auto day = make_date(2020, 1, 1); day < make_date(2060, 1, 1); day = plus_days(day, 1)) {
    const int moved = days_between(day, vietnam().next_working_day_on_or_after(day));
    ASSERT_LE(moved, usual) << to_string(day);
  }
}

std::vector<std::pair<std::string, std::string>> problems(const DaysOffDecision& decision) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& problem :
       problems_of({.calendar = "x", .version = "1", .decisions = {decision}}))
    found.emplace_back(std::string{problem.reason.code}, problem.pointer);
  return found;
}

TEST(DaysOffData, ShippedWithTheProgramIsWithoutProblems) {
  EXPECT_TRUE(problems_of(vietnam_days_off()).empty());
  for (const auto& decision : vietnam_days_off().decisions) EXPECT_FALSE(decision.source.empty());
}

TEST(DaysOffData, HasNoSpansThatNobodyCanMean) {
  const auto year = make_date(2026, 1, 1);
  using Found = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(problems({.valid_from = year,
                      .off = {{make_date(2026, 3, 3), make_date(2026, 3, 2)},
                              {make_date(2026, 3, 3), make_date(2026, 4, 3)}}}),
            (Found{{"days_reversed", "/decisions/0/off/0/until"},
                   {"days_too_many", "/decisions/0/off/1/until"}}));
  EXPECT_EQ(problems({.valid_from = make_date(2026, 3, 4), .off = {{make_date(2026, 3, 3)}}}),
            (Found{{"day_before_valid", "/decisions/0/off/0/day"}}));
  EXPECT_EQ(problems({.valid_from = year, .worked = {{make_date(2026, 3, 3)}}}),
            (Found{{"worked_day_no_weekend", "/decisions/0/worked/0/day"}}));
  EXPECT_EQ(
      problems({.valid_from = year, .swaps = {{make_date(2026, 3, 7), make_date(2026, 3, 3)}}}),
      (Found{{"swapped_day_weekend", "/decisions/0/swaps/0/off"},
             {"worked_day_no_weekend", "/decisions/0/swaps/0/worked"}}));
  EXPECT_EQ(problems({.valid_from = year,
                      .off = {{make_date(2026, 3, 7)}},
                      .worked = {{make_date(2026, 3, 7)}}}),
            (Found{{"day_off_and_worked", "/decisions/0/worked/0/day"}}));
  EXPECT_EQ(problems({.valid_from = year, .settles = {1999}}),
            (Found{{"year_out_of_range", "/decisions/0/settles/0"}}));
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

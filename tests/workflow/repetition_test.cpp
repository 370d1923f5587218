// SPDX-License-Identifier: Apache-2.0
#include "workflow/repetition.hpp"

#include "tests/support/invented_plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

LocalDate on(std::string_view text) {
  return parse_date(text).value();
}

std::vector<std::string> due(const Repetition& again, std::string_view first,
                             std::string_view last) {
  Plan plan = implementation_plan();  // of 2026
  std::vector<std::string> days;
  for (const auto& day : days_of(plan, again, on(first), on(last), DaysOff::vietnam()))
    days.push_back(to_string(day.due));
  return days;
}

TEST(Repetition, GoesByItsFrequencyFromTheAnchorOn) {
  EXPECT_THAT(
      due({.frequency = Frequency::weekly, .anchor = on("2026-06-05")}, "2026-06-01", "2026-06-30"),
      ElementsAre("2026-06-05", "2026-06-12", "2026-06-19", "2026-06-26"));
  EXPECT_THAT(
      due({.frequency = Frequency::daily, .anchor = on("2026-06-29")}, "2026-06-01", "2026-06-30"),
      ElementsAre("2026-06-29", "2026-06-30"));
  EXPECT_THAT(due({.frequency = Frequency::quarterly, .anchor = on("2026-03-20")}, "2026-01-01",
                  "2026-12-31"),
              ElementsAre("2026-03-20", "2026-06-20", "2026-09-20", "2026-12-20"));
  EXPECT_THAT(due({.frequency = Frequency::half_yearly, .anchor = on("2026-05-19")}, "2026-01-01",
                  "2026-12-31"),
              ElementsAre("2026-05-19", "2026-11-19"));
}

TEST(Repetition, ByCronBeginsWithItsAnchor) {
  const Repetition first_of_month{.anchor = on("2026-03-02"), .cron = "0 0 1 * *"};
  EXPECT_THAT(due(first_of_month, "2026-01-01", "2026-05-31"),
              ElementsAre("2026-04-01", "2026-05-01"));
  const auto plan = implementation_plan();
  EXPECT_EQ(first_day_after(plan, first_of_month, on("2026-01-01"), DaysOff::vietnam())->due,
            on("2026-04-01"));
  EXPECT_EQ(days_of_season(plan, first_of_month, DaysOff::vietnam()).size(), 9U);
}

TEST(Repetition, OfQuartersIsNoLongerThanFromTheEndOfFebruary) {
  EXPECT_EQ(gap_of({.frequency = Frequency::quarterly, .anchor = on("2026-02-28")}), 89);
}

TEST(Repetition, OfMonthsHasTheLastDayWhereAMonthIsTooShort) {
  EXPECT_THAT(due({.frequency = Frequency::monthly, .anchor = on("2026-01-31")}, "2026-01-01",
                  "2026-05-31"),
              ElementsAre("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"));
  EXPECT_THAT(due({.frequency = Frequency::monthly, .anchor = on("2026-01-29")}, "2026-02-01",
                  "2026-03-31"),
              ElementsAre("2026-02-28", "2026-03-29"));
}

TEST(Repetition, GoesByARuleOrACronExpressionAndItsRuleForDaysOff) {
  Repetition last_friday{.anchor = on("2026-01-01"), .rrule = "FREQ=MONTHLY;BYDAY=-1FR"};
  EXPECT_THAT(due(last_friday, "2026-01-01", "2026-03-31"),
              ElementsAre("2026-01-30", "2026-02-27", "2026-03-27"));
  const Repetition by_cron{.cron = "0 17 L * *", .days_off = DaysOffRule::working_day_before};
  // 28 February and 31 May are weekend days, 30 April is a holiday.
  EXPECT_THAT(due(by_cron, "2026-02-01", "2026-05-31"),
              ElementsAre("2026-02-27", "2026-03-31", "2026-04-29", "2026-05-29"));
}

TEST(Repetition, LiesInThePeriodOfThePlanElseInItsYear) {
  Plan plan = implementation_plan();
  const Repetition monthly{.frequency = Frequency::monthly, .anchor = on("2026-01-15")};
  const auto days_in = [&] {
    return days_of(plan, monthly, on("2020-01-01"), on("2040-01-01"), DaysOff::vietnam()).size();
  };
  EXPECT_EQ(days_in(), 12U);
  plan.period = PlanPeriod{on("2026-02-01"), on("2027-03-31"), ""};
  EXPECT_EQ(days_in(), 14U);
  EXPECT_EQ(first_day_after(plan, monthly, on("2027-03-14"), DaysOff::vietnam())->due,
            on("2027-03-15"));
  EXPECT_FALSE(first_day_after(plan, monthly, on("2027-03-15"), DaysOff::vietnam()));
}

TEST(Repetition, IsOfTheYearOfItsDayWhereverADayOffMovesIt) {
  Plan plan = implementation_plan();
  plan.plan_year = 2028;
  Repetition last{.cron = "0 0 L 3,6,9,12 *", .days_off = DaysOffRule::working_day_after};
  const auto days = days_of_season(plan, last, DaysOff::vietnam());
  ASSERT_EQ(days.size(), 4U);
  EXPECT_EQ(to_string(days.back().nominal) + " " + to_string(days.back().due),
            "2028-12-31 2029-01-02");
  EXPECT_EQ(first_day_after(plan, last, on("2028-12-31"), DaysOff::vietnam())->due,
            on("2029-01-02"));
  plan.plan_year = 2029;
  const Repetition first{.cron = "0 0 1 1 *", .days_off = DaysOffRule::working_day_before};
  EXPECT_EQ(days_of_season(plan, first, DaysOff::vietnam()).front().due, on("2028-12-29"));
  EXPECT_FALSE(first_day_after(plan, first, on("2028-12-29"), DaysOff::vietnam()));
}

/// A school that nobody works at from Monday 1 June to Monday 31 August 2026.
DaysOff school() {
  std::set<LocalDate> off;
  for (auto day = on("2026-06-01"); day <= on("2026-08-31"); day = plus_days(day, 1))
    off.insert(day);
  return DaysOff{"school", off, {}};
}

TEST(Repetition, LosesNoPeriodOfASummerWithoutWorkingDays) {
  Plan plan = implementation_plan();
  Repetition monthly{.frequency = Frequency::monthly,
                     .anchor = on("2026-01-15"),
                     .days_off = DaysOffRule::working_day_before};
  const auto begun_by = [&](std::string_view today) {
    std::vector<std::string> days;
    for (const auto& day : days_begun(plan, monthly, on("2026-05-16"), on(today), school()))
      days.push_back(to_string(day.nominal));
    return days;
  };
  const auto summer = ElementsAre("2026-06-15", "2026-07-15", "2026-08-15");
  EXPECT_EQ(days_of_season(plan, monthly, school()).size(), 12U);
  EXPECT_THAT(begun_by("2026-03-30"), IsEmpty());
  EXPECT_THAT(begun_by("2026-03-31"), summer) << "all are due on 29 May; the lead is 59 days";
  monthly.lead = Lead{.days = 3, .working = true};
  EXPECT_THAT(begun_by("2026-05-25"), IsEmpty());
  EXPECT_THAT(begun_by("2026-05-26"), summer);

  plan.period = PlanPeriod{on("2026-07-01"), on("2026-12-31"), ""};
  EXPECT_THAT(begun_by("2026-05-26"), ElementsAre("2026-07-15", "2026-08-15"));
  const auto first = first_day_after(plan, monthly, on("2026-05-15"), school());
  EXPECT_EQ(first.value().nominal, on("2026-07-15")) << "June is none of this plan";
  const auto second = next_day(plan, monthly, *first, school());
  EXPECT_EQ(second.value().nominal, on("2026-08-15"));
  EXPECT_EQ(second->due, first->due);
  EXPECT_EQ(next_day(plan, monthly, *second, school()).value().due, on("2026-09-15"));
}

TEST(Repetition, TakesUpWhatItsWorkingDaysReachOverASummer) {
  Plan plan = implementation_plan();
  const Repetition monthly{.frequency = Frequency::monthly,
                           .anchor = on("2026-01-15"),
                           .lead = Lead{.days = 12, .working = true}};
  // Back from Tuesday 15 September: ten working days of September, two of May.
  const auto days = days_begun(plan, monthly, on("2026-09-01"), on("2026-05-28"), school());
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days[0].nominal, on("2026-09-15"));
  EXPECT_EQ(days[0].begins, on("2026-05-28"));
}

TEST(Repetition, WithoutAnAnchorOrAFrequencyHasNoDays) {
  EXPECT_THAT(due({.frequency = Frequency::weekly}, "2026-01-01", "2026-12-31"), IsEmpty());
  EXPECT_THAT(due({.anchor = on("2026-01-01")}, "2026-01-01", "2026-12-31"), IsEmpty());
  EXPECT_FALSE(recurrence_of({.anchor = on("2026-01-01"), .rrule = "FREQ=OFTEN"}));
  EXPECT_FALSE(recurrence_of({.cron = "0 17 32 * *"}));
}

TEST(Repetition, HasTheShortestGapBetweenItsDays) {
  EXPECT_EQ(gap_of({.frequency = Frequency::weekly, .anchor = on("2026-06-05")}), 7);
  EXPECT_EQ(gap_of({.anchor = on("2026-06-05"), .rrule = "FREQ=WEEKLY;BYDAY=MO,FR"}), 3);
  EXPECT_EQ(gap_of({.anchor = on("2026-06-05"), .rrule = "FREQ=WEEKLY;INTERVAL=2"}), 14);
  EXPECT_EQ(gap_of({.cron = "0 8 1,15 * *"}), 14);
  EXPECT_EQ(gap_of({.cron = "0 8 1 * *"}), 28);
  EXPECT_EQ(gap_of({.cron = "0 8 29 2 *"}), 366) << "no more than a year";
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;

/// Tết 2026: days off in a row from Saturday 14 to Sunday 22 February.
const DaysOff& calendar() {
  static const DaysOff made = [] {
    std::set<LocalDate> off;
    for (unsigned day = 16; day <= 20; ++day) off.insert(make_date(2026, 2, day));
    return DaysOff{"test", off, {}};
  }();
  return made;
}

std::vector<std::string> dues(const Recurrence& recurrence, LocalDate first, LocalDate last) {
  std::vector<std::string> found;
  for (const auto& day : recurrence.due_between(first, last, calendar()))
    found.push_back(to_string(day.due));
  return found;
}

TEST(Recurrence, RecursByRuleFromItsStart) {
  const auto quarterly = Recurrence::by_rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
                                             make_date(2026, 3, 1), DaysOffRule::leave, {})
                             .value();
  EXPECT_THAT(dues(quarterly, make_date(2025, 1, 1), make_date(2026, 12, 31)),
              ElementsAre("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"));
}

TEST(Recurrence, MovesDaysOffAsItsRuleSays) {
  const auto on_18th = [](DaysOffRule rule) {
    return Recurrence::by_rule("FREQ=MONTHLY;BYMONTHDAY=18", make_date(2026, 2, 1), rule, {})
        .value();
  };
  const auto first = make_date(2026, 2, 1), last = make_date(2026, 2, 28);
  EXPECT_THAT(dues(on_18th(DaysOffRule::leave), first, last), ElementsAre("2026-02-18"));
  EXPECT_THAT(dues(on_18th(DaysOffRule::working_day_before), first, last),
              ElementsAre("2026-02-13"));
  EXPECT_THAT(dues(on_18th(DaysOffRule::working_day_after), first, last),
              ElementsAre("2026-02-23"));
}

TEST(Recurrence, FindsWhatIsMovedIntoASpanAndOutOfIt) {
  const auto before = Recurrence::by_rule("FREQ=MONTHLY;BYMONTHDAY=18", make_date(2026, 2, 1),
                                          DaysOffRule::working_day_before, {})
                          .value();
  EXPECT_THAT(dues(before, make_date(2026, 2, 13), make_date(2026, 2, 13)),
              ElementsAre("2026-02-13"));
  EXPECT_THAT(dues(before, make_date(2026, 2, 14), make_date(2026, 2, 28)), ElementsAre());
  const auto next = before.first_due_after(make_date(2026, 2, 13), calendar());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->due, make_date(2026, 3, 18));
}

/// A school that nobody works at from Monday 1 June to Monday 31 August 2026.
const DaysOff& school() {
  static const DaysOff made = [] {
    std::set<LocalDate> off;
    for (auto day = make_date(2026, 6, 1); day <= make_date(2026, 8, 31); day = plus_days(day, 1))
      off.insert(day);
    return DaysOff{"school", off, {}};
  }();
  return made;
}

TEST(Recurrence, LosesNoneInASummerWithoutWorkingDays) {
  const auto on_15th = [](DaysOffRule rule, Lead lead) {
    return Recurrence::by_rule("FREQ=MONTHLY;BYMONTHDAY=15", make_date(2026, 1, 15), rule, lead)
        .value();
  };
  const auto found = [](const std::vector<RecurringDay>& days) {
    std::vector<std::string> texts;
    for (const auto& day : days) texts.push_back(to_string(day.nominal) + " " + to_string(day.due));
    return texts;
  };
  const auto before = on_15th(DaysOffRule::working_day_before, {});
  EXPECT_THAT(
      found(before.due_between(make_date(2026, 5, 16), make_date(2026, 9, 14), school())),
      ElementsAre("2026-06-15 2026-05-29", "2026-07-15 2026-05-29", "2026-08-15 2026-05-29"));
  const auto after = on_15th(DaysOffRule::working_day_after, {});
  EXPECT_THAT(
      found(after.due_between(make_date(2026, 9, 1), make_date(2026, 9, 14), school())),
      ElementsAre("2026-06-15 2026-09-01", "2026-07-15 2026-09-01", "2026-08-15 2026-09-01"));
  EXPECT_EQ(to_string(after.first_due_after(make_date(2026, 8, 31), school())->nominal),
            "2026-06-15");
  const auto next = before.first_from(make_date(2026, 6, 16), school());
  EXPECT_EQ(to_string(next.value().nominal) + " " + to_string(next->due), "2026-07-15 2026-05-29");
}

TEST(Lead, ReachesTheLastDayThatHasBegun) {
  for (const Lead lead : {Lead{}, Lead{.days = 5}, Lead{.days = 1, .working = true},
                          Lead{.days = 12, .working = true}}) {
    for (auto day = make_date(2026, 5, 1); day < make_date(2026, 9, 30); day = plus_days(day, 1)) {
      const auto last = last_begun(day, lead, school());
      EXPECT_LE(begins_before(last, lead, school()), day) << to_string(day);
      EXPECT_GT(begins_before(plus_days(last, 1), lead, school()), day) << to_string(day);
    }
  }
}

TEST(Recurrence, RecursByCron) {
  const auto weekly =
      Recurrence::by_cron("0 8 * * FRI", DaysOffRule::working_day_before, {}).value();
  EXPECT_THAT(dues(weekly, make_date(2026, 2, 6), make_date(2026, 2, 27)),
              ElementsAre("2026-02-06", "2026-02-13", "2026-02-13", "2026-02-27"))
      << "two nominal days may come to be due on one";
  const auto often = Recurrence::by_cron("*/5 * 1 * *", DaysOffRule::leave, {}).value();
  EXPECT_THAT(dues(often, make_date(2026, 1, 1), make_date(2026, 2, 28)),
              ElementsAre("2026-01-01", "2026-02-01"))
      << "a day counts once";
}

TEST(Recurrence, BeginsItsLeadBefore) {
  const auto with = [](Lead lead) {
    return Recurrence::by_rule("FREQ=YEARLY", make_date(2026, 2, 24), DaysOffRule::leave, lead)
        .value()
        .first_due_after(make_date(2026, 1, 1), calendar())
        ->begins;
  };
  EXPECT_EQ(with({.days = 5, .working = false}), make_date(2026, 2, 19));
  EXPECT_EQ(with({.days = 2, .working = true}), make_date(2026, 2, 13));
  EXPECT_EQ(with({}), make_date(2026, 2, 24));
}

TEST(Recurrence, EndsAndRefuses) {
  const auto twice =
      Recurrence::by_rule("FREQ=DAILY;COUNT=2", make_date(2026, 1, 5), DaysOffRule::leave, {})
          .value();
  EXPECT_FALSE(twice.first_due_after(make_date(2026, 1, 6), calendar()));
  EXPECT_FALSE(Recurrence::by_rule("FREQ=HOURLY", make_date(2026, 1, 5), DaysOffRule::leave, {}));
  EXPECT_FALSE(
      Recurrence::by_rule("FREQ=DAILY;BYHOUR=8", make_date(2026, 1, 5), DaysOffRule::leave, {}));
  EXPECT_FALSE(Recurrence::by_cron("@reboot", DaysOffRule::leave, {}));
  EXPECT_FALSE(Recurrence::by_cron("0 0 * *", DaysOffRule::leave, {}));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/policy_instants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Zone& zone = Zone::vietnam();
constexpr RepeatWindow all_of_2026{.from = std::chrono::year{2026} / 1 / 1,
                                   .until = std::chrono::year{2026} / 12 / 31};

/// "T-14 2026-03-20", with the hour where it is not 08:00.
std::vector<std::string> shown(const ReminderPolicy& policy, const TargetDays& target,
                               const RepeatWindow& window = all_of_2026,
                               const DaysOff& days_off = DaysOff::vietnam()) {
  std::vector<std::string> instants;
  for (const auto& one : policy_instants(policy, target, window, days_off, zone)) {
    const auto time = zone.time_of(one.at);
    instants.push_back(one.code + " " + to_string(zone.date_of(one.at)) +
                       (time == std::chrono::hours{8} ? "" : " " + to_string(time)));
  }
  return instants;
}

TargetDays on(LocalDate day) {
  return TargetDays::of_visit(day);
}

ReminderPolicy weekly_until_done() {
  return {.key = "hang-tuan",
          .offsets = {{.days = 3}, {.days = 2, .when = PolicySide::after}},
          .repeat = PolicyRepeat{.every = 7}};
}

TEST(PolicyInstants, OfCivilDaysKeepWeekendsAndHolidays) {
  EXPECT_THAT(shown(civil_14_7_3_1(), on(make_date(2026, 5, 4))),  // a Monday after 30/4 and 1/5
              ElementsAre("T-14 2026-04-20", "T-7 2026-04-27", "T-3 2026-05-01", "T-1 2026-05-03",
                          "overdue+1 2026-05-05", "overdue+3 2026-05-07"));
}

TEST(PolicyInstants, OfEachDayAreOneOnMondayUnderTheSameNameAllWeekend) {
  ReminderPolicy daily{.key = "hang-ngay", .send_on = SendingDays::working, .offsets = {}};
  daily.repeat = PolicyRepeat{.every = 1};
  const auto target = on(make_date(2026, 6, 10));  // a Wednesday
  for (const int today : {12, 13, 14, 15}) {
    const auto found = shown(daily, target, RepeatWindow::around(make_date(2026, 6, today)));
    EXPECT_EQ(std::ranges::count(found, "repeat+5 2026-06-15"), 1) << today;
    EXPECT_EQ(found.back(), today < 15 ? "repeat+5 2026-06-15" : "repeat+6 2026-06-16") << today;
  }
}

TEST(PolicyInstants, LeaveAnHourBeforeADeadlineThatHasOne) {
  const ReminderPolicy policy{.key = "trong-ngay", .offsets = {{.days = 1}, {.days = 0}}};
  auto target = on(make_date(2026, 5, 5));
  target.hour = std::chrono::hours{7};
  EXPECT_THAT(shown(policy, target), ElementsAre("T-1 2026-05-04", "T-0 2026-05-05 06:00"));
  target.hour = std::chrono::hours{17};
  EXPECT_THAT(shown(policy, target), ElementsAre("T-1 2026-05-04", "T-0 2026-05-05"));
  target.hour = std::chrono::minutes{30};
  EXPECT_THAT(shown(policy, target), ElementsAre("T-1 2026-05-04", "T-0 2026-05-05 00:00"));
}

TEST(PolicyInstants, OfTheOfficeMoveBackBeforeAndForwardAfterwards) {
  // Thursday 11 June 2026: T-14 on the 28th of May, a Thursday.
  EXPECT_THAT(shown(office_14_7_3_1(), on(make_date(2026, 6, 11))),
              ElementsAre("T-14 2026-05-28", "T-7 2026-06-04", "T-3 2026-06-08", "T-1 2026-06-10",
                          "overdue+1 2026-06-12", "overdue+3 2026-06-15"))
      << "the Sunday after goes to Monday";
  EXPECT_THAT(shown(office_14_7_3_1(), on(make_date(2026, 6, 9))),  // T-3: Saturday the 6th
              ElementsAre("T-14 2026-05-26", "T-7 2026-06-02", "T-3 2026-06-05", "T-1 2026-06-08",
                          "overdue+1 2026-06-10", "overdue+3 2026-06-12"));
}

TEST(PolicyInstants, ThatMeetOnADayAreOneAndTheLatestNamesIt) {
  // Monday 15 June: T-3 is Friday, T-1 Sunday, so both are Friday.
  EXPECT_THAT(shown(office_14_7_3_1(), on(make_date(2026, 6, 15))),
              ElementsAre("T-14 2026-06-01", "T-7 2026-06-08", "T-1 2026-06-12",
                          "overdue+1 2026-06-16", "overdue+3 2026-06-18"));
  // Friday 12 June: Saturday, and Monday, go to Monday.
  EXPECT_THAT(shown(office_14_7_3_1(), on(make_date(2026, 6, 12))),
              ElementsAre("T-14 2026-05-29", "T-7 2026-06-05", "T-3 2026-06-09", "T-1 2026-06-11",
                          "overdue+3 2026-06-15"));
}

TEST(PolicyInstants, OfTheOfficeWaitOutALongHoliday) {
  const DaysOff tet{"tet",
                    {make_date(2026, 2, 16), make_date(2026, 2, 17), make_date(2026, 2, 18),
                     make_date(2026, 2, 19), make_date(2026, 2, 20)},
                    {}};
  // Monday 23 February: T-7, T-3 and T-1 all lie in the holiday or the weekends around it.
  EXPECT_THAT(shown(office_14_7_3_1(), on(make_date(2026, 2, 23)), all_of_2026, tet),
              ElementsAre("T-14 2026-02-09", "T-1 2026-02-13", "overdue+1 2026-02-24",
                          "overdue+3 2026-02-26"));
}

TEST(PolicyInstants, FollowTheCalendarOfTheRecipient) {
  const DaysOff worked{"a", {}, {make_date(2026, 6, 6)}};  // this office works that Saturday
  EXPECT_EQ(shown(office_14_7_3_1(), on(make_date(2026, 6, 9)), all_of_2026, worked).at(2),
            "T-3 2026-06-06");
}

TEST(PolicyInstants, CountInWorkingDays) {
  const ReminderPolicy policy{
      .key = "ngay-lam-viec",
      .at = std::chrono::minutes{7 * 60 + 30},
      .offsets = {{.days = 5, .count = DayCount::working},
                  {.days = 1, .count = DayCount::working, .at = std::chrono::hours{14}},
                  {.days = 2, .when = PolicySide::after, .count = DayCount::working}}};
  EXPECT_THAT(shown(policy, on(make_date(2026, 6, 15))),
              ElementsAre("T-5wd 2026-06-08 07:30", "T-1wd 2026-06-12 14:00",
                          "overdue+2wd 2026-06-17 07:30"));
}

TEST(PolicyInstants, CountFromTheSafeDayBackAndFromTheLegalEndOn) {
  // Sunday 14 June: Friday is safe, on Monday it ends in law.
  const auto due =
      derive_due_date("hạn cuối 14/6/2026", Bound::by, make_date(2026, 6, 14), DaysOff::vietnam());
  ReminderPolicy policy{.key = "an-toan",
                        .from = PolicyAnchor::safe_day,
                        .offsets = {{.days = 1}, {.days = 1, .when = PolicySide::after}}};
  EXPECT_THAT(shown(policy, TargetDays::of(due)),
              ElementsAre("T-1 2026-06-11", "overdue+1 2026-06-16"));
  policy.from = PolicyAnchor::last_on_time;
  EXPECT_THAT(shown(policy, TargetDays::of(due)),
              ElementsAre("T-1 2026-06-13", "overdue+1 2026-06-15"));
}

TEST(PolicyInstants, RepeatBehindTheLastOffset) {
  const RepeatWindow june{.from = make_date(2026, 6, 1), .until = make_date(2026, 6, 30)};
  EXPECT_THAT(shown(weekly_until_done(), on(make_date(2026, 6, 10)), june),
              ElementsAre("T-3 2026-06-07", "overdue+2 2026-06-12", "repeat+9 2026-06-19",
                          "repeat+16 2026-06-26", "repeat+23 2026-07-03"))
      << "those of the window and the first behind it";
}

TEST(PolicyInstants, RepeatWithoutEndYearsLater) {
  const auto window = RepeatWindow::around(make_date(2029, 6, 10));
  const auto instants = shown(weekly_until_done(), on(make_date(2026, 6, 10)), window);
  ASSERT_EQ(instants.size(), 2U + 6U);
  EXPECT_EQ(instants.at(2), "repeat+1066 2029-05-11") << "a month back";
  EXPECT_EQ(instants.back(), "repeat+1101 2029-06-15") << "the next";
}

TEST(PolicyInstants, BeforeTheirWindowTheFirstRepetitionIsKnown) {
  const auto window = RepeatWindow::around(make_date(2026, 1, 1));
  EXPECT_EQ(shown(weekly_until_done(), on(make_date(2026, 6, 10)), window).back(),
            "repeat+9 2026-06-19");
}

TEST(PolicyInstants, EndAfterSoManyTimesOrDays) {
  auto policy = weekly_until_done();
  policy.end = PolicyEnd{.times = 2};
  EXPECT_EQ(shown(policy, on(make_date(2026, 6, 10))).back(), "repeat+16 2026-06-26");
  policy.end = PolicyEnd{.days = 9};
  EXPECT_EQ(shown(policy, on(make_date(2026, 6, 10))).back(), "repeat+9 2026-06-19");
  policy.end = PolicyEnd{.days = 1};
  EXPECT_THAT(shown(policy, on(make_date(2026, 6, 10))), ElementsAre("T-3 2026-06-07"))
      << "it ends offsets as well";
}

TEST(PolicyInstants, LeaveOutAnOffsetThatIsNotShorterThanTheGap) {
  auto monthly = on(make_date(2026, 6, 25));
  monthly.gap = 14;
  EXPECT_THAT(shown(civil_14_7_3_1(), monthly),
              ElementsAre("T-7 2026-06-18", "T-3 2026-06-22", "T-1 2026-06-24",
                          "overdue+1 2026-06-26", "overdue+3 2026-06-28"));
  monthly.gap = 15;
  EXPECT_EQ(shown(civil_14_7_3_1(), monthly).front(), "T-14 2026-06-11");
}

TEST(PolicyInstants, OfWhatComesWithinAWeekAreTheDigestAlone) {
  auto weekly = on(make_date(2026, 6, 12));
  weekly.gap = 7;
  EXPECT_THAT(shown(civil_14_7_3_1(), weekly), ElementsAre("digest 2026-06-08"));
  weekly.gap = 8;
  EXPECT_THAT(shown(civil_14_7_3_1(), weekly),
              ElementsAre("T-7 2026-06-05", "T-3 2026-06-09", "T-1 2026-06-11",
                          "overdue+1 2026-06-13", "overdue+3 2026-06-15"));
}

TEST(PolicyInstants, WithoutOffsetsAreNone) {
  EXPECT_THAT(shown({.key = "im-lang", .offsets = {}}, on(make_date(2026, 6, 12))), IsEmpty());
}

/// Over every day of years with all their holidays: one a day at the most, on working days, before
/// on this side of the anchor and after on the other.
TEST(PolicyInstants, OfTheOfficeLieOnWorkingDaysWheneverTheAnchorIs) {
  const auto& days_off = DaysOff::vietnam();
  for (auto day = make_date(2024, 1, 1); day < make_date(2027, 1, 1); day = plus_days(day, 1)) {
    std::set<LocalDate> used;
    for (const auto& one :
         policy_instants(office_14_7_3_1(), on(day), all_of_2026, days_off, zone)) {
      const auto sent_on = zone.date_of(one.at);
      EXPECT_FALSE(days_off.is_day_off(sent_on)) << to_string(day) << " " << one.code;
      EXPECT_EQ(one.side == PolicySide::before, sent_on < day) << to_string(day) << " " << one.code;
      EXPECT_TRUE(used.insert(sent_on).second) << to_string(day) << " " << one.code;
    }
    EXPECT_GE(used.size(), 3U) << to_string(day);
  }
}

}  // namespace
}  // namespace inspectord

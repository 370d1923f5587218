// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence_walk.hpp"

#include "scheduler/recurrence_set.hpp"
#include "tests/support/random_rule.hpp"
#include "tests/support/slow_rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> walked(std::string_view rule, const char* start, int n) {
  RecurrenceWalk walk{RecurrenceRule::parse(rule).value(), parse_local_start(start)->seconds};
  std::vector<std::string> found;
  while (n-- > 0) {
    const auto local = walk.next();
    if (local == RecurrenceWalk::none) break;
    found.push_back(to_rfc3339(Instant{std::chrono::seconds{local}}).substr(0, 16));
  }
  return found;
}

std::vector<std::string> days(std::string_view rule, const char* start, int n) {
  auto found = walked(rule, start, n);
  for (auto& at : found) at.resize(10);
  return found;
}

// The examples of RFC 5545 section 3.8.5.3, as far as their parts differ.
TEST(RecurrenceWalk, HasTheExamplesOfTheRfc) {
  const auto* start = "1997-09-02T09:00:00";
  EXPECT_THAT(days("FREQ=DAILY;INTERVAL=10", start, 3),
              ElementsAre("1997-09-02", "1997-09-12", "1997-09-22"));
  EXPECT_THAT(days("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH", start, 4),
              ElementsAre("1997-09-02", "1997-09-04", "1997-09-16", "1997-09-18"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05T09:00:00", 3),
              ElementsAre("1997-09-05", "1997-10-03", "1997-11-07"));
  EXPECT_THAT(days("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07T09:00:00", 4),
              ElementsAre("1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22T09:00:00", 3),
              ElementsAre("1997-09-22", "1997-10-20", "1997-11-17"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00:00", 4),
              ElementsAre("1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYMONTHDAY=1,-1", "1997-09-30T09:00:00", 4),
              ElementsAre("1997-09-30", "1997-10-01", "1997-10-31", "1997-11-01"));
  EXPECT_THAT(days("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11", "1997-09-10T09:00:00", 3),
              ElementsAre("1997-09-10", "1997-09-11", "1999-03-10"));
  EXPECT_THAT(days("FREQ=YEARLY;BYMONTH=6,7", "1997-06-10T09:00:00", 3),
              ElementsAre("1997-06-10", "1997-07-10", "1998-06-10"));
  EXPECT_THAT(days("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01T09:00:00", 5),
              ElementsAre("1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01", "2000-04-09"));
  EXPECT_THAT(days("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00:00", 3),
              ElementsAre("1997-05-19", "1998-05-18", "1999-05-17"));
  EXPECT_THAT(days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00:00", 3),
              ElementsAre("1997-05-12", "1998-05-11", "1999-05-17"));
  EXPECT_THAT(days("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00:00", 4),
              ElementsAre("1997-03-13", "1997-03-20", "1997-03-27", "1998-03-05"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", start, 3),
              ElementsAre("1998-02-13", "1998-03-13", "1998-11-13"));
  EXPECT_THAT(days("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
                   "1996-11-05T09:00:00", 3),
              ElementsAre("1996-11-05", "2000-11-07", "2004-11-02"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00:00", 3),
              ElementsAre("1997-09-04", "1997-10-07", "1997-11-06"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00:00", 4),
              ElementsAre("1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30"));
  EXPECT_THAT(walked("FREQ=MINUTELY;INTERVAL=90", start, 3),
              ElementsAre("1997-09-02T09:00", "1997-09-02T10:30", "1997-09-02T12:00"));
  EXPECT_THAT(
      walked("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10", "1997-09-02T09:40:00", 4),
      ElementsAre("1997-09-02T09:40", "1997-09-02T10:00", "1997-09-02T10:20", "1997-09-02T10:40"));
  EXPECT_THAT(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00:00", 4),
              ElementsAre("1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"));
  EXPECT_THAT(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00:00", 4),
              ElementsAre("1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"));
  EXPECT_THAT(days("FREQ=MONTHLY;BYMONTHDAY=15,30", "2007-01-15T09:00:00", 5),
              ElementsAre("2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"));
}

TEST(RecurrenceWalk, TakesWhatIsOpenFromTheStart) {
  EXPECT_THAT(days("FREQ=YEARLY", "2024-02-29T00:00:00", 3),
              ElementsAre("2024-02-29", "2028-02-29", "2032-02-29"));
  EXPECT_THAT(days("FREQ=MONTHLY", "2025-01-31T00:00:00", 3),
              ElementsAre("2025-01-31", "2025-03-31", "2025-05-31"));
  EXPECT_THAT(days("FREQ=YEARLY;BYWEEKNO=20", "2026-01-07T00:00:00", 2),
              ElementsAre("2026-05-13", "2027-05-19"))
      << "the weekday of the start";
  EXPECT_THAT(days("FREQ=YEARLY;BYMONTHDAY=1", "2026-11-15T00:00:00", 3),
              ElementsAre("2026-12-01", "2027-01-01", "2027-02-01"));
  EXPECT_THAT(walked("FREQ=DAILY;BYHOUR=6,18", "2026-11-15T09:30:00", 3),
              ElementsAre("2026-11-15T18:30", "2026-11-16T06:30", "2026-11-16T18:30"))
      << "the start is no occurrence unless the rule has it";
}

TEST(RecurrenceWalk, CountsWeeksOfTheirYear) {
  EXPECT_THAT(days("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", "2020-01-01T00:00:00", 3),
              ElementsAre("2021-01-01", "2027-01-01", "2032-12-31"));
}

TEST(RecurrenceWalk, EndsSoonWhereNothingEverFits) {
  for (const auto* rule : {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                           "FREQ=SECONDLY;INTERVAL=7;BYMONTH=4;BYMONTHDAY=31",
                           "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
                           "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=1",
                           "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5",
                           "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=10",
                           "FREQ=SECONDLY;INTERVAL=3600;BYMINUTE=30",
                           "FREQ=DAILY;BYHOUR=9;BYSETPOS=2",
                           "FREQ=HOURLY;BYMINUTE=0;BYSETPOS=-2",
                           "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
                           "FREQ=MONTHLY;BYDAY=6MO",
                           "FREQ=YEARLY;BYMONTH=1;BYDAY=53MO",
                           "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
                           "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1",
                           "FREQ=HOURLY;INTERVAL=168;BYDAY=TU",
                           "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
                           "FREQ=SECONDLY;INTERVAL=7;BYDAY=TU,WE,TH,FR,SA,SU;BYHOUR=9;"
                           "BYMINUTE=0,7,14,21,28,35,42,49,56;BYSECOND=0,7,14,21,28,35,42,49,56",
                           "FREQ=MINUTELY;INTERVAL=7;BYDAY=TU,WE,TH,FR,SA,SU;BYHOUR=9;"
                           "BYMINUTE=0,7,14,21,28,35,42,49,56"})
    EXPECT_THAT(walked(rule, "2025-09-01T09:00:00", 1), IsEmpty()) << rule;
}

TEST(RecurrenceWalk, DoesNotGiveUpWhatFitsLate) {
  // 4670 days and one second are the first such time that 7063 seconds divide.
  EXPECT_THAT(days("FREQ=SECONDLY;INTERVAL=7063;BYDAY=TU;BYHOUR=9;BYMINUTE=0;BYSECOND=1",
                   "2025-09-01T09:00:00", 1),
              ElementsAre("2038-06-15"));
}

TEST(RecurrenceWalk, TakesAnyInterval) {
  EXPECT_THAT(days("FREQ=YEARLY;INTERVAL=99999999999999999999", "2025-09-01T09:00:00", 2),
              ElementsAre("2025-09-01"));
  EXPECT_THAT(days("FREQ=SECONDLY;INTERVAL=1000000000", "2025-09-01T09:00:00", 2),
              ElementsAre("2025-09-01", "2057-05-10"));
  EXPECT_THAT(days("FREQ=YEARLY;INTERVAL=7000", "2025-09-01T09:00:00", 3),
              ElementsAre("2025-09-01", "9025-09-01"));
}

class AgainstTheSlowRule : public testing::TestWithParam<const char*> {};

TEST_P(AgainstTheSlowRule, FindsTheSameTimes) {
  const std::string frequency = GetParam();
  const bool by_year = frequency == "YEARLY", by_month = frequency == "MONTHLY";
  const int span = by_year ? 2400 : by_month ? 800 : frequency == "SECONDLY" ? 12 : 120;
  RandomRule random{std::hash<std::string>{}(frequency)};
  std::size_t times = 0;
  for (int round = 0; round < (by_year ? 30 : 40); ++round) {
    const auto text = random.text(frequency);
    const auto start = civil::day_number(1995 + random.below(40), 1 + random.below(12), 1) * 86400 +
                       random.below(31) * 86400 + random.below(24) * 3600 +
                       (random.once_in(2) ? 0 : random.below(3600));
    SlowRule slow{text, start};
    const auto expected = slow.within(start, span);
    const auto end = (civil::floor_div(start, 86400) + span) * 86400;
    RecurrenceWalk walk{RecurrenceRule::parse(text).value(), start};
    std::vector<std::int64_t> found;
    for (auto at = walk.next(); at < end; at = walk.next()) found.push_back(at);
    ASSERT_EQ(found.size(), expected.size()) << text << " from " << start;
    ASSERT_EQ(found, expected) << text << " from " << start;
    times += found.size();
    // A jump to anywhere finds what the walk finds there.
    for (int jump = 0; jump < 12; ++jump) {
      const auto to = start - 86400 + random.below(span) * 86400 + random.below(86400);
      walk.seek(to);
      const auto wanted = std::lower_bound(expected.begin(), expected.end(), to);
      const auto at = walk.next();
      const auto at_least = wanted != expected.end() ? *wanted : end;
      ASSERT_TRUE(at == at_least || (wanted == expected.end() && at > end))
          << text << " from " << start << " to " << to << ": " << at << ", not " << at_least;
    }
  }
  EXPECT_GT(times, 100u);
}

INSTANTIATE_TEST_SUITE_P(All, AgainstTheSlowRule,
                         testing::Values("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY",
                                         "MONTHLY", "YEARLY"),
                         [](const auto& one) { return std::string{one.param}; });

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_expression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;

std::vector<std::string> next(std::string_view text, const char* zone, const char* after, int n,
                              DstPolicy policy = DstPolicy::vixie) {
  const auto expression = CronExpression::parse(text).value();
  const auto place = Zone::find(zone).value();
  std::vector<std::string> found;
  auto at = parse_rfc3339(after);
  while (n-- > 0 && (at = expression.next(*at, place, policy)))
    found.push_back(place.to_rfc3339(*at));
  return found;
}

constexpr const char* york = "America/New_York";
// 2026: from 02:00 to 03:00 on 8 March, from 02:00 back to 01:00 on 1 November.
constexpr const char* before_gap = "2026-03-08T05:30:00Z";
constexpr const char* before_overlap = "2026-11-01T04:15:00Z";

TEST(CronByVixie, RunsAFixedTimeOfAGapWhenTheGapEnds) {
  EXPECT_THAT(next("30 2 * * *", york, before_gap, 2),
              ElementsAre("2026-03-08T03:00:00-04:00", "2026-03-09T02:30:00-04:00"));
  EXPECT_THAT(next("15 59 2 * * *", york, before_gap, 2),
              ElementsAre("2026-03-08T03:00:00-04:00", "2026-03-09T02:59:15-04:00"));
  EXPECT_THAT(next("0 3 * * *", york, before_gap, 2),
              ElementsAre("2026-03-08T03:00:00-04:00", "2026-03-09T03:00:00-04:00"));
}

TEST(CronByVixie, RunsAFixedTimeOfAnOverlapOnceInItsFirstPass) {
  EXPECT_THAT(next("30 1 * * *", york, before_overlap, 2),
              ElementsAre("2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"));
  EXPECT_THAT(next("30 1 * * *", york, "2026-11-01T06:10:00Z", 1),
              ElementsAre("2026-11-02T01:30:00-05:00"))
      << "asked in the second pass";
  EXPECT_THAT(next("0 2 * * *", york, before_overlap, 1), ElementsAre("2026-11-01T02:00:00-05:00"));
}

TEST(CronByVixie, LetsAllOtherSchedulesFollowElapsedTime) {
  EXPECT_THAT(next("*/30 * * * *", york, "2026-03-08T06:00:00Z", 3),
              ElementsAre("2026-03-08T01:30:00-05:00", "2026-03-08T03:00:00-04:00",
                          "2026-03-08T03:30:00-04:00"));
  EXPECT_THAT(next("30 * * * *", york, before_overlap, 4),
              ElementsAre("2026-11-01T00:30:00-04:00", "2026-11-01T01:30:00-04:00",
                          "2026-11-01T01:30:00-05:00", "2026-11-01T02:30:00-05:00"));
  EXPECT_THAT(next("0,30 1 * * *", york, before_overlap, 5),
              ElementsAre("2026-11-01T01:00:00-04:00", "2026-11-01T01:30:00-04:00",
                          "2026-11-01T01:00:00-05:00", "2026-11-01T01:30:00-05:00",
                          "2026-11-02T01:00:00-05:00"));
  EXPECT_THAT(next("0,30 2 * * *", york, before_gap, 1), ElementsAre("2026-03-09T02:00:00-04:00"))
      << "two minutes are no fixed time";
  EXPECT_THAT(next("0 1,2 * * *", york, "2026-11-01T05:30:00Z", 2),
              ElementsAre("2026-11-01T01:00:00-05:00", "2026-11-01T02:00:00-05:00"));
}

TEST(CronByOcps, LeavesOutGapsAndSecondPasses) {
  EXPECT_THAT(next("30 2 * * *", york, before_gap, 1, DstPolicy::ocps),
              ElementsAre("2026-03-09T02:30:00-04:00"));
  EXPECT_THAT(next("30 1 * * *", york, before_overlap, 2, DstPolicy::ocps),
              ElementsAre("2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"));
  EXPECT_THAT(next("30 * * * *", york, before_overlap, 3, DstPolicy::ocps),
              ElementsAre("2026-11-01T00:30:00-04:00", "2026-11-01T01:30:00-04:00",
                          "2026-11-01T02:30:00-05:00"));
  EXPECT_THAT(next("*/30 * * * *", york, "2026-03-08T06:00:00Z", 2, DstPolicy::ocps),
              ElementsAre("2026-03-08T01:30:00-05:00", "2026-03-08T03:00:00-04:00"));
  EXPECT_THAT(next("*/20 * * * *", york, "2026-11-01T06:05:00Z", 1, DstPolicy::ocps),
              ElementsAre("2026-11-01T02:00:00-05:00"));
}

TEST(CronByVixie, RunsOnceForADayThatAPlaceNeverHad) {
  EXPECT_THAT(next("0 0 * * *", "Pacific/Apia", "2011-12-29T11:00:00Z", 2),
              ElementsAre("2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00"));
  EXPECT_THAT(next("0 8 * * *", "Pacific/Apia", "2011-12-29T18:30:00Z", 2),
              ElementsAre("2011-12-31T00:00:00+14:00", "2011-12-31T08:00:00+14:00"));
}

TEST(CronByVixie, KnowsGapsOfHalfAnHourAndAtMidnight) {
  EXPECT_THAT(next("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T14:00:00Z", 1),
              ElementsAre("2026-10-04T02:30:00+11:00"));
  EXPECT_THAT(next("30 0 * * *", "America/Asuncion", "2023-10-01T03:30:00Z", 1),
              ElementsAre("2023-10-01T01:00:00-03:00"));
  EXPECT_THAT(next("30 23 * * *", "America/Sao_Paulo", "2019-02-16T20:00:00Z", 2),
              ElementsAre("2019-02-16T23:30:00-02:00", "2019-02-17T23:30:00-03:00"));
}

TEST(CronByVixie, KnowsTheRulesFarAhead) {
  EXPECT_THAT(next("30 2 * * *", york, "2199-03-10T05:00:00Z", 1),
              ElementsAre("2199-03-10T03:00:00-04:00"));
  EXPECT_THAT(next("0 0 12 4 7 * 2150", york, before_gap, 2),
              ElementsAre("2150-07-04T12:00:00-04:00"));
}

}  // namespace
}  // namespace inspectord

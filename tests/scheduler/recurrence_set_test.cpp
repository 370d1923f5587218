// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence_set.hpp"

#include "scheduler/reasons.hpp"
#include "tests/support/random_rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* york = "America/New_York";

RecurrenceSet set(std::string_view rule, const char* start, const char* zone,
                  GapRule gap = GapRule::shift, RecurrenceSet::Changes changes = {}) {
  return RecurrenceSet::make(RecurrenceRule::parse(rule).value(), *parse_local_start(start),
                             Zone::find(zone).value(), gap, std::move(changes))
      .value();
}

std::vector<std::string> taken(RecurrenceSet from, int n) {
  std::vector<std::string> found;
  while (n-- > 0) {
    const auto at = from.next();
    if (!at) break;
    found.push_back(to_rfc3339(*at));
  }
  return found;
}

TEST(LocalStart, IsALocalTimeOrADay) {
  for (const auto* text : {"2026-11-22T08:00:00", "20261122T080000", "2026-11-22T08:00"})
    EXPECT_EQ(parse_local_start(text), (LocalStart{1'795'334'400, false})) << text;
  for (const auto* text : {"2026-11-22", "20261122"})
    EXPECT_EQ(parse_local_start(text), (LocalStart{1'795'305'600, true})) << text;
  for (const auto* text :
       {"", "2026", "2026-11", "2026-13-01", "2026-02-29", "0000-01-01", "2026-11-22T",
        "2026-11-22T08", "2026-11-22T24:00:00", "2026-11-22T08:00:60", "2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00+07:00", "2026-11-22 08:00:00", "20261122T0800", "20261122T080000Z",
        "2026-1122", "2026-11-22T08-00", "٢026-11-22"})
    EXPECT_FALSE(parse_local_start(text)) << text;
}

TEST(RecurrenceSet, MovesATimeInAGapForward) {
  EXPECT_THAT(taken(set("FREQ=DAILY", "2026-03-07T02:30:00", york), 3),
              ElementsAre("2026-03-07T07:30:00Z", "2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z"));
}

TEST(RecurrenceSet, LeavesATimeInAGapOutWhereThatIsChosen) {
  EXPECT_THAT(taken(set("FREQ=DAILY", "2026-03-07T02:30:00", york, GapRule::skip), 2),
              ElementsAre("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z"));
  EXPECT_THAT(taken(set("FREQ=DAILY;COUNT=2", "2026-03-08T02:30:00", york, GapRule::skip), 9),
              ElementsAre("2026-03-09T06:30:00Z", "2026-03-10T06:30:00Z"))
      << "and does not count it";
}

TEST(RecurrenceSet, TakesTheFirstPassOfAnOverlap) {
  EXPECT_THAT(taken(set("FREQ=DAILY", "2026-11-01T01:30:00", york), 2),
              ElementsAre("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"));
  EXPECT_THAT(taken(set("FREQ=HOURLY", "2026-11-01T00:30:00", york), 4),
              ElementsAre("2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z",
                          "2026-11-01T08:30:00Z"))
      << "hours of the clock";
}

TEST(RecurrenceSet, KeepsTheOrderBehindAGap) {
  // 02:20 and 02:50 become 03:20 and 03:50, and stand among 03:20 (the same instant) and 03:50.
  EXPECT_THAT(taken(set("FREQ=MINUTELY;INTERVAL=30", "2026-03-08T01:20:00", york), 6),
              ElementsAre("2026-03-08T06:20:00Z", "2026-03-08T06:50:00Z", "2026-03-08T07:20:00Z",
                          "2026-03-08T07:50:00Z", "2026-03-08T08:20:00Z", "2026-03-08T08:50:00Z"));
  EXPECT_THAT(taken(set("FREQ=MINUTELY;INTERVAL=25", "2026-03-08T01:45:00", york), 8),
              ElementsAre("2026-03-08T06:45:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:10:00Z",
                          "2026-03-08T07:25:00Z", "2026-03-08T07:35:00Z", "2026-03-08T07:50:00Z",
                          "2026-03-08T08:15:00Z", "2026-03-08T08:40:00Z"));
}

TEST(RecurrenceSet, CountsAnInstantOnce) {
  EXPECT_THAT(taken(set("FREQ=HOURLY;COUNT=4", "2026-03-08T01:30:00", york), 9),
              ElementsAre("2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z", "2026-03-08T08:30:00Z",
                          "2026-03-08T09:30:00Z"));
}

TEST(RecurrenceSet, EndsWithUntilAndCount) {
  EXPECT_THAT(
      taken(set("FREQ=DAILY;UNTIL=20260103T010000Z", "2026-01-01T08:00:00", "Asia/Ho_Chi_Minh"), 9),
      ElementsAre("2026-01-01T01:00:00Z", "2026-01-02T01:00:00Z", "2026-01-03T01:00:00Z"))
      << "until is the last itself";
  EXPECT_THAT(
      taken(set("FREQ=DAILY;UNTIL=20260103T005959Z", "2026-01-01T08:00:00", "Asia/Ho_Chi_Minh"), 9)
          .size(),
      2u);
  EXPECT_THAT(taken(set("FREQ=DAILY;UNTIL=20250101T000000Z", "2026-01-01T08:00:00", "UTC"), 9),
              IsEmpty());
  EXPECT_THAT(taken(set("FREQ=DAILY;COUNT=2", "2026-01-01T08:00:00", "UTC"), 9).size(), 2u);
  EXPECT_THAT(taken(set("FREQ=DAILY;COUNT=0", "2026-01-01T08:00:00", "UTC"), 9), IsEmpty());
  EXPECT_THAT(taken(set("FREQ=DAILY;UNTIL=20260102", "2026-01-01", "Asia/Ho_Chi_Minh"), 9),
              ElementsAre("2025-12-31T17:00:00Z", "2026-01-01T17:00:00Z"));
}

// Antarctica/Troll: from 01:00 to 03:00, two hours, at 2023-03-26T01:00:00Z.
TEST(RecurrenceSet, DoesNotEndWithATimeOfAGapThatMovesBehindUntil) {
  const auto* rule = "FREQ=MINUTELY;BYMINUTE=10,50;UNTIL=20230326T022000Z";
  EXPECT_THAT(taken(set(rule, "2023-03-26T02:30:00", "Antarctica/Troll"), 9),
              ElementsAre("2023-03-26T01:10:00Z", "2023-03-26T01:50:00Z", "2023-03-26T02:10:00Z"));
  EXPECT_THAT(taken(set(rule, "2023-03-26T02:30:00", "Antarctica/Troll", GapRule::skip), 9),
              ElementsAre("2023-03-26T01:10:00Z", "2023-03-26T01:50:00Z", "2023-03-26T02:10:00Z"))
      << "what is left out says nothing about the end";
  EXPECT_THAT(taken(set("FREQ=DAILY;UNTIL=20260308T071500Z", "2026-03-08T02:30:00", york), 9),
              IsEmpty());
}

TEST(RecurrenceSet, WantsUntilOfTheKindOfItsStart) {
  const auto reason_of = [](std::string_view rule, const char* start) {
    const auto made = RecurrenceSet::make(RecurrenceRule::parse(rule).value(),
                                          *parse_local_start(start), Zone::vietnam());
    return made ? std::string{} : std::string{made.error().reason().code};
  };
  EXPECT_EQ(reason_of("FREQ=DAILY;UNTIL=20270101T000000", "2026-01-01T08:00:00"),
            "rule_until_not_utc");
  EXPECT_EQ(reason_of("FREQ=DAILY;UNTIL=20270101", "2026-01-01T08:00:00"), "rule_until_not_utc");
  EXPECT_EQ(reason_of("FREQ=DAILY;UNTIL=20270101T000000Z", "2026-01-01"), "rule_until_not_date");
  EXPECT_EQ(reason_of("FREQ=DAILY;BYHOUR=8", "2026-01-01"), "rule_time_on_date");
  EXPECT_EQ(reason_of("FREQ=HOURLY", "2026-01-01"), "rule_time_on_date");
  EXPECT_EQ(reason_of("FREQ=DAILY;UNTIL=20270101", "2026-01-01"), "");
}

TEST(RecurrenceSet, HasMoreDatesAndExceptions) {
  const auto at = [](const char* text) { return *parse_rfc3339(text); };
  RecurrenceSet::Changes changes{
      .dates = {at("2026-01-05T00:00:00Z"), at("2026-01-02T08:00:00Z"), at("2025-06-01T00:00:00Z")},
      .exceptions = {at("2026-01-03T08:00:00Z"), at("2026-01-05T08:00:00Z")}};
  EXPECT_THAT(
      taken(set("FREQ=DAILY;COUNT=4", "2026-01-01T08:00:00", "UTC", GapRule::shift, changes), 9),
      ElementsAre("2025-06-01T00:00:00Z", "2026-01-01T08:00:00Z", "2026-01-02T08:00:00Z",
                  "2026-01-04T08:00:00Z", "2026-01-05T00:00:00Z"));
}

TEST(RecurrenceSet, GoesAfterAnInstantAsIfItHadWalked) {
  RandomRule random{3};
  for (int round = 0; round < 120; ++round) {
    auto rule = random.text();
    if (random.once_in(4)) rule += ";COUNT=" + std::to_string(1 + random.below(60));
    const auto* zone = random.once_in(2) ? york : "Australia/Lord_Howe";
    const auto gap = random.once_in(2) ? GapRule::shift : GapRule::skip;
    auto walking = set(rule, "2026-03-05T01:40:00", zone, gap);
    std::vector<Instant> all;
    while (all.size() < 150) {
      const auto at = walking.next();
      if (!at) break;
      ASSERT_TRUE(all.empty() || *at > all.back()) << rule;
      all.push_back(*at);
    }
    auto jumping = set(rule, "2026-03-05T01:40:00", zone, gap);
    for (int jump = 0; jump < 6 && !all.empty(); ++jump) {
      const auto i = static_cast<std::size_t>(random.below(static_cast<int>(all.size())));
      const auto after = all[i] - std::chrono::seconds{random.below(2)};
      const auto expected = std::upper_bound(all.begin(), all.end(), after);
      if (expected == all.end()) continue;
      jumping.go_after(after);
      ASSERT_EQ(jumping.next(), *expected) << rule << " " << zone;
    }
  }
}

TEST(RecurrenceSet, GoesOnForAThousandYears) {
  auto far = set("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8", "2026-01-01T00:00:00", york);
  far.go_after(*parse_rfc3339("3026-07-01T00:00:00Z"));
  EXPECT_EQ(to_rfc3339(*far.next()), "3026-07-28T12:00:00Z");
  far.go_after(*parse_rfc3339("9999-12-31T23:00:00Z"));
  EXPECT_FALSE(far.next());
}

}  // namespace
}  // namespace inspectord

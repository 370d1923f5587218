// SPDX-License-Identifier: Apache-2.0
#include "scheduler/routine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Zone& zone = Zone::vietnam();

Instant at(std::string_view local) {
  return parse_rfc3339(std::string{local.substr(0, 10)} + "T" + std::string{local.substr(11)} +
                       "+07:00")
      .value();
}

Routine weekly(MisfirePolicy misfire) {
  return {"digest", CronExpression::parse("0 8 * * MON").value(), misfire};
}

/// What is done by a process that is there at `now` again.
RoutineTurn turn(MisfirePolicy misfire, std::string_view done_until, std::string_view now) {
  return turn_of(weekly(misfire), at(done_until), at(now), zone);
}

TEST(Routine, RunsOnTimeWhateverItsPolicy) {
  for (const auto misfire : {MisfirePolicy::all, MisfirePolicy::latest, MisfirePolicy::skip}) {
    const auto done = turn(misfire, "2026-06-05 12:00:00", "2026-06-08 08:00:20");
    EXPECT_THAT(done.runs, ElementsAre(at("2026-06-08 08:00:00"))) << to_string(misfire);
    EXPECT_EQ(done.skipped, 0) << to_string(misfire);
    EXPECT_EQ(done.done_until, at("2026-06-08 08:00:20"));
    EXPECT_EQ(done.next, at("2026-06-15 08:00:00"));
  }
}

TEST(Routine, DoesNothingBeforeItsTime) {
  const auto done = turn(MisfirePolicy::all, "2026-06-05 12:00:00", "2026-06-08 07:59:59");
  EXPECT_THAT(done.runs, IsEmpty());
  EXPECT_EQ(done.next, at("2026-06-08 08:00:00"));
}

/// Asleep for a minute, an hour and thirty days across Mondays at eight.
TEST(Routine, MakesUpForWhatWasMissedAsDeclared) {
  struct Row {
    MisfirePolicy misfire;
    std::string_view now;
    std::size_t runs;
    std::int64_t skipped;
  };
  for (const auto& row : {
           Row{MisfirePolicy::all, "2026-06-08 08:00:45", 1, 0},
           Row{MisfirePolicy::latest, "2026-06-08 08:00:45", 1, 0},
           Row{MisfirePolicy::skip, "2026-06-08 08:00:45", 1, 0},
           Row{MisfirePolicy::all, "2026-06-08 08:59:45", 1, 0},
           Row{MisfirePolicy::latest, "2026-06-08 08:59:45", 1, 0},
           Row{MisfirePolicy::skip, "2026-06-08 08:59:45", 0, 1},
           Row{MisfirePolicy::all, "2026-07-07 12:00:00", 5, 0},
           Row{MisfirePolicy::latest, "2026-07-07 12:00:00", 1, 4},
           Row{MisfirePolicy::skip, "2026-07-07 12:00:00", 0, 5},
           Row{MisfirePolicy::skip, "2026-07-06 08:00:30", 1, 4},
           Row{MisfirePolicy::latest, "2026-07-06 08:00:30", 1, 4},
           Row{MisfirePolicy::all, "2026-07-06 08:00:30", 5, 0},
       }) {
    const auto done = turn(row.misfire, "2026-06-08 07:59:45", row.now);
    EXPECT_EQ(done.runs.size(), row.runs) << to_string(row.misfire) << " " << row.now;
    EXPECT_EQ(done.skipped, row.skipped) << to_string(row.misfire) << " " << row.now;
    if (row.runs > 0 && row.misfire != MisfirePolicy::all) {
      EXPECT_EQ(done.runs.front(),
                std::max(at("2026-06-08 08:00:00"),
                         *weekly(row.misfire).cron.next(at(row.now) - 24h * 7, zone)));
    }
  }
}

TEST(Routine, ComesDueThoughTheProcessRestartsEveryFiveMinutes) {
  auto done_until = at("2026-06-03 10:00:00");
  std::vector<Instant> runs;
  for (auto now = done_until; now < at("2026-06-24 10:00:00"); now += 5min + 1s) {
    const auto done = turn_of(weekly(MisfirePolicy::latest), done_until, now, zone);
    runs.insert(runs.end(), done.runs.begin(), done.runs.end());
    done_until = done.done_until;
  }
  EXPECT_THAT(runs, ElementsAre(at("2026-06-08 08:00:00"), at("2026-06-15 08:00:00"),
                                at("2026-06-22 08:00:00")));
}

TEST(Routine, ManyRunsAreMadeUpForInTurns) {
  const Routine minutely{"a", CronExpression::parse("* * * * *").value(), MisfirePolicy::all};
  auto done_until = at("2026-06-08 08:00:00");
  const auto now = at("2026-06-08 11:30:00");
  std::vector<Instant> runs;
  int turns = 0;
  for (bool more = true; more; ++turns) {
    const auto done = turn_of(minutely, done_until, now, zone);
    runs.insert(runs.end(), done.runs.begin(), done.runs.end());
    done_until = done.done_until;
    more = done.next <= now;
  }
  EXPECT_EQ(runs.size(), 210U);
  EXPECT_TRUE(std::is_sorted(runs.begin(), runs.end()));
  EXPECT_EQ(std::adjacent_find(runs.begin(), runs.end()), runs.end()) << "none twice";
  EXPECT_EQ(turns, 3);
}

TEST(Routine, DoublesNothingWhenTheClockIsSetBackALittle) {
  const auto first = turn(MisfirePolicy::latest, "2026-06-05 12:00:00", "2026-06-08 08:00:00");
  ASSERT_EQ(first.runs.size(), 1U);
  for (const auto back : {1s, 60s, 1800s}) {
    const auto again = turn_of(weekly(MisfirePolicy::latest), first.done_until,
                               at("2026-06-08 08:00:00") - back, zone);
    EXPECT_THAT(again.runs, IsEmpty());
    EXPECT_EQ(again.done_until, first.done_until);
    EXPECT_EQ(again.next, at("2026-06-15 08:00:00"));
  }
}

TEST(Routine, GoesOnFromNowWhenTheClockComesBackFromTenYearsAhead) {
  const auto ahead = turn(MisfirePolicy::latest, "2026-06-05 12:00:00", "2036-06-05 12:00:00");
  EXPECT_EQ(ahead.runs.size(), 1U);
  EXPECT_EQ(ahead.skipped, 521);
  const auto back =
      turn_of(weekly(MisfirePolicy::latest), ahead.done_until, at("2026-06-05 12:05:00"), zone);
  EXPECT_THAT(back.runs, IsEmpty());
  EXPECT_EQ(back.next, at("2026-06-08 08:00:00")) << "next Monday, not in ten years";
}

TEST(Routine, ThatNeverComesAgainHasNoNext) {
  const Routine never{"a", CronExpression::parse("@reboot").value(), MisfirePolicy::all};
  const auto done = turn_of(never, at("2026-06-05 12:00:00"), at("2026-06-08 08:00:00"), zone);
  EXPECT_THAT(done.runs, IsEmpty());
  EXPECT_EQ(done.next, std::nullopt);
}

}  // namespace
}  // namespace inspectord

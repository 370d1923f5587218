// SPDX-License-Identifier: Apache-2.0
#include "scheduler/misfire.hpp"

#include "scheduler/cron_expression.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

Instant at(const char* text) {
  return *parse_rfc3339(text);
}

NextRun runs_of(std::string_view cron) {
  return [expression = CronExpression::parse(cron).value(),
          zone = *Zone::find("UTC")](Instant after) { return expression.next(after, zone); };
}

TEST(MissedRuns, AreMadeUpForAsThePolicySays) {
  const auto hourly = runs_of("0 * * * *");
  const auto from = at("2026-01-01T00:00:00Z"), now = at("2026-01-01T03:00:00Z");
  const auto all = missed_runs(MisfirePolicy::all, from, now, hourly);
  EXPECT_EQ(all.runs, (std::vector{at("2026-01-01T01:00:00Z"), at("2026-01-01T02:00:00Z"), now}));
  EXPECT_EQ(all.skipped, 0);
  EXPECT_FALSE(all.resume_after);
  EXPECT_EQ(missed_runs(MisfirePolicy::latest, from, now, hourly), (Misfire{{now}, 2, {}}));
  EXPECT_EQ(missed_runs(MisfirePolicy::skip, from, now, hourly), (Misfire{{}, 3, {}}));
}

TEST(MissedRuns, AreNoneWhereNothingWasDue) {
  const auto daily = runs_of("0 8 * * *");
  for (const auto policy : {MisfirePolicy::all, MisfirePolicy::latest, MisfirePolicy::skip})
    EXPECT_EQ(missed_runs(policy, at("2026-01-01T08:00:00Z"), at("2026-01-02T07:59:59Z"), daily),
              Misfire{});
  EXPECT_EQ(missed_runs(MisfirePolicy::all, at("2026-01-02T08:00:00Z"), at("2026-01-01T08:00:00Z"),
                        daily),
            Misfire{})
      << "a clock that was set back";
}

TEST(MissedRuns, OfThirtyDaysEachSecondAreBounded) {
  const auto secondly = runs_of("* * * * * *");
  const auto from = at("2026-01-01T00:00:00Z"), now = at("2026-01-31T00:00:00Z");
  EXPECT_EQ(missed_runs(MisfirePolicy::latest, from, now, secondly),
            (Misfire{{now}, 2'591'999, {}}));
  EXPECT_EQ(missed_runs(MisfirePolicy::skip, from, now, secondly).skipped, 2'592'000);
  const auto first = missed_runs(MisfirePolicy::all, from, now, secondly, 100);
  EXPECT_EQ(first.runs.size(), 100u);
  EXPECT_EQ(first.resume_after, first.runs.back());
  EXPECT_EQ(first.skipped, 0);
}

TEST(MissedRuns, AreAllMadeUpForPieceByPiece) {
  const auto minutely = runs_of("* * * * *");
  const auto now = at("2026-01-01T02:00:00Z");
  std::vector<Instant> made_up;
  std::optional<Instant> from = at("2026-01-01T00:00:00Z");
  while (from) {
    const auto piece = missed_runs(MisfirePolicy::all, *from, now, minutely, 50);
    made_up.insert(made_up.end(), piece.runs.begin(), piece.runs.end());
    from = piece.resume_after;
  }
  ASSERT_EQ(made_up.size(), 120u);
  for (std::size_t i = 1; i < made_up.size(); ++i)
    EXPECT_EQ(made_up[i] - made_up[i - 1], std::chrono::minutes{1});
}

TEST(MisfirePolicy, HasANameEach) {
  for (const auto policy : {MisfirePolicy::all, MisfirePolicy::latest, MisfirePolicy::skip})
    EXPECT_EQ(parse_misfire_policy(to_string(policy)), policy);
  EXPECT_FALSE(parse_misfire_policy("some"));
}

}  // namespace
}  // namespace inspectord

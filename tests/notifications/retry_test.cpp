// SPDX-License-Identifier: Apache-2.0
#include "notifications/retry.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

const Instant now = from_millis(1'700'000'000'000);
const Delivery deferred{.outcome = DeliveryOutcome::retry};

TEST(NextRetryAt, ClimbsTheLadderAndEnds) {
  const std::vector<std::chrono::milliseconds> waits{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
  for (std::size_t i = 0; i < waits.size(); ++i) {
    EXPECT_EQ(next_retry_at(now, static_cast<int>(i) + 1, deferred, 0), now + waits[i]);
  }
  EXPECT_FALSE(next_retry_at(now, 10, deferred, 0));
  EXPECT_FALSE(next_retry_at(now, 1'000'000, deferred, 0));
}

TEST(NextRetryAt, AddsUpToATenthByChance) {
  auto earliest = now + 1h;
  auto latest = now;
  SeededRandom random{3};
  for (int i = 0; i < 2'000; ++i) {
    const auto at = next_retry_at(now, 3, deferred, random.next()).value();
    earliest = std::min(earliest, at);
    latest = std::max(latest, at);
  }
  EXPECT_GE(earliest, now + 30min);
  EXPECT_LE(earliest, now + 30min + 2s);
  EXPECT_LE(latest, now + 33min);
  EXPECT_GE(latest, now + 33min - 2s);
}

TEST(NextRetryAt, GivesAtLeastTenTriesOverThreeDays) {
  auto at = now;
  int tries = 1;
  while (const auto next = next_retry_at(at, tries, deferred, 0)) {
    at = *next;
    ++tries;
  }
  EXPECT_EQ(tries, 10);
  EXPECT_GE(at - now, 72h);
}

TEST(NextRetryAt, WaitsAsLongAsTheReceiverAsksButNotMoreThanADay) {
  auto asking = deferred;
  asking.retry_after = 120s;
  EXPECT_EQ(next_retry_at(now, 1, asking, 0), now + 120s);
  EXPECT_EQ(next_retry_at(now, 2, asking, 0), now + 5min)
      << "shorter than the ladder: more tries in less time help nobody";
  asking.retry_after = 24h * 365;
  EXPECT_EQ(next_retry_at(now, 1, asking, 0), now + 24h);
  asking.retry_after = -5s;
  EXPECT_EQ(next_retry_at(now, 1, asking, 0), now + 5s);
}

TEST(NextRetryAt, IsNothingForWhatIsSettled) {
  EXPECT_FALSE(next_retry_at(now, 1, {.outcome = DeliveryOutcome::accepted}, 0));
  EXPECT_FALSE(next_retry_at(now, 1, {.outcome = DeliveryOutcome::dead}, 0));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "scheduler/armed_timers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace inspectord {
namespace {

TEST(ArmedTimers, RingInOrderAndNotBeforeTheyAreDue) {
  ArmedTimers timers;
  timers.arm(1, from_millis(3'000));
  timers.arm(2, from_millis(1'000));
  timers.arm(3, from_millis(2'000));
  EXPECT_EQ(timers.next_look(), from_millis(1'000));
  EXPECT_FALSE(timers.take_due(from_millis(999)));
  EXPECT_EQ(timers.take_due(from_millis(2'500)), (ArmedTimers::Ring{2, from_millis(1'000)}));
  EXPECT_EQ(timers.take_due(from_millis(2'500)), (ArmedTimers::Ring{3, from_millis(2'000)}));
  EXPECT_FALSE(timers.take_due(from_millis(2'500)));
  EXPECT_EQ(timers.next_look(), from_millis(3'000));
}

TEST(ArmedTimers, ForgetWhatWasDisarmedOrArmedAnew) {
  ArmedTimers timers;
  timers.arm(1, from_millis(1'000));
  timers.arm(2, from_millis(1'000));
  timers.disarm(1);
  timers.arm(2, from_millis(5'000));
  timers.disarm(7);  // was never armed
  EXPECT_FALSE(timers.take_due(from_millis(4'000)));
  EXPECT_EQ(timers.take_due(from_millis(9'000)), (ArmedTimers::Ring{2, from_millis(5'000)}));
  EXPECT_FALSE(timers.next_look());
  EXPECT_EQ(timers.entries(), 0u);
}

TEST(ArmedTimers, RingAtOnceWhereTheyAreLate) {
  ArmedTimers timers;
  timers.arm(1, from_millis(10'000));
  EXPECT_TRUE(timers.take_due(from_millis(10'000)));
  timers.arm(2, from_millis(10));
  EXPECT_EQ(timers.take_due(from_millis(10'000))->timer, 2u);
}

TEST(ArmedTimers, DoAsASortedMapDoes) {
  std::mt19937_64 random{42};
  ArmedTimers timers;
  std::map<ArmedTimers::Timer, std::int64_t> armed;
  std::int64_t now = 1'780'000'000'000;
  for (int step = 0; step < 60'000; ++step) {
    const auto timer = static_cast<ArmedTimers::Timer>(random() % 3'000);
    if (random() % 5 == 0) {
      timers.disarm(timer);
      armed.erase(timer);
    } else {
      const auto at = now + static_cast<std::int64_t>(random() % (random() % 2 ? 100 : 10'000'000));
      timers.arm(timer, from_millis(at));
      armed[timer] = at;
    }
    if (random() % 50 != 0) continue;
    now += static_cast<std::int64_t>(random() % 100'000);
    std::multiset<std::pair<std::int64_t, ArmedTimers::Timer>> due, rung;
    for (const auto& [one, at] : armed) {
      if (at <= now) due.insert({at, one});
    }
    std::int64_t last = 0;
    while (const auto ring = timers.take_due(from_millis(now))) {
      ASSERT_GE(to_millis(ring->at), last);
      last = to_millis(ring->at);
      rung.insert({last, ring->timer});
      armed.erase(ring->timer);
    }
    ASSERT_EQ(rung, due);
    const auto first =
        std::min_element(armed.begin(), armed.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    ASSERT_TRUE(first == armed.end() || timers.next_look() <= from_millis(first->second));
  }
}

TEST(ArmedTimers, TakeAtMost24BytesEach) {
  ArmedTimers timers;
  std::mt19937_64 random{1};
  constexpr std::uint32_t count = 300'000;
  for (std::uint32_t timer = 0; timer < count; ++timer)
    timers.arm(timer, from_millis(static_cast<std::int64_t>(random() % 3'600'000)));
  EXPECT_LE(timers.memory(), count * std::size_t{24});
}

}  // namespace
}  // namespace inspectord

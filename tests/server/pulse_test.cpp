// SPDX-License-Identifier: Apache-2.0
#include "server/pulse.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

class PulseTest : public testing::Test {
 protected:
  ManualClock clock_{*parse_rfc3339("2026-03-02T01:00:00Z")};
  Pulse pulse_{clock_};
};

TEST_F(PulseTest, OfTheFirstTickIsEven) {
  const auto beat = pulse_.beat(clock_.now());
  EXPECT_FALSE(beat.armed);
  EXPECT_EQ(beat.late, 0ms);
  EXPECT_EQ(beat.jumped, 0ms);
}

TEST_F(PulseTest, FeelsHowLateATickIsThoughTheClockRanEvenly) {
  pulse_.beat(clock_.now());
  const auto armed = clock_.now() + 1h;
  pulse_.settled(armed);
  clock_.advance(3h);
  const auto beat = pulse_.beat(clock_.now());
  EXPECT_EQ(beat.armed, armed);
  EXPECT_EQ(beat.late, 2h);
  EXPECT_EQ(beat.jumped, 0ms);
}

TEST_F(PulseTest, IsNotLateBeforeItsTime) {
  pulse_.beat(clock_.now());
  pulse_.settled(clock_.now() + 1h);
  clock_.advance(1min);
  EXPECT_EQ(pulse_.beat(clock_.now()).late, 0ms);
}

TEST_F(PulseTest, FeelsAClockThatWasSetForwardOrBack) {
  pulse_.beat(clock_.now());
  pulse_.settled(std::nullopt);
  clock_.advance(10min);
  clock_.jump(clock_.now() + 8h);
  EXPECT_EQ(pulse_.beat(clock_.now()).jumped, 8h);
  pulse_.settled(std::nullopt);
  clock_.jump(clock_.now() - 2h);
  clock_.advance(10min);
  EXPECT_EQ(pulse_.beat(clock_.now()).jumped, -2h);
}

TEST_F(PulseTest, FeelsAgainWhatAFailedTickDidNotSettle) {
  pulse_.beat(clock_.now());
  pulse_.settled(clock_.now() + 1h);
  clock_.jump(clock_.now() + 4h);
  pulse_.beat(clock_.now());
  clock_.advance(5s);
  const auto beat = pulse_.beat(clock_.now());
  EXPECT_EQ(beat.jumped, 4h);
  EXPECT_EQ(beat.late, 3h + 5s);
}

}  // namespace
}  // namespace inspectord

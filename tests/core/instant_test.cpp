// SPDX-License-Identifier: Apache-2.0
#include "core/instant.hpp"

#include "core/clock.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using std::chrono::minutes;

std::string again(std::string_view text) {
  const auto at = parse_rfc3339(text);
  return at ? to_rfc3339(*at) : "none";
}

TEST(Rfc3339, IsReadWithEveryOffset) {
  EXPECT_EQ(again("2026-03-02T01:00:00Z"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-03-02T08:00:00+07:00"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-03-01T20:30:00-04:30"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2026-03-02t01:00:00z"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("2024-02-29T23:59:59Z"), "2024-02-29T23:59:59Z");
  EXPECT_EQ(again("1969-12-31T23:59:59Z"), "1969-12-31T23:59:59Z");
}

TEST(Rfc3339, KeepsMillisecondsAndCutsWhatIsFiner) {
  EXPECT_EQ(again("2026-03-02T01:00:00.5Z"), "2026-03-02T01:00:00.500Z");
  EXPECT_EQ(again("2026-03-02T01:00:00.123456789Z"), "2026-03-02T01:00:00.123Z");
  EXPECT_EQ(again("2026-03-02T01:00:00.000Z"), "2026-03-02T01:00:00Z");
  EXPECT_EQ(again("1969-12-31T23:59:59.750Z"), "1969-12-31T23:59:59.750Z");
}

TEST(Rfc3339, IsNothingElse) {
  for (const char* text :
       {"", "2026-03-02", "2026-03-02T01:00Z", "2026-03-02T01:00:00", "2026-3-02T01:00:00Z",
        "2026-02-29T01:00:00Z", "2026-13-01T01:00:00Z", "2026-03-00T01:00:00Z",
        "2026-03-02T24:00:00Z", "2026-03-02T01:60:00Z", "2026-03-02T01:00:61Z",
        "2026-03-02T01:00:00.Z", "2026-03-02T01:00:00+7:00", "2026-03-02T01:00:00+0700",
        "2026-03-02T01:00:00+24:00", "2026-03-02T01:00:00+07:60", "2026-03-02T01:00:00Z ",
        " 2026-03-02T01:00:00Z"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Rfc3339, IsWrittenWithAnOffset) {
  const auto at = *parse_rfc3339("2026-03-01T22:30:00Z");
  EXPECT_EQ(to_rfc3339(at, minutes{420}), "2026-03-02T05:30:00+07:00");
  EXPECT_EQ(to_rfc3339(at, minutes{-210}), "2026-03-01T19:00:00-03:30");
}

TEST(Instant, IsStoredAsMilliseconds) {
  const auto at = *parse_rfc3339("2026-03-02T01:00:00.250Z");
  EXPECT_EQ(to_millis(at), 1772413200250);
  EXPECT_EQ(from_millis(to_millis(at)), at);
}

TEST(ManualClock, StandsStillUntilItIsMoved) {
  const auto start = *parse_rfc3339("2026-03-02T01:00:00Z");
  ManualClock clock{start};
  EXPECT_EQ(clock.now(), start);
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ(to_rfc3339(clock.now()), "2026-03-02T02:00:00Z");
  clock.set(start);
  EXPECT_EQ(clock.now(), start);
}

}  // namespace
}  // namespace inspectord

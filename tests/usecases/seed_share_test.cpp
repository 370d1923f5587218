// SPDX-License-Identifier: Apache-2.0
#include "tests/support/seed_share.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(SeedShare, PartsTakeEachSeedOnce) {
  for (const int all : {4, 7, 1'000, 10'001, 1'000'000'000}) {
    int next = 1;
    for (const char* part : {"1/4", "2/4", "3/4", "4/4"}) {
      const auto share = share_of(all, part);
      EXPECT_EQ(share.first, next) << all << " " << part;
      EXPECT_LE(share.count, all / 4 + 1);
      next += share.count;
    }
    EXPECT_EQ(next, all + 1);
  }
}

TEST(SeedShare, OfAThousandIsAQuarterEach) {
  const auto share = share_of(1'000, "2/4");
  EXPECT_EQ(share.first, 251);
  EXPECT_EQ(share.count, 250);
}

TEST(SeedShare, RefusesWhatWouldTryNothing) {
  for (const char* part : {"", "1", "0/4", "5/4", "1/0", "-1/4", "a/4", "1/4 "})
    EXPECT_THROW(share_of(1'000, part), std::invalid_argument) << part;
  EXPECT_THROW(share_of(3, "1/4"), std::invalid_argument) << "one of them would have none";
  for (const char* text : {"", "0", "-5", "1e4", "10,000", "ten", "1000000001"})
    EXPECT_THROW(whole_number(text), std::invalid_argument) << text;
}

}  // namespace
}  // namespace inspectord

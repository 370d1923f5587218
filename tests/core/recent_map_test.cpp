// SPDX-License-Identifier: Apache-2.0
#include "core/recent_map.hpp"

#include <gtest/gtest.h>

#include <string>

namespace inspectord {

TEST(RecentMap, GivesBackWhatItKeeps) {
  RecentMap<int, std::string> kept{10};
  EXPECT_EQ(kept.find(1), nullptr);
  EXPECT_EQ(kept.keep(1, "một"), "một");
  ASSERT_NE(kept.find(1), nullptr);
  EXPECT_EQ(*kept.find(1), "một");
}

TEST(RecentMap, LetsTheOneUsedLongestAgoGoFirst) {
  RecentMap<int, std::string> kept{2};
  kept.keep(1, "một");
  kept.keep(2, "hai");
  kept.find(1);
  kept.keep(3, "ba");
  EXPECT_NE(kept.find(1), nullptr);
  EXPECT_EQ(kept.find(2), nullptr);
  EXPECT_NE(kept.find(3), nullptr);
}

TEST(RecentMap, PutsANewValueInThePlaceOfTheOldWithItsWeight) {
  RecentMap<int, std::string> kept{10};
  kept.keep(1, "một", 7);
  kept.keep(1, "mốt", 2);
  EXPECT_EQ(kept.weight(), 2u);
  EXPECT_EQ(*kept.find(1), "mốt");
}

TEST(RecentMap, KeepsTheNewestHoweverHeavy) {
  RecentMap<int, std::string> kept{3};
  kept.keep(1, "một", 2);
  kept.keep(2, "hai", 100);
  EXPECT_EQ(kept.find(1), nullptr);
  EXPECT_NE(kept.find(2), nullptr);
}

TEST(RecentMap, WeighsNothingOnceCleared) {
  RecentMap<int, std::string> kept{3};
  kept.keep(1, "một", 2);
  kept.keep(2, "hai", 1);
  kept.drop(1);
  EXPECT_EQ(kept.weight(), 1u);
  kept.clear();
  EXPECT_EQ(kept.weight(), 0u);
  EXPECT_EQ(kept.find(2), nullptr);
}

}  // namespace inspectord

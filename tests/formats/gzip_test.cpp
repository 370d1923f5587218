// SPDX-License-Identifier: Apache-2.0
#include "formats/gzip.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Gzip, GivesBackWhatItPacked) {
  std::string long_text;
  for (int i = 0; i < 50'000; ++i) long_text += "Sở Y tế " + std::to_string(i);
  for (const std::string& text : {std::string{}, std::string{"a"}, long_text}) {
    const auto packed = gzipped(text);
    EXPECT_EQ(gunzipped(packed, text.size()), text);
    EXPECT_EQ(gzipped(text), packed) << "equal bytes stay equal";
  }
  EXPECT_LT(gzipped(long_text).size(), long_text.size() / 3);
}

TEST(Gzip, UnpacksNoMoreThanItMay) {
  const auto bomb = gzipped(std::string(1'000'000, 'a'));
  EXPECT_EQ(gunzipped(bomb, 999'999), std::nullopt);
  EXPECT_TRUE(gunzipped(bomb, 1'000'000));
}

TEST(Gzip, RefusesWhatIsNoWholeMember) {
  const auto packed = gzipped("text");
  EXPECT_EQ(gunzipped("", 10), std::nullopt);
  EXPECT_EQ(gunzipped("text", 10), std::nullopt);
  EXPECT_EQ(gunzipped(packed.substr(0, packed.size() - 1), 10), std::nullopt);
  EXPECT_EQ(gunzipped(packed + "x", 10), std::nullopt);
}

}  // namespace
}  // namespace inspectord

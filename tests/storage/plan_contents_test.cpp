// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_contents.hpp"

#include "formats/plan_file.hpp"
#include "tests/support/invented_plans.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace inspectord {
namespace {

/// A plan's bytes and their hash.
struct Written {
  explicit Written(const std::string& title) {
    auto plan = invented::inspection_plan();
    plan.title = title;
    text = encode_plan(plan);
    hash = sha256(text);
  }
  std::string text;
  Sha256 hash{};
};

}  // namespace

TEST(PlanContents, GivesBackWhatItDecoded) {
  const Written one{"Một"};
  PlanContents contents;
  EXPECT_EQ(contents.find(one.hash), nullptr);
  EXPECT_EQ(contents.keep(one.hash, one.text).title, "Một");
  ASSERT_NE(contents.find(one.hash), nullptr);
  EXPECT_EQ(contents.find(one.hash)->title, "Một");
}

TEST(PlanContents, LetsTheOneUsedLongestAgoGoFirst) {
  const Written one{"Một"}, two{"Hai"}, three{"Ba"};
  PlanContents contents{one.text.size() + two.text.size()};
  contents.keep(one.hash, one.text);
  contents.keep(two.hash, two.text);
  contents.find(one.hash);
  contents.keep(three.hash, three.text);
  EXPECT_NE(contents.find(one.hash), nullptr);
  EXPECT_EQ(contents.find(two.hash), nullptr);
  EXPECT_NE(contents.find(three.hash), nullptr);
}

TEST(PlanContents, KeepsTheNewestHoweverLarge) {
  const Written one{"Một"};
  PlanContents contents{1};
  contents.keep(one.hash, one.text);
  EXPECT_NE(contents.find(one.hash), nullptr);
  EXPECT_EQ(contents.bytes(), one.text.size());
}

TEST(PlanContents, RefusesWhatIsNoPlanAndKeepsNothingOfIt) {
  PlanContents contents;
  EXPECT_THROW(contents.keep(sha256("{"), "{"), std::runtime_error);
  EXPECT_EQ(contents.find(sha256("{")), nullptr);
}

}  // namespace inspectord

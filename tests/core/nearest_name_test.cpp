// SPDX-License-Identifier: Apache-2.0
#include "core/nearest_name.hpp"

#include <gtest/gtest.h>

#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 4> known{"visits", "duties", "agencies", "plan_year"};

TEST(NearestName, FindsASlipOfTheKeyboard) {
  EXPECT_EQ(nearest_name("vists", known), "visits");
  EXPECT_EQ(nearest_name("visitss", known), "visits");
  EXPECT_EQ(nearest_name("duites", known), "duties");
  EXPECT_EQ(nearest_name("planyear", known), "plan_year");
  EXPECT_EQ(nearest_name("agencie", known), "agencies");
}

TEST(NearestName, FindsNothingForAnotherWord) {
  EXPECT_EQ(nearest_name("recipients", known), "");
  EXPECT_EQ(nearest_name("", known), "");
  EXPECT_EQ(nearest_name("x", known), "");
  EXPECT_EQ(nearest_name("visits", {}), "");
}

TEST(NearestName, PrefersTheNearer) {
  constexpr std::array<std::string_view, 2> near{"date_to", "date"};
  EXPECT_EQ(nearest_name("dates", near), "date");
}

}  // namespace
}  // namespace inspectord

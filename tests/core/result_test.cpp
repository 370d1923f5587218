// SPDX-License-Identifier: Apache-2.0
#include "core/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace inspectord {
namespace {

constexpr Reason odd{"odd", RefusalKind::conflict};
constexpr Reason negative{"negative"};

Result<int> half(int number) {
  if (number % 2 != 0) return Refusal{odd, "/number", {{"number", std::to_string(number)}}};
  return number / 2;
}

Result<int> quarter(int number) {
  const int once = TRY(half(number));
  return TRY(half(once));
}

TEST(Result, HoldsAValueOrARefusal) {
  EXPECT_TRUE(half(4));
  EXPECT_EQ(*half(4), 2);
  const auto refused = half(3);
  EXPECT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), odd);
  EXPECT_EQ(refused.error().pointer(), "/number");
}

TEST(Result, ThrowsWhereTheWrongOneIsAskedFor) {
  const auto value = half(4);
  const auto refusal = half(3);
  EXPECT_THROW((void)value.error(), std::logic_error);
  EXPECT_THROW((void)refusal.value(), std::logic_error);
  EXPECT_THROW((void)*refusal, std::logic_error);
}

TEST(Try, GivesTheValueOrReturnsTheRefusal) {
  EXPECT_EQ(*quarter(8), 2);
  ASSERT_FALSE(quarter(6));
  EXPECT_EQ(quarter(6).error().problems().at(0).arguments.at(0).second, "3")
      << "that of the second half";
}

TEST(Try, MovesWhatCannotBeCopied) {
  const auto make = []() -> Result<std::unique_ptr<int>> { return std::make_unique<int>(7); };
  const auto use = [&]() -> Result<int> {
    const auto pointer = TRY(make());
    return *pointer;
  };
  EXPECT_EQ(*use(), 7);
}

TEST(Refusal, TakesItsReasonFromItsFirstProblem) {
  const Refusal refusal{{Problem{negative, "/a", {}}, Problem{odd, "/b", {}}}};
  EXPECT_EQ(refusal.reason(), negative);
  EXPECT_EQ(refusal.pointer(), "/a");
  EXPECT_EQ(refusal.problems().size(), 2u);
  EXPECT_TRUE(refusal.open_actions().empty());
}

TEST(Refusal, NamesTheActionsThatAreOpen) {
  const auto refusal = Refusal{odd}.with_open_actions({"edit", "submit"});
  EXPECT_EQ(refusal.open_actions(), (std::vector<std::string>{"edit", "submit"}));
}

TEST(Reason, IsKnownByItsCode) {
  EXPECT_EQ(odd, (Reason{"odd", RefusalKind::invalid}));
  EXPECT_FALSE(odd == negative);
  EXPECT_EQ(negative.kind, RefusalKind::invalid);
}

}  // namespace
}  // namespace inspectord

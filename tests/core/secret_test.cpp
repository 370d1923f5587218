// SPDX-License-Identifier: Apache-2.0
#include "core/secret.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <type_traits>

namespace inspectord {
namespace {

template <class T>
concept Prints = requires(std::ostream& out, const T& value) {
  out << value;
};

TEST(Secret, MatchesItselfAlone) {
  const Secret secret{"mật khẩu"};
  EXPECT_TRUE(secret.matches("mật khẩu"));
  EXPECT_FALSE(secret.matches("mật khẩu "));
  EXPECT_FALSE(secret.matches("mat khau"));
  EXPECT_FALSE(secret.matches(""));
  EXPECT_TRUE(Secret{}.matches(""));
}

TEST(Secret, DoesNotPrintAndDoesNotTurnIntoText) {
  EXPECT_TRUE(Prints<std::string>);
  EXPECT_FALSE(Prints<Secret>);
  EXPECT_FALSE((std::is_convertible_v<Secret, std::string>));
  EXPECT_FALSE((std::is_convertible_v<std::string, Secret>));
}

TEST(Secret, IsCopiedAndMovedWhole) {
  const std::string text(100, 'k');
  Secret first{text};
  const Secret copy = first;
  const Secret moved = std::move(first);
  EXPECT_EQ(copy.reveal(), text);
  EXPECT_EQ(moved.reveal(), text);
  EXPECT_TRUE(Secret{}.empty());
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "core/seal.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Seal, OpensWithItsKeyAlone) {
  SeededRandom random{7};
  const auto sealed = seal(sha256("key"), "mật khẩu", random);
  EXPECT_EQ(unseal(sha256("key"), sealed), "mật khẩu");
  EXPECT_EQ(unseal(sha256("another"), sealed), std::nullopt);
  EXPECT_EQ(sealed.find("khẩu"), std::string::npos);
  EXPECT_EQ(unseal(sha256("key"), seal(sha256("key"), "", random)), "");
}

TEST(Seal, NoticesEveryChangedByte) {
  SeededRandom random{7};
  const auto sealed = seal(sha256("key"), "text", random);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(unseal(sha256("key"), changed), std::nullopt) << i;
  }
  EXPECT_EQ(unseal(sha256("key"), "short"), std::nullopt);
}

TEST(Seal, IsAnotherEachTime) {
  SeededRandom random{7};
  EXPECT_NE(seal(sha256("key"), "text", random), seal(sha256("key"), "text", random));
}

}  // namespace
}  // namespace inspectord

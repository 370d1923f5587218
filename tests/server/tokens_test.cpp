// SPDX-License-Identifier: Apache-2.0
#include "server/tokens.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace inspectord {
namespace {

TEST(Token, IsReadBackAsItWasMadeAndNeverTwiceTheSame) {
  SeededRandom random{7};
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto token = make_token(random);
    const auto header = "Bearer " + token.text.reveal();
    const auto read = bearer_token(header);
    ASSERT_TRUE(read) << header;
    EXPECT_EQ(hash_of_token(*read), token.hash);
    EXPECT_TRUE(seen.insert(token.text.reveal()).second);
  }
}

/// Gives the same byte for ever.
class SameByte final : public Random {
 public:
  explicit SameByte(int byte) : byte_(static_cast<std::byte>(byte)) {}
  void fill(std::span<std::byte> bytes) override { std::fill(bytes.begin(), bytes.end(), byte_); }

 private:
  std::byte byte_;
};

TEST(Token, KeepsAllRandomBits) {
  SameByte none{0};
  SameByte all{0xff};
  EXPECT_EQ(make_token(none).text.reveal(), "insp_" + std::string(43, '0'));
  EXPECT_NE(make_token(all).text.reveal().substr(5, 1), "0");
}

TEST(BearerToken, TakesOneFormOnly) {
  const std::string token = "insp_" + std::string(43, 'a');
  EXPECT_TRUE(bearer_token("Bearer " + token));
  EXPECT_TRUE(bearer_token("BEARER " + token));
  for (const auto& bad :
       {"Bearer" + token, "Bearer  " + token, "Bearer " + token + " ", "Bearer " + token + "a",
        "Basic " + token, token, std::string{"Bearer"}, std::string{"Bearer "}, std::string{},
        "Bearer insp_" + std::string(42, 'a') + "-", "Bearer INSP_" + std::string(43, 'a')}) {
    EXPECT_FALSE(bearer_token(bad)) << bad;
  }
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "core/digest.hpp"

#include "core/digest_of_pieces.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HmacSha256, GivesThePublishedDigests) {  // RFC 4231, cases 1 and 2
  EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hex, IsLowerCaseWithTwoDigitsAByte) {
  EXPECT_EQ(to_hex(std::string{"\x00\x0f\xff", 3}), "000fff");
}

TEST(Base64, WritesThePublishedExamples) {  // RFC 4648, section 10
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, IsReadBackAsItWasWritten) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes) << i;
    bytes += static_cast<char>(i);
  }
}

TEST(Base64, IsReadFromNothingElse) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg==\n", "====", "Zg==Zg==", "Z===", "Zm9v ", "    ",
                           "Zg==    ", "Zh==", "Zm-_", "Zm9vYm=y"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

}  // namespace
TEST(DigestOfPieces, IsThatOfTheWhole) {
  DigestOfPieces digest;
  for (const char* piece : {"Kế hoạch", "", " kiểm tra"}) digest.add(piece);
  EXPECT_EQ(digest.result(), sha256("Kế hoạch kiểm tra"));
}

}  // namespace inspectord

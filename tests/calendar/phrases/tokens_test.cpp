// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/tokens.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

std::vector<std::string> folded(std::string_view text) {
  std::vector<std::string> words;
  const auto tokens = tokens_of(text);
  if (!tokens) return {"refused"};
  for (const auto& token : *tokens) words.push_back(token.folded);
  return words;
}

using Words = std::vector<std::string>;

TEST(Tokens, AreTheSameInComposedAndCombiningLetters) {
  const auto composed = folded("trước ngày, quý, hằng, Độ, ậ ữ");
  EXPECT_EQ(composed, folded("tru\u031Bo\u031B\u0301c nga\u0300y, quy\u0301, ha\u0306\u0300ng, "
                             "\u0110o\u0323\u0302, a\u0323\u0302 u\u031B\u0303"));
  EXPECT_EQ(folded("ữ"), folded("ư\u0303"));  // half composed
}

TEST(Tokens, PutTheToneWhereverItWasWritten) {
  EXPECT_EQ(folded("hòa quý hủy"), folded("hoà qúy huỷ"));
}

TEST(Tokens, TakeAFinalYThatIsTheOnlyVowelForAnI) {
  EXPECT_EQ(folded("định kỳ quý lý"), folded("định kì quí lí"));
  EXPECT_NE(folded("ngày"), folded("ngài"));
  EXPECT_NE(folded("thúy"), folded("thúi"));
}

TEST(Tokens, KeepAccentsApartAndCaseTogether) {
  EXPECT_EQ(folded("NGÀY"), folded("ngày"));
  EXPECT_NE(folded("ngay"), folded("ngày"));
  EXPECT_NE(folded("nam"), folded("năm"));
  EXPECT_NE(folded("nâm"), folded("năm"));
}

TEST(Tokens, PartDigitsFromLettersThatNoSpaceParts) {
  EXPECT_EQ(folded("ngày05"), (Words{"ngay1", "05"}));
  EXPECT_EQ(folded("07giờ 00’"), (Words{"07", "gio+1", "00", "'"}));
  EXPECT_EQ(folded("QH14"), (Words{"qh", "14"}));
}

TEST(Tokens, TakeOneSignForManyThatLookAlike) {
  for (const char* dash : {"-", "–", "—", "−", "‐", "‑"})
    EXPECT_EQ(folded(std::string{"1"} + dash + "2"), (Words{"1", "-", "2"})) << dash;
  for (const char* gap : {"..", "…", "…..", "____", "...…"}) EXPECT_EQ(folded(gap), Words{"_"});
  EXPECT_EQ(folded("1.2"), (Words{"1", ".", "2"}));
}

TEST(Tokens, SeeNoBreakingSpacesAndNothingInvisible) {
  EXPECT_EQ(folded("ngày\u00A0\u202F05"), folded("ngày 05"));
  EXPECT_EQ(folded("nga\u00ADy\u200B"), folded("ngay"));
  EXPECT_EQ(folded("\uFEFFngày"), folded("ngày"));
}

TEST(Tokens, KnowTheirBytesLinesAndGlue) {
  const std::string text = "Ngày 5\n/6";
  const auto tokens = *tokens_of(text);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(text.substr(tokens[0].begin, tokens[0].length()), "Ngày");
  EXPECT_TRUE(tokens[0].capital && tokens[0].line_start);
  EXPECT_FALSE(tokens[1].glued);
  EXPECT_TRUE(tokens[2].line_start);
  EXPECT_FALSE(tokens[2].glued);
  EXPECT_TRUE(tokens[3].glued);
}

TEST(Tokens, CloseWebAndMailAddresses) {
  const auto tokens = *tokens_of("xem https://a.vn/10-4-2020.aspx, a.1-2@b.vn www.x.vn/1/2/2024");
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(tokens[1].kind, TokenKind::opaque);
  EXPECT_EQ(tokens[2].kind, TokenKind::opaque);
  EXPECT_EQ(tokens[3].kind, TokenKind::opaque);
}

TEST(Tokens, HoldLongNumbersWithoutOverflow) {
  EXPECT_EQ((*tokens_of("99999999999999999999"))[0].value, 1'000'000'000u);
}

TEST(Tokens, RefuseWhatIsNotUtf8AndNameTheByte) {
  for (const std::string text : {"a\xff", "a\xc3", "a\xe1\xba", "a\xed\xa0\x80", "a\xc0\x80",
                                 "a\xf4\x90\x80\x80", "a\xe0\x80\x80", "a\x80"}) {
    EXPECT_FALSE(tokens_of(text));
    EXPECT_EQ(first_bad_byte(text), 1u);
  }
  EXPECT_EQ(first_bad_byte("ngày"), 5u);
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Folding, KnowsTheCapitalsOfVietnamese) {
  EXPECT_EQ(folded("ĐỀ CƯƠNG  BÁO CÁO, Ỷ LẠI – Ơ hay"), "đề cương báo cáo ỷ lại ơ hay");
}

TEST(Folding, LeavesMarksOut) {
  EXPECT_EQ(folded("“Tuần lễ… bơi”; (đuối nước)"), "tuần lễ bơi đuối nước");
}

TEST(Folding, MakesSpellingsOfOneNumberEqual) {
  EXPECT_EQ(folded_number("33-CT/TU"), folded_number("33/CT-TU"));
  EXPECT_EQ(folded_number("06/QĐTTg"), folded_number("06/QĐ-TTG"));
  EXPECT_NE(folded_number("21/2021/NQ-HĐND"), folded_number("212021/NQ-HĐND"));
}

TEST(YearsNamed, AreThoseOfThePhraseItself) {
  EXPECT_THAT(years_named("kết quả đánh giá trong năm 2022 gửi UBND"), ElementsAre(2022));
  EXPECT_THAT(years_named("Kế hoạch năm 2023, năm 2024"), ElementsAre(2023, 2024));
}

TEST(YearsNamed, AreNotThoseOfCitationsAndSpans) {
  EXPECT_THAT(years_named("Nghị quyết ngày 19 tháng 6 năm 2020"), IsEmpty());
  EXPECT_THAT(years_named("định hướng đến năm 2030, so với năm 2021, từ năm 2021"), IsEmpty());
  EXPECT_THAT(years_named("năm 2023 và quý I/2024; duy trì năm 2020 về trước"), IsEmpty());
  EXPECT_THAT(years_named("giai đoạn 2021 - 2025, số 71/2021/QĐ-UBND"), IsEmpty());
}

TEST(ParseTrap, IsAPeriodBeforeADay) {
  EXPECT_TRUE(has_two_readings("6 tháng trước ngày 20/5"));
  EXPECT_TRUE(has_two_readings("(6 tháng trước ngày 20/5, năm trước ngày 15/11)"));
  EXPECT_TRUE(has_two_readings("báo cáo quý trước 25/3"));
}

TEST(ParseTrap, IsNoPhraseWithOneReading) {
  EXPECT_FALSE(has_two_readings("định kỳ 6 tháng (trước ngày 10/6)"));
  EXPECT_FALSE(has_two_readings("hằng năm trước ngày 15/11"));
  EXPECT_FALSE(has_two_readings("báo cáo năm 2024 trước ngày 10/12"));
  EXPECT_FALSE(has_two_readings("kết quả của năm trước"));
}

TEST(JoinedFaults, AreTwoFaultsWithAnd) {
  EXPECT_TRUE(joins_two_faults("Nếu báo cáo trễ hạn và thiếu 01 báo cáo trừ 03 điểm"));
  EXPECT_FALSE(joins_two_faults("Báo cáo trễ hạn trừ 03 điểm"));
  EXPECT_FALSE(joins_two_faults("Không phân công cán bộ và cộng tác viên"));
}

TEST(Abbreviations, ArePlainCapitals) {
  EXPECT_THAT(abbreviations_of("Danh sách cán bộ công tác VSTBPN, BĐG."),
              ElementsAre("VSTBPN", "BĐG"));
  EXPECT_THAT(abbreviations_of("Quyết định số 71/2021/QĐ-UBND, Sở Y tế"), IsEmpty());
}

TEST(Abbreviations, AreSpelledOutByTheirInitials) {
  EXPECT_TRUE(spells_out("kế hoạch bình đẳng giới", "BĐG"));
  EXPECT_FALSE(spells_out("bảo vệ trẻ em", "BĐG"));
}

TEST(Likeness, IsTheShareOfCommonWords) {
  EXPECT_DOUBLE_EQ(likeness("a b c", "A, b; c."), 1);
  EXPECT_DOUBLE_EQ(likeness("a b", "c d"), 0);
  EXPECT_DOUBLE_EQ(likeness("", ""), 0);
}

}  // namespace
}  // namespace inspectord

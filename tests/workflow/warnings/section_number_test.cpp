// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/section_number.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> expected_in(const std::vector<std::string>& numbers) {
  std::vector<std::string> expected;
  for (const auto& slip : slips_in(numbers)) {
    expected.push_back(numbers[slip.index] + " for " + slip.expected);
  }
  return expected;
}

TEST(SectionNumbers, FollowEachOtherInEveryStyle) {
  EXPECT_THAT(expected_in({"1", "2", "3"}), IsEmpty());
  EXPECT_THAT(expected_in({"I.", "II.", "III.", "IV.", "V."}), IsEmpty());
  EXPECT_THAT(expected_in({"1-", "2-"}), IsEmpty());
  EXPECT_THAT(expected_in({"2.1", "2.2", "2.3"}), IsEmpty());
  EXPECT_THAT(expected_in({"a)", "b)", "c)", "d)"}), IsEmpty());
  EXPECT_THAT(expected_in({"A", "B", "C"}), IsEmpty());
  EXPECT_THAT(expected_in({"i", "ii", "iii"}), IsEmpty());
}

TEST(SectionNumbers, ThatComeTwiceAreFoundOnce) {
  EXPECT_THAT(expected_in({"1", "2", "3", "3", "4"}), ElementsAre("3 for 4"));
}

TEST(SectionNumbers, ThatAreSkippedAreFound) {
  EXPECT_THAT(expected_in({"I", "II", "IV"}), ElementsAre("IV for III"));
  EXPECT_THAT(expected_in({"2.1", "2.3"}), ElementsAre("2.3 for 2.2"));
  EXPECT_THAT(expected_in({"(1)", "(2)", "(4)"}), ElementsAre("(4) for 3"));
}

TEST(SectionNumbers, ThatBeginLateAreFound) {
  EXPECT_THAT(expected_in({"", "II"}), ElementsAre("II for I"));
}

TEST(SectionNumbers, MayLeaveOutTheVietnameseLetterOrCountIt) {
  EXPECT_THAT(expected_in({"a", "b", "c", "d", "đ", "e", "g"}), IsEmpty());
  EXPECT_THAT(expected_in({"a", "b", "c", "d", "e", "f", "g"}), IsEmpty());
  EXPECT_THAT(expected_in({"a", "b", "d"}), ElementsAre("d for c"));
}

TEST(SectionNumbers, BeginAnewAfterAHeadingWithoutNumber) {
  EXPECT_THAT(expected_in({"I", "II", "Phụ lục 02", "I", "II"}), IsEmpty());
}

}  // namespace
}  // namespace inspectord

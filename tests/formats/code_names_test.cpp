// SPDX-License-Identifier: Apache-2.0
#include "formats/code_names.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(CodeNames, AreTheNamesOfTheEnumerators) {
  EXPECT_EQ(code_name(PlanKind::guidance_letter), "guidance_letter");
  EXPECT_EQ(code_name(UnitRole::excluded), "excluded");
  EXPECT_EQ(code_name(TeamRole::secretary), "secretary");
  EXPECT_EQ(code_name(Bound::until), "until");
  EXPECT_EQ(code_name(DueKind::at_visit), "at_visit");
  EXPECT_EQ(code_name(Frequency::half_yearly), "half_yearly");
  EXPECT_EQ(code_name(ScoreRuleKind::per_occurrence), "per_occurrence");
  EXPECT_EQ(code_name(ScoreGroupKind::deduction), "deduction");
}

template <class E>
void expect_round_trip() {
  for (const auto name : all_code_names<E>()) {
    const auto value = parse_code_name<E>(name);
    ASSERT_TRUE(value) << name;
    EXPECT_EQ(code_name(*value), name);
  }
  EXPECT_EQ(parse_code_name<E>(""), std::nullopt);
  EXPECT_EQ(parse_code_name<E>("Date"), std::nullopt);
}

TEST(CodeNames, AreReadBack) {
  expect_round_trip<PlanKind>();
  expect_round_trip<UnitRole>();
  expect_round_trip<TeamRole>();
  expect_round_trip<Bound>();
  expect_round_trip<DueKind>();
  expect_round_trip<Frequency>();
  expect_round_trip<ScoreRuleKind>();
  expect_round_trip<ScoreGroupKind>();
}

}  // namespace
}  // namespace inspectord

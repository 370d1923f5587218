// SPDX-License-Identifier: Apache-2.0
#include "usecases/near_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> near(std::string_view name, std::string known) {
  return names_near(name, {std::move(known)});
}

TEST(NearNames, DifferInCapitalsDiacriticsAndSpaces) {
  EXPECT_THAT(near("Sở Tài nguyen", "Sở Tài nguyên"), ElementsAre("Sở Tài nguyên"));
  EXPECT_THAT(near("sở tài Nguyên", "Sở Tài nguyên"), ElementsAre("Sở Tài nguyên"));
  EXPECT_THAT(near("Sở Ytế", "Sở Y tế"), ElementsAre("Sở Y tế"));
  EXPECT_THAT(near("Sở Lao động-Thương binh", "Sở Lao động - Thương binh"),
              ElementsAre("Sở Lao động - Thương binh"));
}

TEST(NearNames, HaveALetterThatIsMissingWrongTooManyOrElsewhere) {
  for (const char* slip : {"Sở Tài nguên", "Sở Tài nguyem", "Sở Tài nguyyên", "Sở Tài nugyên"})
    EXPECT_THAT(near(slip, "Sở Tài nguyên"), ElementsAre("Sở Tài nguyên")) << slip;
}

TEST(NearNames, AreNotThoseOfOtherAgencies) {
  EXPECT_THAT(near("Sở Tài nguyên", "Sở Tài chính"), IsEmpty());
  EXPECT_THAT(near("UBND xã A", "UBND xã B"), IsEmpty());
  EXPECT_THAT(near("Phường 11", "Phường 12"), IsEmpty());
  EXPECT_THAT(near("Cơ quan thử 101", "Cơ quan thử 102"), IsEmpty());
  EXPECT_THAT(near("UBND huyện Lục Nam", "UBND huyện Lục Ngạn"), IsEmpty());
  EXPECT_THAT(near("Sở Y tế", "Sở Y tế"), IsEmpty()) << "the name itself is no slip";
  EXPECT_THAT(near("", "Sở Y tế"), IsEmpty());
}

}  // namespace
}  // namespace inspectord

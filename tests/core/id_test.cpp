// SPDX-License-Identifier: Apache-2.0
#include "core/id.hpp"

#include <gtest/gtest.h>

#include <set>
#include <type_traits>
#include <unordered_set>

namespace inspectord {
namespace {

constexpr Instant noon = from_millis(1'772'427'600'123);

TEST(Id, IsAUuidOfVersion7) {
  SeededRandom random{1};
  const auto text = PlanId::make(noon, random).to_string();
  ASSERT_EQ(text.size(), 36u);
  EXPECT_EQ(text[14], '7');
  EXPECT_NE(std::string{"89ab"}.find(text[19]), std::string::npos) << text;
}

TEST(Id, KeepsTheMillisecondItWasMadeAt) {
  SeededRandom random{1};
  const auto bytes = PlanId::make(noon, random).bytes();
  std::int64_t millis = 0;
  for (int i = 0; i < 6; ++i) millis = millis << 8 | bytes[static_cast<std::size_t>(i)];
  EXPECT_EQ(millis, to_millis(noon));
}

TEST(Id, SortsByTheInstantItWasMadeAt) {
  SeededRandom random{1};
  auto before = PlanId::make(noon, random);
  for (int i = 1; i < 200; ++i) {
    const auto next = PlanId::make(noon + std::chrono::milliseconds{i}, random);
    EXPECT_LT(before, next);
    EXPECT_LT(before.to_string(), next.to_string());
    before = next;
  }
}

TEST(Id, IsAnotherEachTime) {
  SystemRandom random;
  std::unordered_set<PlanId> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(PlanId::make(noon, random));
  EXPECT_EQ(ids.size(), 1000u);
}

TEST(Id, IsReadBackAsItWasWrittenInEitherCase) {
  SeededRandom random{2};
  const auto id = PlanId::make(noon, random);
  auto upper = id.to_string();
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(PlanId::parse(id.to_string()), id);
  EXPECT_EQ(PlanId::parse(upper), id);
}

TEST(Id, IsReadFromNothingElse) {
  for (const char* text :
       {"", "0190", "01900000-0000-7000-8000-00000000000", "01900000-0000-7000-8000-0000000000000",
        "01900000x0000-7000-8000-000000000000", "01900000-0000-7000-8000-00000000000g",
        "019000000-000-7000-8000-000000000000", "{1900000-0000-7000-8000-00000000000}"}) {
    EXPECT_EQ(PlanId::parse(text), std::nullopt) << text;
  }
}

TEST(Id, NamesNothingAtFirst) {
  EXPECT_TRUE(PlanId{}.is_nil());
  EXPECT_EQ(PlanId{}.to_string(), "00000000-0000-0000-0000-000000000000");
}

TEST(Id, OfOneSortIsNoneOfAnother) {
  EXPECT_FALSE((std::is_convertible_v<PlanId, VisitId>));
  EXPECT_FALSE((std::is_constructible_v<PlanId, VisitId>));
}

TEST(SeededRandom, RepeatsItself) {
  SeededRandom first{42}, second{42}, other{43};
  const auto value = first.next();
  EXPECT_EQ(value, second.next());
  EXPECT_NE(value, other.next());
}

}  // namespace
}  // namespace inspectord

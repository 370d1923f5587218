// SPDX-License-Identifier: Apache-2.0
#include "workflow/policy.hpp"

#include "workflow/policy_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> codes_of(const ReminderPolicy& policy) {
  std::vector<std::string> codes;
  for (const auto& offset : policy.offsets) codes.push_back(rule_code(offset));
  return codes;
}

TEST(Policy, Civil14731HasItsSixRules) {
  const auto& civil = civil_14_7_3_1();
  EXPECT_THAT(codes_of(civil), ElementsAre("T-14", "T-7", "T-3", "T-1", "overdue+1", "overdue+3"));
  EXPECT_EQ(civil.at, LocalTime{8 * 60});
  EXPECT_EQ(civil.send_on, SendingDays::any);
  EXPECT_EQ(civil.from, PolicyAnchor::last_on_time);
}

TEST(Policy, Office14731HasTheSameOnWorkingDays) {
  EXPECT_EQ(office_14_7_3_1().offsets, civil_14_7_3_1().offsets);
  EXPECT_EQ(office_14_7_3_1().at, LocalTime{8 * 60});
  EXPECT_EQ(office_14_7_3_1().send_on, SendingDays::working);
}

TEST(Policy, IsFoundByItsKey) {
  EXPECT_EQ(find_built_in_policy("civil-14-7-3-1"), &civil_14_7_3_1());
  EXPECT_EQ(find_built_in_policy(policy_of_new_plans), &office_14_7_3_1());
  EXPECT_EQ(find_built_in_policy("civil"), nullptr);
  EXPECT_EQ(find_built_in_policy(""), &civil_14_7_3_1())
      << "what was drafted before plans named one goes on as it was";
}

TEST(Policy, CountsWorkingDaysUnderCodesOfTheirOwn) {
  EXPECT_EQ(rule_code({.days = 5, .count = DayCount::working}), "T-5wd");
  EXPECT_EQ(rule_code({.days = 2, .when = PolicySide::after, .count = DayCount::working}),
            "overdue+2wd");
}

TEST(Policies, OfTheProgramHaveATitleInEachLanguage) {
  for (const auto& policy : built_in_policies()) {
    EXPECT_TRUE(policy.title.empty()) << "words stand in the catalogue";
    const auto vi = in_language(Language::vi, policy).title;
    const auto en = in_language(Language::en, policy).title;
    EXPECT_NE(vi, en);
    for (const auto& title : {vi, en}) EXPECT_FALSE(title.starts_with("policy.")) << title;
  }
  const ReminderPolicy own{.key = "hang-tuan", .title = "Nhắc hằng tuần", .offsets = {}};
  EXPECT_EQ(in_language(Language::en, own).title, "Nhắc hằng tuần");
}

}  // namespace
}  // namespace inspectord

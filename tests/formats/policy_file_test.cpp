// SPDX-License-Identifier: Apache-2.0
#include "formats/policy_file.hpp"

#include "tests/formats/plan_texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using testing::with;

constexpr std::string_view policy_text = R"({
  "format": "inspectord-policy/1",
  "key": "so-hang-tuan",
  "title": "Nhắc hằng tuần đến khi nộp",
  "from": "safe_day",
  "send_on": "working",
  "at": "07:30",
  "offsets": [
    {
      "days": 10,
      "when": "before"
    },
    {
      "days": 2,
      "when": "before",
      "count": "working",
      "at": "14:00"
    },
    {
      "days": 1,
      "when": "after"
    }
  ],
  "repeat": {
    "every": 7
  },
  "end": {
    "times": 8,
    "days": 90
  }
}
)";

/// "pointer reason" of each error.
std::vector<std::string> errors_of(std::string_view text) {
  std::vector<std::string> found;
  const auto policy = decode_policy(text);
  if (policy) return found;
  for (const auto& error : policy.errors())
    found.push_back(error.pointer + " " + std::string{error.reason.code});
  return found;
}

TEST(PolicyFile, ReadsAPolicyAndWritesItAsItWas) {
  const auto policy = decode_policy(policy_text);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->from, PolicyAnchor::safe_day);
  EXPECT_EQ(policy->send_on, SendingDays::working);
  EXPECT_EQ(policy->at, LocalTime{7 * 60 + 30});
  ASSERT_EQ(policy->offsets.size(), 3U);
  EXPECT_EQ(policy->offsets[1],
            (PolicyOffset{2, PolicySide::before, DayCount::working, std::chrono::hours{14}}));
  EXPECT_EQ(policy->repeat, (PolicyRepeat{.every = 7}));
  EXPECT_EQ(policy->end, (PolicyEnd{.times = 8, .days = 90}));
  EXPECT_EQ(encode_policy(*policy), policy_text);
}

TEST(PolicyFile, HoldsThePoliciesOfTheProgram) {
  for (const auto& policy : built_in_policies())
    EXPECT_EQ(decode_policy(encode_policy(policy)).value(), policy) << policy.key;
}

TEST(PolicyFile, SaysWhereItIsWrong) {
  EXPECT_THAT(errors_of(with(policy_text, R"("days": 10)", R"("days": 400)")),
              ElementsAre("/offsets/0/days decode_out_of_range"));
  EXPECT_THAT(errors_of(with(policy_text, R"("days": 1,)", R"("days": 0,)")),
              ElementsAre("/offsets/2/days decode_out_of_range"))
      << "the day itself is not after it";
  EXPECT_THAT(errors_of(with(policy_text, R"("every": 7)", R"("every": 0)")),
              ElementsAre("/repeat/every decode_out_of_range"));
  EXPECT_THAT(errors_of(with(policy_text, R"("07:30")", R"("7h30")")),
              ElementsAre("/at decode_bad_time_near"));
  EXPECT_THAT(errors_of(with(policy_text, R"("safe_day")", R"("legal_end")")),
              ElementsAre("/from decode_unknown_value"));
  EXPECT_THAT(
      errors_of(with(policy_text, R"("when": "after")", R"("whence": "after")")),
      ElementsAre("/offsets/2 decode_missing_key", "/offsets/2/whence decode_unknown_key_near"));
}

TEST(PolicyFile, RefusesTheSameOffsetTwiceAndAnEndThatSaysNothing) {
  EXPECT_THAT(errors_of(with(policy_text, R"("days": 2,
      "when": "before",
      "count": "working",)",
                             R"("days": 10,
      "when": "before",)")),
              ElementsAre("/offsets/1 decode_entry_twice"));
  EXPECT_THAT(errors_of(with(policy_text, R"("times": 8,
    "days": 90)",
                             "")),
              ElementsAre("/end decode_one_of_missing"));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence_rule.hpp"

#include "tests/support/random_rule.hpp"
#include "words/catalogue.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

/// "reason part place" of what is wrong.
std::string refusal(std::string_view text) {
  const auto parsed = RecurrenceRule::parse(text);
  if (parsed) return "taken as " + parsed->to_string();
  const auto& problem = parsed.error().problems().front();
  EXPECT_EQ(describe(Language::en, problem).find("refusal."), std::string::npos);
  std::string said{problem.reason.code.substr(5)};
  for (const auto* name : {"part", "place"}) {
    for (const auto& [key, value] : problem.arguments) {
      if (key == name && !value.empty()) said += " " + value;
    }
  }
  return said;
}

std::string printed(std::string_view text) {
  const auto rule = RecurrenceRule::parse(text);
  return rule ? rule->to_string() : "refused: " + refusal(text);
}

TEST(RecurrenceRule, TakesPartsInAnyOrderAndCase) {
  EXPECT_EQ(printed("byday=mo,-1fr;freq=monthly"), "FREQ=MONTHLY;BYDAY=MO,-1FR");
  EXPECT_EQ(printed("FREQ=YEARLY;BYMONTH=06,6,1"), "FREQ=YEARLY;BYMONTH=1,6");
  EXPECT_EQ(printed("FREQ=DAILY;INTERVAL=1;COUNT=010"), "FREQ=DAILY;COUNT=10");
  EXPECT_EQ(printed("FREQ=MONTHLY;BYMONTHDAY=+5,-1"), "FREQ=MONTHLY;BYMONTHDAY=5,-1");
  EXPECT_EQ(printed("FREQ=DAILY;UNTIL=20261231T170000z"), "FREQ=DAILY;UNTIL=20261231T170000Z");
  EXPECT_EQ(printed("FREQ=DAILY;UNTIL=20240229"), "FREQ=DAILY;UNTIL=20240229");
  EXPECT_EQ(printed("FREQ=DAILY;UNTIL=20240229T000000"), "FREQ=DAILY;UNTIL=20240229T000000");
  EXPECT_EQ(printed("FREQ=MINUTELY;BYSECOND=60"), "FREQ=MINUTELY;BYSECOND=59");
  EXPECT_EQ(printed("FREQ=WEEKLY;WKST=SU"), "FREQ=WEEKLY;WKST=SU");
  EXPECT_EQ(printed("FREQ=DAILY;COUNT=0"), "FREQ=DAILY;COUNT=0");
  EXPECT_EQ(printed("FREQ=YEARLY;BYWEEKNO=-1,53;BYYEARDAY=-366,366,1"),
            "FREQ=YEARLY;BYWEEKNO=53,-1;BYYEARDAY=1,366,-366");
}

TEST(RecurrenceRule, RefusesWhatIsNoRule) {
  EXPECT_EQ(refusal(""), "empty");
  EXPECT_EQ(refusal("DAILY"), "not_a_part 1");
  EXPECT_EQ(refusal("FREQ=DAILY;"), "not_a_part 12");
  EXPECT_EQ(refusal(";FREQ=DAILY"), "not_a_part 1");
  EXPECT_EQ(refusal("FREQ=DAILY; COUNT=1"), "not_a_part 12");
  EXPECT_EQ(refusal("RRULE:FREQ=DAILY"), "not_a_part 1");
  EXPECT_EQ(refusal("FREQ=DAILY;BYEASTER=1"), "unknown_part BYEASTER 12");
  EXPECT_EQ(refusal("FREQ=DAILY;X-NAME=1"), "not_a_part 12");
  EXPECT_EQ(refusal("COUNT=2"), "no_frequency");
  EXPECT_EQ(refusal("FREQ=FORTNIGHTLY"), "bad_frequency FREQ 6");
  EXPECT_EQ(refusal("FREQ="), "bad_frequency FREQ 6");
  EXPECT_EQ(refusal("FREQ=DAILY;FREQ=DAILY"), "part_twice FREQ 12");
  EXPECT_EQ(refusal("FREQ=DAILY;BYHOUR=1;BYHOUR=2"), "part_twice BYHOUR 21");
}

TEST(RecurrenceRule, SaysWhatIsMissingInWholeSentences) {
  const auto said = [](const char* text) {
    return describe(Language::en, RecurrenceRule::parse(text).error().problems().front());
  };
  EXPECT_EQ(said("FREQ=DAILY;"), "Character 12: there must be NAME=VALUE here.");
  EXPECT_EQ(said("DAILY"), "Character 1: there must be NAME=VALUE here, not DAILY.");
  EXPECT_EQ(said("FREQ="),
            "Character 6: the frequency is one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, "
            "MONTHLY, YEARLY.");
  EXPECT_EQ(said("FREQ=DAILY;BYEASTER=1"), "Character 12: RFC 5545 has no rule part BYEASTER.");
  EXPECT_EQ(said("FREQ=DAILY;BYDAYS=MO"),
            "Character 12: RFC 5545 has no rule part BYDAYS; the nearest is BYDAY.");
}

TEST(RecurrenceRule, RefusesValuesOutsideTheirRange) {
  const std::pair<const char*, const char*> cases[] = {
      {"INTERVAL=0", "out_of_range INTERVAL 22"},
      {"INTERVAL=-1", "bad_value INTERVAL 22"},
      {"INTERVAL=", "missing_value INTERVAL 22"},
      {"INTERVAL=2x", "bad_value INTERVAL 22"},
      {"COUNT=1.5", "bad_value COUNT 19"},
      {"BYSECOND=61", "out_of_range BYSECOND 22"},
      {"BYMINUTE=60", "out_of_range BYMINUTE 22"},
      {"BYHOUR=24", "out_of_range BYHOUR 20"},
      {"BYHOUR=-1", "bad_value BYHOUR 20"},
      {"BYHOUR=1,,2", "missing_value BYHOUR 22"},
      {"BYHOUR=1,", "missing_value BYHOUR 22"},
      {"BYMONTH=0", "out_of_range BYMONTH 21"},
      {"BYMONTH=13", "out_of_range BYMONTH 21"},
      {"BYMONTH=-1", "bad_value BYMONTH 21"},
      {"BYMONTH=012", "out_of_range BYMONTH 21"},
      {"BYMONTHDAY=0", "out_of_range BYMONTHDAY 24"},
      {"BYMONTHDAY=-32", "out_of_range BYMONTHDAY 24"},
      {"BYYEARDAY=367", "out_of_range BYYEARDAY 23"},
      {"BYYEARDAY=--1", "bad_value BYYEARDAY 23"},
      {"BYWEEKNO=54", "out_of_range BYWEEKNO 22"},
      {"BYDAY=XX", "bad_value BYDAY 19"},
      {"BYDAY=0MO", "out_of_range BYDAY 19"},
      {"BYDAY=54MO", "out_of_range BYDAY 19"},
      {"BYDAY=MON", "bad_value BYDAY 19"},
      {"BYDAY=1", "bad_value BYDAY 19"},
      {"WKST=1MO", "bad_value WKST 18"},
      {"WKST=", "missing_value WKST 18"},
      {"BYSETPOS=0", "out_of_range BYSETPOS 22"},
      {"BYSETPOS=367", "out_of_range BYSETPOS 22"},
      {"UNTIL=20260230", "bad_until UNTIL 19"},
      {"UNTIL=2026", "bad_until UNTIL 19"},
      {"UNTIL=20261231T250000Z", "bad_until UNTIL 19"},
      {"UNTIL=2026-12-31", "bad_until UNTIL 19"},
      {"UNTIL=20261231T10", "bad_until UNTIL 19"},
      {"BYHOUR=99999999999999999999", "out_of_range BYHOUR 20"}};
  for (const auto& [part, said] : cases)
    EXPECT_EQ(refusal(std::string{"FREQ=YEARLY;"} + part), said) << part;
}

TEST(RecurrenceRule, RefusesForbiddenCombinations) {
  EXPECT_EQ(refusal("FREQ=DAILY;COUNT=2;UNTIL=20261231"), "count_and_until");
  for (const auto* frequency : {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"})
    EXPECT_EQ(refusal(std::string{"FREQ="} + frequency + ";BYWEEKNO=1"),
              "part_needs_frequency BYWEEKNO");
  for (const auto* frequency : {"DAILY", "WEEKLY", "MONTHLY"})
    EXPECT_EQ(refusal(std::string{"FREQ="} + frequency + ";BYYEARDAY=1"),
              "part_needs_frequency BYYEARDAY");
  for (const auto* frequency : {"SECONDLY", "MINUTELY", "HOURLY", "YEARLY"})
    EXPECT_TRUE(RecurrenceRule::parse(std::string{"FREQ="} + frequency + ";BYYEARDAY=1"));
  EXPECT_EQ(refusal("FREQ=WEEKLY;BYMONTHDAY=1"), "part_needs_frequency BYMONTHDAY");
  for (const auto* frequency : {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY"})
    EXPECT_EQ(refusal(std::string{"FREQ="} + frequency + ";BYDAY=MO,1TU"), "numbered_day");
  EXPECT_EQ(refusal("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO"), "numbered_day_with_week");
  EXPECT_EQ(refusal("FREQ=MONTHLY;BYSETPOS=1"), "position_alone");
  EXPECT_EQ(refusal("FREQ=MONTHLY;WKST=MO;BYSETPOS=1"), "position_alone");
  EXPECT_TRUE(RecurrenceRule::parse("FREQ=SECONDLY;BYSECOND=1;BYSETPOS=1"));
}

TEST(RecurrenceRule, IsReadBackFromWhatItPrints) {
  RandomRule random{1};
  for (int round = 0; round < 500; ++round) {
    const auto text = random.text();
    const auto rule = RecurrenceRule::parse(text);
    ASSERT_TRUE(rule) << text << " " << refusal(text);
    const auto again = RecurrenceRule::parse(rule->to_string());
    ASSERT_TRUE(again) << rule->to_string();
    ASSERT_EQ(*again, *rule) << text << " -> " << rule->to_string();
  }
}

}  // namespace
}  // namespace inspectord

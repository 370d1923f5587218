// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_expression.hpp"

#include "scheduler/cron_words.hpp"
#include "scheduler/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;

CronExpression cron(std::string_view text) {
  auto parsed = CronExpression::parse(text);
  if (!parsed)
    ADD_FAILURE() << text << ": " << describe(Language::en, parsed.error().problems()[0]);
  return std::move(parsed).value();
}

std::vector<std::string> next(std::string_view text, const char* zone, const char* after, int n,
                              DstPolicy policy = DstPolicy::vixie) {
  const auto expression = cron(text);
  const auto place = Zone::find(zone).value();
  std::vector<std::string> found;
  auto at = parse_rfc3339(after);
  while (n-- > 0 && (at = expression.next(*at, place, policy)))
    found.push_back(place.to_rfc3339(*at));
  return found;
}

std::string argument(const Problem& problem, std::string_view name) {
  for (const auto& [key, value] : problem.arguments) {
    if (key == name) return value;
  }
  return {};
}

/// "reason field place" of the first thing that is wrong.
std::string refusal(std::string_view text) {
  const auto parsed = CronExpression::parse(text);
  if (parsed) return "taken as " + parsed->to_string();
  const auto& problem = parsed.error().problems().front();
  std::string said{problem.reason.code.substr(5)};
  for (const auto* name : {"field", "place"}) {
    if (const auto value = argument(problem, name); !value.empty()) said += " " + value;
  }
  return said;
}

TEST(CronExpression, RunsOnWeekdaysAtEight) {
  EXPECT_THAT(next("0 8 * * 1-5", "Asia/Ho_Chi_Minh", "2026-11-26T01:00:00Z", 3),
              ElementsAre("2026-11-27T08:00:00+07:00", "2026-11-30T08:00:00+07:00",
                          "2026-12-01T08:00:00+07:00"));
}

TEST(CronExpression, IsStrictlyAfter) {
  EXPECT_THAT(next("0 8 * * *", "UTC", "2026-01-01T08:00:00Z", 1),
              ElementsAre("2026-01-02T08:00:00Z"));
  EXPECT_THAT(next("0 8 * * *", "UTC", "2026-01-01T07:59:59.999Z", 1),
              ElementsAre("2026-01-01T08:00:00Z"));
  EXPECT_THAT(next("* * * * * *", "UTC", "2026-01-01T07:59:59.5Z", 2),
              ElementsAre("2026-01-01T08:00:00Z", "2026-01-01T08:00:01Z"));
}

TEST(CronExpression, TakesFiveSixAndSevenFields) {
  EXPECT_THAT(next("15 10 * * *", "UTC", "2026-01-01T00:00:00Z", 1),
              ElementsAre("2026-01-01T10:15:00Z"));
  EXPECT_THAT(next("30 15 10 * * *", "UTC", "2026-01-01T00:00:00Z", 1),
              ElementsAre("2026-01-01T10:15:30Z"));
  EXPECT_THAT(next("0 0 0 1 1 * */2", "UTC", "2026-01-01T00:00:00Z", 2),
              ElementsAre("2028-01-01T00:00:00Z", "2030-01-01T00:00:00Z"));
  EXPECT_THAT(next("0 0 0 1 1 * 2199", "UTC", "2026-01-01T00:00:00Z", 2),
              ElementsAre("2199-01-01T00:00:00Z"));
}

TEST(CronExpression, CountsYearsOfLocalTime) {
  EXPECT_THAT(next("* * * * *", "Asia/Ho_Chi_Minh", "1900-01-01T00:00:00Z", 1),
              ElementsAre("1970-01-01T00:00:00+08:00"));
  EXPECT_THAT(next("59 59 23 31 12 * *", "Asia/Ho_Chi_Minh", "2199-01-01T00:00:00Z", 2),
              ElementsAre("2199-12-31T23:59:59+07:00"));
  EXPECT_THAT(next("* * * * *", "America/New_York", "2200-01-01T04:58:30Z", 3),
              ElementsAre("2199-12-31T23:59:00-05:00"));
  EXPECT_THAT(next("* * * * *", "UTC", "9999-01-01T00:00:00Z", 1), ElementsAre());
}

TEST(CronExpression, EndsAtOnceWhereNoSuchDayIs) {
  EXPECT_THAT(next("* * 31 2 *", "UTC", "1970-01-01T00:00:00Z", 1), ElementsAre());
  EXPECT_THAT(next("0 0 31 4,6,9,11 *", "America/New_York", "1970-01-01T00:00:00Z", 1),
              ElementsAre());
  EXPECT_THAT(next("0 0 0 29 2 * 2100", "UTC", "1970-01-01T00:00:00Z", 1), ElementsAre());
  EXPECT_THAT(next("0 0 30W 2 *", "UTC", "1970-01-01T00:00:00Z", 1), ElementsAre());
}

TEST(CronExpression, JoinsTheDayFieldsAsTheirTextSays) {
  const auto days = [](std::string_view text) {
    std::vector<std::string> found;
    for (const auto& at : next(text, "UTC", "2025-08-31T23:59:59Z", 4))
      found.push_back(at.substr(5, 5));
    return found;
  };
  EXPECT_THAT(days("0 12 1 * MON"), ElementsAre("09-01", "09-08", "09-15", "09-22"));
  EXPECT_THAT(days("0 12 3 * MON"), ElementsAre("09-01", "09-03", "09-08", "09-15"));
  EXPECT_THAT(days("0 12 1 * +MON"), ElementsAre("09-01", "12-01", "06-01", "02-01"));
  EXPECT_THAT(days("0 12 * * MON"), ElementsAre("09-01", "09-08", "09-15", "09-22"));
  EXPECT_THAT(days("0 12 ? * MON"), ElementsAre("09-01", "09-08", "09-15", "09-22"));
  EXPECT_THAT(days("0 12 *,5 * MON"), ElementsAre("09-01", "09-08", "09-15", "09-22"))
      << "a wildcard first leaves the field open";
  EXPECT_THAT(days("0 12 5,* * MON"), ElementsAre("09-01", "09-02", "09-03", "09-04"));
  EXPECT_THAT(days("0 12 1-31 * MON"), ElementsAre("09-01", "09-02", "09-03", "09-04"));
  EXPECT_THAT(days("0 12 */2 * MON"), ElementsAre("09-01", "09-03", "09-05", "09-07"))
      << "a wildcard with a step is a restriction";
  EXPECT_THAT(days("0 12 10 * ?"), ElementsAre("09-10", "10-10", "11-10", "12-10"));
  EXPECT_THAT(days("0 12 10 * 0-7"), ElementsAre("09-01", "09-02", "09-03", "09-04"));
  EXPECT_THAT(days("0 12 10 * +*"), ElementsAre("09-10", "10-10", "11-10", "12-10"));
}

TEST(CronExpression, KnowsTheEndAndTheWorkingDaysOfAMonth) {
  const auto days = [](std::string_view text) {
    std::vector<std::string> found;
    for (const auto& at : next(text, "UTC", "2024-12-31T23:59:59Z", 12))
      found.push_back(at.substr(5, 5));
    return found;
  };
  EXPECT_THAT(days("0 0 L * *"), ElementsAre("01-31", "02-28", "03-31", "04-30", "05-31", "06-30",
                                             "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"));
  EXPECT_THAT(days("0 0 LW * *"),
              ElementsAre("01-31", "02-28", "03-31", "04-30", "05-30", "06-30", "07-31", "08-29",
                          "09-30", "10-31", "11-28", "12-31"));
  EXPECT_THAT(days("0 0 1W * *"),
              ElementsAre("01-01", "02-03", "03-03", "04-01", "05-01", "06-02", "07-01", "08-01",
                          "09-01", "10-01", "11-03", "12-01"));
  EXPECT_THAT(days("0 0 31W * *"),
              ElementsAre("01-31", "03-31", "05-30", "07-31", "08-29", "10-31", "12-31", "01-30",
                          "03-31", "05-29", "07-31", "08-31"))
      << "months without a 31st are passed over; a Sunday at the end goes back";
  EXPECT_THAT(days("0 0 * * FRI#L"), days("0 0 * * 5L"));
  EXPECT_THAT(days("0 0 * * 5L"),
              ElementsAre("01-31", "02-28", "03-28", "04-25", "05-30", "06-27", "07-25", "08-29",
                          "09-26", "10-31", "11-28", "12-26"));
  EXPECT_THAT(days("0 0 * * TUE#5"),
              ElementsAre("04-29", "07-29", "09-30", "12-30", "03-31", "06-30", "09-29", "12-29",
                          "03-30", "06-29", "08-31", "11-30"));
  EXPECT_THAT(days("0 0 15,L * *").size(), 12u);
  EXPECT_THAT(days("0 0 * 1 7#1,MON#1"),
              ElementsAre("01-05", "01-06", "01-04", "01-05", "01-03", "01-04", "01-02", "01-03",
                          "01-01", "01-07", "01-06", "01-07"));
}

TEST(CronExpression, TakesSundayAsZeroAndSeven) {
  for (const auto* text : {"0 0 * * 0", "0 0 * * 7", "0 0 * * sun", "0 0 * * 7-7", "0 0 * * */7"})
    EXPECT_EQ(cron(text).next(*parse_rfc3339("2026-01-01T00:00:00Z"), *Zone::find("UTC")),
              parse_rfc3339("2026-01-04T00:00:00Z"))
        << text;
  EXPECT_EQ(cron("0 0 * * FRI-SUN"), cron("0 0 * * 5-7"));
  EXPECT_EQ(cron("0 0 * * SUN-TUE"), cron("0 0 * * 0-2"));
  EXPECT_EQ(cron("0 0 * * MON-SUN"), cron("0 0 * * 0-6"));
  EXPECT_EQ(cron("0 0 * * SUN-SUN"), cron("0 0 * * 0"));
}

TEST(CronExpression, KnowsTheNicknames) {
  EXPECT_EQ(cron("@yearly"), cron("0 0 1 1 *"));
  EXPECT_EQ(cron("@annually"), cron("0 0 1 1 *"));
  EXPECT_EQ(cron(" @monthly\t"), cron("0 0 1 * *"));
  EXPECT_EQ(cron("@weekly"), cron("0 0 * * 0"));
  EXPECT_EQ(cron("@daily"), cron("0 0 * * *"));
  EXPECT_EQ(cron("@midnight"), cron("0 0 * * *"));
  EXPECT_EQ(cron("@hourly"), cron("0 * * * *"));
  EXPECT_TRUE(cron("@reboot").is_reboot());
  EXPECT_FALSE(cron("@reboot").next(Instant{}, *Zone::find("UTC")));
  EXPECT_EQ(refusal("@Daily"), "unknown_nickname 1");
  EXPECT_EQ(refusal("@fortnightly"), "unknown_nickname 1");
  EXPECT_EQ(refusal("  @daily 0 0 * * *"), "nickname_not_alone 10");
}

TEST(CronExpression, IgnoresSpaceAndCaseOfNames) {
  EXPECT_EQ(cron(" \t0  8\t*  jAn-mar  Mon,FRI "), cron("0 8 * 1-3 1,5"));
  EXPECT_EQ(cron("00 08 01 * *"), cron("0 8 1 * *"));
  EXPECT_EQ(cron("*/100 0 * * *"), cron("0 0 * * *")) << "the lowest value and no other";
}

TEST(CronExpression, RefusesAllElseWithFieldAndPlace) {
  EXPECT_EQ(refusal(""), "empty");
  EXPECT_EQ(refusal(" \t "), "empty");
  EXPECT_EQ(refusal("* * * *"), "field_count day_of_week 8");
  EXPECT_EQ(refusal("8 \t"), "field_count hour 2");
  EXPECT_EQ(refusal("* * * * * * * *"), "field_count year 15");
  EXPECT_EQ(refusal("0 8\n* * *"), "unexpected hour 4") << "which separates nothing";
  EXPECT_EQ(refusal("0 0 8 * * * *\r * *"), "unexpected year 14");
  EXPECT_EQ(refusal("60 0 * * *"), "out_of_range minute 1");
  EXPECT_EQ(refusal("0 24 * * *"), "out_of_range hour 3");
  EXPECT_EQ(refusal("0 0 0 * *"), "out_of_range day_of_month 5");
  EXPECT_EQ(refusal("0 0 32 * *"), "out_of_range day_of_month 5");
  EXPECT_EQ(refusal("0 0 * 0 *"), "out_of_range month 7");
  EXPECT_EQ(refusal("0 0 * * 8"), "out_of_range day_of_week 9");
  EXPECT_EQ(refusal("0 0 0 * * * 1969"), "out_of_range year 13");
  EXPECT_EQ(refusal("0 0 0 * * * 2200"), "out_of_range year 13");
  EXPECT_EQ(refusal("99999999999999999999 0 * * *"), "out_of_range minute 1");
  EXPECT_EQ(refusal("*,*,61 0 * * *"), "out_of_range minute 5");
  EXPECT_EQ(refusal("0 0 10-5 * *"), "range_reversed day_of_month 5");
  EXPECT_EQ(refusal("0 0 * * FRI-MON"), "range_reversed day_of_week 9");
  EXPECT_EQ(refusal("*/0 0 * * *"), "bad_step minute 3");
  EXPECT_EQ(refusal("*/ 0 * * *"), "bad_step minute 3");
  EXPECT_EQ(refusal("*/-1 0 * * *"), "bad_step minute 3");
  EXPECT_EQ(refusal("*/5/5 0 * * *"), "unexpected minute 4");
  EXPECT_EQ(refusal("0 0 /30 * *"), "unexpected day_of_month 5");
  EXPECT_EQ(refusal("0/15 0 * * *"), "step_needs_range minute 2");
  EXPECT_EQ(refusal("0 0 * * MON/2"), "step_needs_range day_of_week 12");
  EXPECT_EQ(refusal(",1 0 * * *"), "missing_value minute 1");
  EXPECT_EQ(refusal("1, 0 * * *"), "missing_value minute 3");
  EXPECT_EQ(refusal("1,,2 0 * * *"), "missing_value minute 3");
  EXPECT_EQ(refusal("1- 0 * * *"), "missing_value minute 3");
  EXPECT_EQ(refusal("-1 0 * * *"), "unexpected minute 1");
  EXPECT_EQ(refusal("*5 0 * * *"), "unexpected minute 2");
  EXPECT_EQ(refusal("1-5-7 0 * * *"), "unexpected minute 4");
  EXPECT_EQ(refusal("MON 0 * * *"), "unexpected minute 1");
  EXPECT_EQ(refusal("0 0 * MONDAY *"), "not_a_value month 7");
  EXPECT_EQ(refusal("0 0 * * MONDAY"), "unexpected day_of_week 12");
  EXPECT_EQ(refusal("0 0 * * L"), "not_a_value day_of_week 9");
  EXPECT_EQ(refusal("0 0 l * *"), "unexpected day_of_month 5");
  EXPECT_EQ(refusal("0 0 L-3 * *"), "unexpected day_of_month 6");
  EXPECT_EQ(refusal("0 0 1-L * *"), "not_in_field day_of_month 7");
  EXPECT_EQ(refusal("0 L * * *"), "not_in_field hour 3");
  EXPECT_EQ(refusal("0 12 1-15W * *"), "weekday_not_alone day_of_month 6");
  EXPECT_EQ(refusal("0 12 1W,15 * *"), "weekday_not_alone day_of_month 6");
  EXPECT_EQ(refusal("0 12 15,1W * *"), "weekday_not_alone day_of_month 9");
  EXPECT_EQ(refusal("0 12 LW,1 * *"), "weekday_not_alone day_of_month 6");
  EXPECT_EQ(refusal("0 12 1,LW * *"), "weekday_not_alone day_of_month 8");
  EXPECT_EQ(refusal("0 12 W * *"), "not_in_field day_of_month 6");
  EXPECT_EQ(refusal("0 12 * * 1W"), "not_in_field day_of_week 11");
  EXPECT_EQ(refusal("0 12 * * 1#6"), "bad_ordinal day_of_week 12");
  EXPECT_EQ(refusal("0 12 * * 1#0"), "bad_ordinal day_of_week 12");
  EXPECT_EQ(refusal("0 12 * * 1#"), "bad_ordinal day_of_week 12");
  EXPECT_EQ(refusal("0 12 * * 1#,2"), "bad_ordinal day_of_week 12");
  EXPECT_EQ(refusal("0 12 * * 1-5#2"), "not_in_field day_of_week 13");
  EXPECT_EQ(refusal("0 12 * * *#1"), "not_in_field day_of_week 11");
  EXPECT_EQ(refusal("0 12 1#1 * *"), "not_in_field day_of_month 7");
  EXPECT_EQ(refusal("0 12 +1 * MON"), "not_in_field day_of_month 6");
  EXPECT_EQ(refusal("0 12 1 * MON,+TUE"), "not_in_field day_of_week 14");
  EXPECT_EQ(refusal("0 12 1 * ++MON"), "not_in_field day_of_week 11");
  EXPECT_EQ(refusal("0 12 1 * +"), "missing_value day_of_week 11");
  EXPECT_EQ(refusal("? 12 * * *"), "not_in_field minute 1");
  EXPECT_EQ(refusal("0 12 * ? *"), "not_in_field month 8");
  EXPECT_EQ(refusal("0 12 * * *\n"), "unexpected day_of_week 11");
  EXPECT_EQ(refusal("0 12 * * thứ2"), "not_a_value day_of_week 10");
  EXPECT_EQ(refusal("0 é * * *"), "unexpected hour 3");
  EXPECT_EQ(refusal("0 ١ * * 9"), "unexpected hour 3");
}

TEST(CronExpression, SaysWhichNicknameIsMeant) {
  const auto said = [](const char* text) {
    return describe(Language::en, CronExpression::parse(text).error().problems().front());
  };
  EXPECT_EQ(said("@DAILY"),
            "Character 1: @DAILY is no nickname (they are case-sensitive); the nearest is @daily.");
  EXPECT_EQ(
      said("@houry"),
      "Character 1: @houry is no nickname (they are case-sensitive); the nearest is @hourly.");
  EXPECT_EQ(said("@every"), "Character 1: @every is no nickname (they are case-sensitive).");
}

TEST(CronExpression, NamesEveryFieldThatIsWrong) {
  const auto parsed = CronExpression::parse("61 25 * 13 *");
  ASSERT_FALSE(parsed);
  std::vector<std::string> fields;
  for (const auto& problem : parsed.error().problems())
    fields.push_back(argument(problem, "field"));
  EXPECT_THAT(fields, ElementsAre("minute", "hour", "month"));
}

TEST(CronExpression, IsPutIntoWords) {
  EXPECT_EQ(explain(cron("0 8 * * 1-5"), Language::en), "Runs at 08:00, on Monday to Friday.");
  EXPECT_EQ(explain(cron("0 8 * * 1-5"), Language::vi), "Chạy lúc 08:00, vào thứ Hai đến thứ Sáu.");
  EXPECT_EQ(explain(cron("*/15 8-17 1,15 * *"), Language::en),
            "Runs every 15 minutes, in hour 8 to 17, on day 1 and 15 of the month.");
  EXPECT_EQ(explain(cron("0 12 1 * MON"), Language::en),
            "Runs at 12:00, on day 1 of the month, or on Monday.");
  EXPECT_EQ(explain(cron("0 12 1 * +MON"), Language::vi),
            "Chạy lúc 12:00, vào ngày 1 trong tháng, nếu cũng vào thứ Hai.");
  EXPECT_EQ(
      explain(cron("30 0 0 LW 3,6 ? 2026-2030"), Language::en),
      "Runs at 00:00:30, on the last Monday-to-Friday day of the month, in March and June, in "
      "2026 to 2030.");
  EXPECT_EQ(explain(cron("* * * * * *"), Language::en), "Runs every second, every day.");
  EXPECT_EQ(explain(cron("0 0 31 2 *"), Language::en),
            "Runs at 00:00, on day 31 of the month, in February. No such day ever comes: it never "
            "runs.");
  EXPECT_EQ(explain(cron("@reboot"), Language::en),
            "Runs once when the service starts; at no time of the clock.");
}

}  // namespace
}  // namespace inspectord

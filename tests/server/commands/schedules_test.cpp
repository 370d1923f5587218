// SPDX-License-Identifier: Apache-2.0
#include "server/commands/schedules.hpp"

#include "formats/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace inspectord {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Schedules : public testing::Test {
 protected:
  Console console() { return {.options = options, .language = language, .out = out, .err = err}; }
  std::vector<std::string> lines() const {
    std::istringstream text{out.str()};
    std::vector<std::string> found;
    for (std::string line; std::getline(text, line);) found.push_back(line);
    return found;
  }
  std::vector<std::string> crons(const std::string& in, DstPolicy policy = DstPolicy::vixie) {
    std::istringstream text{in};
    EXPECT_EQ(cron_batch(console(), text, policy), ExitCode::ok);
    return lines();
  }
  std::vector<std::string> rules(const std::string& in, GapRule gap = GapRule::shift) {
    std::istringstream text{in};
    EXPECT_EQ(rule_batch(console(), text, gap), ExitCode::ok);
    return lines();
  }

  Options options;
  Language language = Language::en;
  std::ostringstream out, err;
};

TEST_F(Schedules, ListTheNextInstantsInTheirZone) {
  EXPECT_EQ(
      cron_next(console(),
                {.expression = "0 8 * * 1-5", .count = 2, .after = "2026-11-27T08:00:00+07:00"}),
      ExitCode::ok);
  EXPECT_EQ(out.str(), "2026-11-30T08:00:00+07:00\n2026-12-01T08:00:00+07:00\n");
}

TEST_F(Schedules, RefuseAnExpressionWithFieldAndPlace) {
  language = Language::vi;
  try {
    cron_next(console(), {.expression = "0 25 * * *", .after = "2026-11-27T08:00:00Z"});
    FAIL();
  } catch (const CommandError& error) {
    EXPECT_EQ(error.code(), ExitCode::data);
    EXPECT_STREQ(error.what(), "Trường giờ, ký tự 3: 25 nằm ngoài 0-23.");
  }
}

TEST_F(Schedules, TakeThePolicyOfALineBeforeThatOfTheRun) {
  const std::string line =
      R"("expr":"30 2 * * *","tz":"America/New_York","start":"2026-03-08T00:00:00-05:00","n":1)";
  const auto answers = crons("{\"id\":1," + line + "}\n{\"id\":2,\"dst\":\"vixie\"," + line +
                                 "}\n{\"id\":3,\"dst\":\"quartz\"," + line + "}",
                             DstPolicy::ocps);
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0], R"({"id":1,"result":["2026-03-09T06:30:00Z"]})");
  EXPECT_EQ(answers[1], R"({"id":2,"result":["2026-03-08T07:00:00Z"]})");
  EXPECT_EQ(answers[2], R"({"id":3,"result":"invalid: \"quartz\" is neither vixie nor ocps."})");
}

TEST_F(Schedules, AnswerABatchOfCronInOrder) {
  const auto answers = crons(
      R"({"id":1,"expr":"30 2 * * *","tz":"America/New_York","start":"2026-03-08T00:00:00-05:00","n":2})"
      "\n"
      R"({"id":"b","expr":"0 0 29 2 *","tz":"UTC","start":"2198-01-01T00:00:00Z","n":3})"
      "\n"
      R"({"id":[3],"expr":"0 0 31 2 *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":3})"
      "\n"
      R"({"id":4,"expr":"* * * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":0})");
  ASSERT_EQ(answers.size(), 4u);
  EXPECT_EQ(answers[0], R"({"id":1,"result":["2026-03-08T07:00:00Z","2026-03-09T06:30:00Z"]})");
  EXPECT_EQ(answers[1], R"({"id":"b","result":[]})");
  EXPECT_EQ(answers[2], R"({"id":[3],"result":[]})");
  EXPECT_EQ(answers[3], R"({"id":4,"result":[]})");
}

TEST_F(Schedules, TakeTheDstPolicyOfTheBatch) {
  const auto answers = crons(
      R"({"id":1,"expr":"30 2 * * *","tz":"America/New_York","start":"2026-03-08T05:00:00Z","n":1})",
      DstPolicy::ocps);
  EXPECT_EQ(answers.at(0), R"({"id":1,"result":["2026-03-09T06:30:00Z"]})");
}

TEST_F(Schedules, AnswerABadLineWithItsIdAndGoOn) {
  const auto answers = crons(
      "no json\n"
      "\n"
      "[1,2]\n"
      R"({"id":4,"expr":"* * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"id":5,"tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"id":6,"expr":5,"tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"id":7,"expr":"* * * * *","tz":"Asia/Saigon2","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"id":8,"expr":"* * * * *","tz":"UTC","start":"yesterday","n":1})"
      "\n"
      R"({"id":9,"expr":"* * * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":-1})"
      "\n"
      R"({"id":10,"expr":"* * * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":"1"})"
      "\n"
      R"({"id":11,"id":12,"expr":"* * * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"id":13,"expr":"@reboot","tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n"
      R"({"expr":"* * * * *","tz":"UTC","start":"2026-01-01T00:00:00Z","n":1})"
      "\n");
  ASSERT_EQ(answers.size(), 13u);
  const char* ids[] = {"null", "null", "null", "4", "5", "6", "7", "8", "9", "10", "11", "13"};
  for (std::size_t i = 0; i < std::size(ids); ++i) {
    EXPECT_THAT(answers[i],
                StartsWith(std::string{R"({"id":)"} + ids[i] + R"(,"result":"invalid: )"));
    EXPECT_TRUE(parse_json(answers[i])) << answers[i];
  }
  EXPECT_THAT(answers[3], HasSubstr("4 fields"));
  EXPECT_THAT(answers[4], HasSubstr("expr"));
  EXPECT_THAT(answers[6], HasSubstr("Asia/Saigon2"));
  EXPECT_EQ(answers[12], R"({"id":null,"result":["2026-01-01T00:01:00Z"]})");
}

TEST_F(Schedules, AnswerABatchOfRules) {
  const auto answers = rules(
      R"({"id":1,"rrule":"FREQ=MONTHLY;BYDAY=-1FR","dtstart":"2026-01-01T08:00:00","tz":"Asia/Ho_Chi_Minh","n":2})"
      "\n"
      R"({"id":2,"rrule":"FREQ=DAILY;COUNT=2","dtstart":"2026-03-08T02:30:00","tz":"America/New_York","n":5})"
      "\n"
      R"({"id":3,"rrule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30","dtstart":"2026-01-01T08:00:00","tz":"UTC","n":5})"
      "\n"
      R"({"id":4,"rrule":"FREQ=WEEKLY;BYMONTHDAY=1","dtstart":"2026-01-01T08:00:00","tz":"UTC","n":5})"
      "\n"
      R"({"id":5,"rrule":"FREQ=DAILY","dtstart":"2026-01-01T08:00:00Z","tz":"UTC","n":5})"
      "\n"
      R"({"id":6,"rrule":"FREQ=DAILY;COUNT=3","dtstart":"2026-01-01T08:00:00","tz":"UTC","n":9,"rdate":["2026-02-01T00:00:00"],"exdate":["2026-01-02T08:00:00","20260103T080000Z"]})"
      "\n"
      R"({"id":7,"rrule":"FREQ=DAILY","dtstart":"2026-01-01T08:00:00","tz":"UTC","n":9,"exdate":["soon"]})"
      "\n");
  ASSERT_EQ(answers.size(), 7u);
  EXPECT_EQ(answers[0], R"({"id":1,"result":["2026-01-30T01:00:00Z","2026-02-27T01:00:00Z"]})");
  EXPECT_EQ(answers[1], R"({"id":2,"result":["2026-03-08T07:30:00Z","2026-03-09T06:30:00Z"]})");
  EXPECT_EQ(answers[2], R"({"id":3,"result":[]})");
  EXPECT_THAT(answers[3], AllOf(StartsWith(R"({"id":4,"result":"invalid: )"),
                                HasSubstr("BYMONTHDAY may not stand with FREQ=WEEKLY")));
  EXPECT_THAT(answers[4], StartsWith(R"({"id":5,"result":"invalid: )"));
  EXPECT_EQ(answers[5], R"({"id":6,"result":["2026-01-01T08:00:00Z","2026-02-01T00:00:00Z"]})");
  EXPECT_THAT(answers[6], HasSubstr("soon"));
}

TEST_F(Schedules, LeaveGapsOutWhereThatIsChosen) {
  const auto answers = rules(
      R"({"id":2,"rrule":"FREQ=DAILY;COUNT=1","dtstart":"2026-03-08T02:30:00","tz":"America/New_York","n":5})",
      GapRule::skip);
  EXPECT_EQ(answers.at(0), R"({"id":2,"result":["2026-03-09T06:30:00Z"]})");
}

TEST_F(Schedules, ExpandARuleAfterAnInstant) {
  EXPECT_EQ(rule_expand(console(), {.rule = "FREQ=DAILY",
                                    .start = "2016-01-01T08:00:00",
                                    .count = 1,
                                    .after = "2026-01-01T00:00:00Z"}),
            ExitCode::ok);
  EXPECT_EQ(out.str(), "2026-01-01T08:00:00+07:00\n");
}

TEST_F(Schedules, ExplainInBothLanguages) {
  EXPECT_EQ(cron_explain(console(), "0 8 * * 1-5"), ExitCode::ok);
  language = Language::vi;
  EXPECT_EQ(cron_explain(console(), "@monthly"), ExitCode::ok);
  EXPECT_EQ(out.str(),
            "Runs at 08:00, on Monday to Friday.\n"
            "Chạy lúc 00:00, vào ngày 1 trong tháng.\n");
}

}  // namespace
}  // namespace inspectord

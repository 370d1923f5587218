// SPDX-License-Identifier: Apache-2.0
#include "server/commands/explain.hpp"

#include "formats/json.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Explain : public testing::Test {
 protected:
  Console console() { return {.options = options, .language = language, .out = out, .err = err}; }

  std::string one(const std::string& text, std::optional<int> year = {}, bool json = false) {
    std::istringstream nothing;
    EXPECT_EQ(explain(console(), {.text = text, .context_year = year, .json = json}, nothing),
              ExitCode::ok);
    return out.str();
  }

  std::vector<std::string> batch(const std::string& lines) {
    std::istringstream in{lines};
    EXPECT_EQ(explain(console(), {.batch = true}, in), ExitCode::ok);
    std::istringstream answers{out.str()};
    std::vector<std::string> all;
    for (std::string line; std::getline(answers, line);) all.push_back(line);
    return all;
  }

  Options options;
  Language language = Language::vi;
  std::ostringstream out, err;
};

const JsonValue& at(const JsonValue& json, const char* pointer) {
  const auto* found = json.at_pointer(pointer);
  if (!found) throw std::out_of_range(pointer);
  return *found;
}

TEST_F(Explain, PrintsTheWholeWayToTheDay) {
  const auto text = one("trong 05 ngày làm việc kể từ ngày 24/4/2026");
  EXPECT_THAT(text, HasSubstr("trong 05 ngày làm việc kể từ ngày 24/4/2026"));
  EXPECT_THAT(text, HasSubstr("thời hạn"));
  EXPECT_THAT(text, HasSubstr("2026-05-06"));
  EXPECT_THAT(text, HasSubstr("Giỗ Tổ Hùng Vương"));
  EXPECT_THAT(text, HasSubstr("khoản 2 Điều 147 Bộ luật Dân sự 2015"));
}

TEST_F(Explain, SpeaksEnglish) {
  language = Language::en;
  const auto text = one("trước ngày 15/11");
  EXPECT_THAT(text, HasSubstr("Meaning: deadline"));
  EXPECT_THAT(text, HasSubstr("which year? (year_missing)"));
  EXPECT_THAT(text, Not(HasSubstr("explain.")));
}

TEST_F(Explain, SaysWhereThereIsNothing) {
  EXPECT_EQ(one("số 41/KH"), "Không có ngày, giờ hay thời hạn nào.\n");
}

TEST_F(Explain, TakesTheYearOfThePaper) {
  EXPECT_THAT(one("trước ngày 15/11", 2024), HasSubstr("2024-11-15"));
}

TEST_F(Explain, GoesByTheDaysOffOfAFile) {
  const TemporaryDirectory folder;
  const auto file = (folder.path() / "days-off.json").string();
  std::ofstream{file}
      << R"({"format": "inspectord-days-off/1", "calendar": "vn", "version": "vn-2026.2",
    "title": "Ngày nghỉ", "decisions": [{"source": "12/TB-BNV", "decided_on": "2026-01-05",
    "valid_from": "2026-01-01", "settles": [2026], "off": [{"day": "2026-05-04", "name": "tet"}]}]})";
  std::istringstream nothing;
  explain(console(), {.text = "trong 05 ngày làm việc kể từ ngày 30/4/2026", .calendar = file},
          nothing);
  EXPECT_THAT(out.str(), HasSubstr("2026-05-08")) << "30/4 and 1/5 are worked, 4/5 is not";
  EXPECT_THAT(out.str(), HasSubstr("vn-2026.2"));
  std::ofstream{file} << "{";
  EXPECT_THROW(explain(console(), {.text = "ngày 4/5/2026", .calendar = file}, nothing),
               CommandError);
}

TEST_F(Explain, RefusesBytesThatAreNoText) {
  std::istringstream nothing;
  try {
    explain(console(), {.text = "ngày \xff"}, nothing);
    FAIL() << "not refused";
  } catch (const CommandError& error) {
    EXPECT_EQ(error.code(), ExitCode::data);
    EXPECT_THAT(error.what(), HasSubstr("UTF-8"));
  }
}

TEST_F(Explain, GivesEachPhraseItsSixKeysFirst) {
  const auto json = parse_json(one("trước ngày 05/10/2022", {}, true)).value();
  const auto* phrase = json.if_array()->at(0).if_object();
  std::vector<std::string> keys;
  for (const auto& member : *phrase) keys.push_back(member.key);
  EXPECT_THAT(keys, ElementsAre("raw", "meaning", "bound", "dates", "recurrence", "questions",
                                "due", "derivation", "report", "derivation_version"));
  EXPECT_EQ(*at(json, "/0/raw").if_string(), "trước ngày 05/10/2022");
  EXPECT_EQ(*at(json, "/0/meaning").if_string(), "deadline");
  EXPECT_EQ(*at(json, "/0/bound").if_string(), "before");
  EXPECT_EQ(*at(json, "/0/dates/0").if_string(), "2022-10-05");
  EXPECT_TRUE(at(json, "/0/recurrence").is_null());
  EXPECT_TRUE(at(json, "/0/questions").if_array()->empty());
  EXPECT_EQ(*at(json, "/0/due/last_on_time").if_string(), "2022-10-04");
  EXPECT_FALSE(at(json, "/0/derivation").if_array()->empty());
}

TEST_F(Explain, AnswersEveryLineOfABatchInOrder) {
  const auto lines = batch(
      "{\"id\":1,\"text\":\"năm 2023 và quý I/2024\"}\n"
      "{\"id\":\"b\",\"text\":\"trước ngày 15/11\",\"context_year\":2024}\n"
      "{\"id\":3,\"text\":\"24/24\"}\r\n"
      "{\"text\":\"hằng tháng\"}");
  ASSERT_EQ(lines.size(), 4u);
  const auto first = parse_json(lines[0]).value(), second = parse_json(lines[1]).value();
  EXPECT_EQ(at(first, "/id").if_integer(), 1);
  EXPECT_EQ(*at(first, "/result/0/meaning").if_string(), "period");
  EXPECT_EQ(*at(first, "/result/0/dates/1/to").if_string(), "2024-03-31");
  EXPECT_EQ(*at(second, "/id").if_string(), "b");
  EXPECT_EQ(*at(second, "/result/0/dates/0").if_string(), "2024-11-15");
  EXPECT_EQ(lines[2], "{\"id\":3,\"result\":[]}");
  const auto fourth = parse_json(lines[3]).value();
  EXPECT_TRUE(at(fourth, "/id").is_null());
  EXPECT_EQ(*at(fourth, "/result/0/recurrence").if_string(), "FREQ=MONTHLY");
}

TEST_F(Explain, AnswersABadLineAndGoesOn) {
  const auto lines = batch(
      "no json\n"
      "\n"
      "{\"id\":7}\n"
      "{\"id\":8,\"text\":5}\n"
      "{\"id\":9,\"text\":\"5/1\",\"context_year\":\"2024\"}\n"
      "{\"id\":10,\"text\":\"5/1\",\"context_year\":99}\n"
      "{\"id\":11,\"id\":12,\"text\":\"x\"}\n"
      "[1]\n"
      "{\"id\":13,\"text\":\"\xff\"}\n"
      "{\"id\":14,\"text\":\"5/1/2026\"}\n");
  ASSERT_EQ(lines.size(), 10u);
  const std::vector<std::string> ids{"null", "null", "7", "8", "9", "10", "11", "null", "null"};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto answer = parse_json(lines[i]).value();
    EXPECT_EQ(write_json(at(answer, "/id")), ids[i]) << lines[i];
    ASSERT_TRUE(at(answer, "/result").if_string()) << lines[i];
    EXPECT_THAT(*at(answer, "/result").if_string(), testing::StartsWith("invalid: ")) << lines[i];
  }
  EXPECT_EQ(*at(parse_json(lines[9]).value(), "/result/0/dates/0").if_string(), "2026-01-05");
}

TEST_F(Explain, IsAskedByCheckWhatAPlansPhrasesSay) {
  TemporaryDirectory directory;
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/plans/an-giang-2022.json"};
  std::string plan{std::istreambuf_iterator<char>{file}, {}};
  check(console(), {.files = {std::string{INSPECTORD_SOURCE_DIR} + "/plans/an-giang-2022.json"}});
  EXPECT_THAT(err.str(), IsEmpty());
  const std::string day = "\"day\": \"2022-10-05\"";
  ASSERT_NE(plan.find(day), std::string::npos);
  plan.replace(plan.find(day), day.size(), "\"day\": \"2022-10-06\"");
  const auto mistyped = (directory / "plan.json").string();
  std::ofstream{mistyped} << plan;
  check(console(), {.files = {mistyped}});
  EXPECT_THAT(err.str(), HasSubstr("/duties/0/due"));
  EXPECT_THAT(err.str(), HasSubstr("trước ngày 05/10/2022"));
}

}  // namespace
}  // namespace inspectord

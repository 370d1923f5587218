// SPDX-License-Identifier: Apache-2.0
#include "formats/decode_reasons.hpp"
#include "formats/plan_file.hpp"
#include "tests/formats/error_cases.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

std::string read_source(const std::string& path) {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/" + path};
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

JsonValue catalogue(const std::string& language) {
  return *parse_json(read_source("words/parts/formats." + language + ".json"));
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex expression{pattern};
  std::set<std::string> found;
  for (std::sregex_iterator i{text.begin(), text.end(), expression}, end; i != end; ++i)
    found.insert((*i)[1]);
  return found;
}

TEST(WordsOfErrors, ThereAreSomeForEachReasonAndNoOthers) {
  std::set<std::string> keys;
  const auto sources =
      read_source("formats/json_reasons.hpp") + read_source("formats/decode_reasons.hpp");
  for (const auto& code : matches(sources, R"rx(\{\s*"((?:json|decode)_\w+)")rx"))
    keys.insert("refusal." + code);
  ASSERT_GT(keys.size(), 70u);
  for (const auto* language : {"vi", "en"}) {
    const auto words = catalogue(language);
    std::set<std::string> known;
    for (const auto& member : *words.if_object()) known.insert(member.key);
    EXPECT_EQ(known, keys) << language;
  }
}

void expect_arguments(const DecodeError& error, const JsonValue& words) {
  std::set<std::string> given;
  for (const auto& argument : error.arguments) given.insert(argument.first);
  const auto* text = words.find("refusal." + std::string{error.reason.code});
  ASSERT_TRUE(text) << error.reason.code;
  for (const auto& name : matches(*text->if_string(), R"rx(\{\{(\w+)\}\})rx")) {
    EXPECT_TRUE(given.contains(name)) << error.reason.code << " lacks " << name;
  }
}

TEST(WordsOfErrors, AskOnlyForArgumentsThatTheErrorHas) {
  const auto vi = catalogue("vi");
  const auto en = catalogue("en");
  std::vector<std::string> texts = {"",
                                    "[",
                                    "[,]",
                                    "[1] 2",
                                    "[1 2]",
                                    "{\"a\" 1}",
                                    "[1,]",
                                    "[1}",
                                    "[//]",
                                    "['']",
                                    "{a:1}",
                                    "[True]",
                                    "[+1]",
                                    "[\"",
                                    "[\"\t\"]",
                                    "[\"\\x\"]",
                                    "[\"\\ud800\"]",
                                    "[\"\xFF\"]",
                                    "[1e999]",
                                    "[0.12345678901234567890]",
                                    "{\"a\":1,\"a\":1}",
                                    std::string(70, '[')};
  for (const auto& error_case : testing::error_cases()) {
    texts.push_back(testing::with(error_case.marked_text, "§", ""));
  }
  for (const auto& text : texts) {
    const auto plan = decode_plan(text);
    ASSERT_FALSE(plan) << text;
    for (const auto& error : plan.errors())
      expect_arguments(error, vi), expect_arguments(error, en);
  }
  const auto too_large = decode_plan("[1]", {.bytes = 2});
  expect_arguments(too_large.errors().at(0), vi);
  expect_arguments(too_large.errors().at(0), en);
}

}  // namespace
}  // namespace inspectord

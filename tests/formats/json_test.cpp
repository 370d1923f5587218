// SPDX-License-Identifier: Apache-2.0
#include "formats/json.hpp"

#include "formats/json_reasons.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace inspectord {
namespace {

JsonValue read(std::string_view text) {
  auto value = parse_json(text);
  if (!value) ADD_FAILURE() << text << ": " << value.errors().front().reason.code;
  return value ? *value : JsonValue{};
}

/// Code, line and column of the only error, "" where there is none.
std::string error_of(std::string_view text, const JsonLimits& limits = {}) {
  const auto value = parse_json(text, limits);
  std::string all;
  for (const auto& error : value.errors()) {
    if (!all.empty()) all += "; ";
    all += std::string{error.reason.code} + " " + std::to_string(error.place.line) + ":" +
           std::to_string(error.place.column);
  }
  return all;
}

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(JsonReader, ReadsEveryKindOfValue) {
  const auto value =
      read(R"({"a": [null, true, false, -7, 0.5, 1e2, "\u1ec7 \ud83d\ude00\n"], "b": {}})");
  const JsonObject expected{{"a", JsonArray{nullptr, true, false, -7, 0.5, 100.0, "ệ 😀\n"}},
                            {"b", JsonObject{}}};
  EXPECT_EQ(value, JsonValue{expected});
}

TEST(JsonReader, KeepsTheOrderOfKeys) {
  EXPECT_EQ(write_json(read(R"({"z":1,"a":2,"m":3})")), R"({"z":1,"a":2,"m":3})");
}

TEST(JsonReader, KnowsLineAndColumnInCodePoints) {
  const auto value =
      read("{\r\n \"tên\": \"Sở\", \"số\":\n   [ 1,\t\"ế\\\"😀\", {\"x\" : -2.5e1}]\n}");
  const auto& object = *value.if_object();
  EXPECT_EQ(value.place(), (Place{1, 1}));
  EXPECT_EQ(object[0].place, (Place{2, 2}));
  EXPECT_EQ(object[0].value.place(), (Place{2, 9}));
  EXPECT_EQ(object[1].place, (Place{2, 15}));
  EXPECT_EQ(object[1].value.place(), (Place{3, 4}));
  EXPECT_EQ(value.at_pointer("/số/0")->place(), (Place{3, 6}));
  EXPECT_EQ(value.at_pointer("/số/1")->place(), (Place{3, 9}));
  EXPECT_EQ(value.at_pointer("/số/2")->place(), (Place{3, 17}));
  EXPECT_EQ(value.at_pointer("/số/2/x")->place(), (Place{3, 24}));
}

TEST(JsonReader, PassesOverOneByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF[1]").place(), (Place{1, 1}));
  EXPECT_EQ(error_of("\xEF\xBB\xBF\xEF\xBB\xBF[1]"), "json_unexpected 1:1");
}

TEST(JsonReader, TakesDepthOf64AndRefusesMore) {
  EXPECT_EQ(error_of(nested(64)), "");
  EXPECT_EQ(error_of(nested(65)), "json_too_deep 1:65");
  EXPECT_EQ(error_of(nested(100'000)), "json_too_deep 1:65");
  EXPECT_EQ(error_of("[[1]]", {.depth = 1}), "json_too_deep 1:2");
}

TEST(JsonReader, RefusesTextsBeyondTheLimit) {
  EXPECT_EQ(error_of("[1,2]", {.bytes = 5}), "");
  EXPECT_EQ(error_of("[1,2] ", {.bytes = 5}), "json_too_large 1:1");
}

TEST(JsonReader, RefusesKeysThatComeTwiceAllOfThem) {
  EXPECT_EQ(error_of("{\"a\":1,\n\"b\":{\"c\":1,\"c\":2},\n\"\\u0061\":3}"),
            "json_duplicate_key 2:12; json_duplicate_key 3:1");
}

TEST(JsonReader, RefusesIntegersBeyond64Bits) {
  EXPECT_EQ(read("[9223372036854775807,-9223372036854775808]"),
            JsonValue(JsonArray{std::numeric_limits<std::int64_t>::max(),
                                std::numeric_limits<std::int64_t>::min()}));
  EXPECT_EQ(error_of("9223372036854775808"), "json_number_range 1:1");
  EXPECT_EQ(error_of("[1, -9223372036854775809]"), "json_number_range 1:5");
  EXPECT_EQ(error_of("123456789012345678901234567890"), "json_number_range 1:1");
  EXPECT_EQ(error_of("[1e400]"), "json_number_range 1:2");
}

TEST(JsonReader, RefusesNumbersThatADoubleWouldChange) {
  for (const auto* kept :
       {"0.1", "0.10", "9.5", "1e3", "1200.0", "0.30000000000000004", "0.10000000000000001",
        "5e-324", "-0.0", "0e9", "1.7976931348623157e308"}) {
    EXPECT_EQ(error_of(kept), "") << kept;
  }
  EXPECT_EQ(error_of("0.12345678901234567890123"), "json_number_precision 1:1");
  EXPECT_EQ(error_of("9007199254740993.0"), "json_number_precision 1:1");
  EXPECT_EQ(error_of("1e-400"), "json_number_precision 1:1");
}

TEST(JsonReader, ExplainsBrokenGrammar) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "json_empty 1:1"},
      {" \n ", "json_empty 2:2"},
      {"{\"a\": 1", "json_unexpected_end 1:8"},
      {"{\"a\"", "json_unexpected_end 1:5"},
      {"{\"a\":", "json_unexpected_end 1:6"},
      {"[1,", "json_unexpected_end 1:4"},
      {"[1,]", "json_trailing_comma 1:3"},
      {"{\"a\":1,\n}", "json_trailing_comma 1:7"},
      {"[,1]", "json_unexpected 1:2"},
      {"[1 2]", "json_missing_comma 1:4"},
      {"{\"a\":1\n\"b\":2}", "json_missing_comma 2:1"},
      {"{\"a\" 1}", "json_missing_colon 1:6"},
      {"{\"a\"::1}", "json_unexpected 1:6"},
      {"[1}", "json_wrong_bracket 1:3"},
      {"{\"a\":1]", "json_wrong_bracket 1:7"},
      {"{1:2}", "json_unexpected 1:2"},
      {"[1] 2", "json_after_end 1:5"},
      {"{} }", "json_after_end 1:4"},
      {"[1, // one\n2]", "json_comment 1:5"},
      {"# x\n[]", "json_comment 1:1"},
      {"{ /* x */ }", "json_comment 1:3"},
      {"['a']", "json_wrong_quote 1:2"},
      {"{“a”: 1}", "json_wrong_quote 1:2"},
      {"{a: 1}", "json_unquoted_key 1:2"},
      {"[True]", "json_unknown_word 1:2"},
      {"[NaN]", "json_unknown_word 1:2"},
      {"[-Infinity]", "json_bad_number 1:2"},
      {"[01]", "json_bad_number 1:3"},
      {"[1\"a\"]", "json_missing_comma 1:3"},
      {"[truefalse]", "json_missing_comma 1:6"},
      {"[1[2]]", "json_missing_comma 1:3"},
      {"[+1]", "json_bad_number 1:2"},
      {"[.5]", "json_bad_number 1:2"},
      {"[1.]", "json_bad_number 1:2"},
      {"[1e]", "json_bad_number 1:2"},
      {"[\"a", "json_open_string 1:2"},
      {"[\"a\n\"]", "json_open_string 1:2"},
      {"[\"a\tb\"]", "json_control_character 1:4"},
      {std::string_view{"[1]\0x", 5}, "json_control_character 1:4"},
      {"[\"\\x\"]", "json_bad_escape 1:3"},
      {"[\"\\u12g4\"]", "json_bad_escape 1:3"},
      {"[\"\\ud83d\"]", "json_lone_surrogate 1:3"},
      {"[\"\\ude00\"]", "json_lone_surrogate 1:3"},
      {"[\"\\ud83d\\u0041\"]", "json_lone_surrogate 1:3"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(error_of(text), expected) << text;
}

TEST(JsonReader, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(error_of("[\"\xC0\x80\"]"), "json_not_utf8 1:3");          // overlong
  EXPECT_EQ(error_of("[\"ệ\xE1\xBB\"]"), "json_not_utf8 1:4");         // cut off
  EXPECT_EQ(error_of("[\"\xED\xA0\x80\"]"), "json_not_utf8 1:3");      // surrogate
  EXPECT_EQ(error_of("[\"\xF4\x90\x80\x80\"]"), "json_not_utf8 1:3");  // beyond U+10FFFF
  EXPECT_EQ(error_of("[\"\xFF\"]"), "json_not_utf8 1:3");
  EXPECT_EQ(error_of("[\"\xF4\x8F\xBF\xBF\xEE\x80\x80\"]"), "");
}

TEST(JsonReader, NeverFailsOnCutTexts) {
  const std::string text = "{\"tên\": [1.5e1, \"\\u1ec7\\ud83d\\ude00\", true, null, {\"x\": {}}]}";
  for (std::size_t end = 0; end < text.size(); ++end) {
    EXPECT_FALSE(parse_json(std::string_view{text}.substr(0, end))) << end;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char c :
         {'"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'x', '\n', '\x01', '\x80'}) {
      std::string changed = text;
      changed[at] = c;
      const auto value = parse_json(changed);
      EXPECT_EQ(value.has_value(), value.errors().empty());
    }
  }
}

TEST(JsonReading, HasAValueWhereOnlyKeysComeTwice) {
  EXPECT_TRUE(read_json("{\"a\":1,\"a\":2}").value);
  EXPECT_FALSE(read_json("{\"a\":1,\"a\":2").value);
}

TEST(JsonValue, ReadsIntegersOnlyWhereNothingIsLost) {
  EXPECT_EQ(read("7").if_integer(), 7);
  EXPECT_EQ(read("7.0").if_integer(), 7);
  EXPECT_EQ(read("1e3").if_integer(), 1000);
  EXPECT_EQ(read("7.5").if_integer(), std::nullopt);
  EXPECT_EQ(read("1e300").if_integer(), std::nullopt);
  EXPECT_EQ(read("\"7\"").if_integer(), std::nullopt);
  EXPECT_EQ(read("7").if_number(), 7.0);
  EXPECT_EQ(read("9007199254740993").if_number(), std::nullopt);
  EXPECT_EQ(read("9223372036854775807").if_number(), std::nullopt);
}

TEST(JsonValue, FollowsPointers) {
  const auto value = read(R"({"a/b": {"~": [10, 20]}, "": 1})");
  EXPECT_EQ(*value.at_pointer("/a~1b/~0/1"), JsonValue{20});
  EXPECT_EQ(*value.at_pointer("/"), JsonValue{1});
  EXPECT_EQ(value.at_pointer(""), &value);
  for (const auto* nowhere :
       {"a", "/x", "/a~1b/~0/2", "/a~1b/~0/01", "/a~1b/~0/-", "/a~1b/~", "/a~1b/~2", "//x"}) {
    EXPECT_EQ(value.at_pointer(nowhere), nullptr) << nowhere;
  }
  EXPECT_EQ(pointer_to("/x", "a/~b"), "/x/a~1~0b");
}

TEST(JsonValue, RefusesWhatJsonCannotHold) {
  EXPECT_THROW(JsonValue{std::numeric_limits<double>::infinity()}, std::invalid_argument);
  EXPECT_THROW(JsonValue{std::numeric_limits<std::uint64_t>::max()}, std::out_of_range);
  EXPECT_THROW(write_json(JsonValue{"\xFF"}), std::invalid_argument);
}

TEST(JsonWriter, WritesCompactAndReadable) {
  const JsonValue value{
      JsonObject{{"tên", "Sở"}, {"list", JsonArray{1, JsonObject{}, JsonArray{}}}, {"d", 0.1}}};
  EXPECT_EQ(write_json(value), R"({"tên":"Sở","list":[1,{},[]],"d":0.1})");
  EXPECT_EQ(write_json(value, JsonStyle::readable), R"({
  "tên": "Sở",
  "list": [
    1,
    {},
    []
  ],
  "d": 0.1
})");
}

TEST(JsonWriter, EscapesOnlyWhatHasToBe) {
  EXPECT_EQ(write_json(JsonValue{std::string{"\"\\/\b\f\n\r\t\x01\x1F\x7F é\0", 15}}),
            std::string{R"("\"\\/\b\f\n\r\t\u0001\u001f)"} + "\x7F é\\u0000\"");
}

TEST(JsonWriter, WhatItWritesIsReadAsTheSame) {
  for (const auto* text :
       {"0.1", "2.0", "1e300", "-5e-324", "123456789.125", "\"\\u0000\"", "[[],{\"\":null}]"}) {
    EXPECT_EQ(read(write_json(read(text))), read(text)) << text;
    EXPECT_EQ(read(write_json(read(text), JsonStyle::readable)), read(text)) << text;
  }
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Laws of the reader over random days, random spellings and random bytes; and the fuzz target with
// its corpus.
#include "calendar/date_words.hpp"
#include "calendar/phrases/reader.hpp"
#include "tests/calendar/phrases/phrase_line.hpp"
#include "tests/fuzz/phrases.cpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "places.hpp"

namespace inspectord {
namespace {

std::mt19937 chance(unsigned seed) {
  return std::mt19937{seed};
}

LocalDate random_day(std::mt19937& random) {
  return plus_days(make_date(1900, 1, 1), static_cast<int>(random() % 109'000));  // to 2198
}

std::vector<std::string> spellings(LocalDate day) {
  const auto d = std::to_string(static_cast<unsigned>(day.day()));
  const auto m = std::to_string(static_cast<unsigned>(day.month()));
  const auto y = std::to_string(static_cast<int>(day.year()));
  const auto padded = [](const std::string& n) { return n.size() < 2 ? "0" + n : n; };
  return {"ngày " + padded(d) + " tháng " + padded(m) + " năm " + y,
          "ngày " + d + " tháng " + m + " năm " + y,
          d + "/" + m + "/" + y,
          padded(d) + "/" + padded(m) + "/" + y,
          d + "." + m + "." + y,
          "ngày " + d + "-" + m + "-" + y,
          "ngày" + padded(d) + "/" + m + "/" + y,
          to_string(day),
          long_date(Language::vi, day)};
}

TEST(PhraseLaws, WhatIsPrintedIsReadBack) {
  auto random = chance(1);
  for (int n = 0; n < 300; ++n) {
    const auto day = random_day(random);
    for (const auto& text : spellings(day)) {
      const auto phrases = read_phrases("trước " + text);
      ASSERT_EQ(phrases->size(), 1u) << text;
      const auto* rule = std::get_if<OnDay>(&phrases->front().rule.value());
      ASSERT_TRUE(rule) << text;
      EXPECT_EQ(rule->day, day) << text;
      EXPECT_TRUE(phrases->front().questions.empty()) << text;
    }
  }
}

TEST(PhraseLaws, ARangeWithoutItsFirstMonthAndYearIsTheWholeOne) {
  auto random = chance(2);
  for (int n = 0; n < 300; ++n) {
    const auto first = random_day(random);
    const auto last = plus_days(first, static_cast<int>(random() % 20));
    const auto whole = spellings(first)[2] + " - " + spellings(last)[2];
    const auto day = std::to_string(static_cast<unsigned>(first.day()));
    const auto month = std::to_string(static_cast<unsigned>(first.month()));
    const auto dates = read_phrases("từ ngày " + whole)->front().dates;
    ASSERT_EQ(dates.size(), 1u) << whole;
    EXPECT_EQ(
        read_phrases("từ ngày " + day + "/" + month + " - " + spellings(last)[2])->front().dates,
        dates)
        << whole;
    if (first.month() != last.month()) continue;
    EXPECT_EQ(read_phrases("từ ngày " + day + "-" + spellings(last)[2])->front().dates, dates)
        << whole;
  }
}

TEST(PhraseLaws, AStatedYearOnlyAnswersTheQuestionForIt) {
  auto random = chance(3);
  for (int n = 0; n < 300; ++n) {
    const auto day = random_day(random);
    const auto d = std::to_string(static_cast<unsigned>(day.day()));
    const auto m = std::to_string(static_cast<unsigned>(day.month()));
    const auto text = "trước ngày " + d + "/" + m;
    const auto asked = read_phrases(text)->front();
    EXPECT_EQ(asked.questions, std::vector{Question::year_missing}) << text;
    EXPECT_TRUE(asked.dates.empty() && !asked.rule) << text;
    const auto told = read_phrases(text, static_cast<int>(day.year()))->front();
    EXPECT_TRUE(told.questions.empty()) << text;
    EXPECT_EQ(std::get<OnDay>(told.rule.value()).day, day) << text;
  }
}

/// Pieces that phrases are made of, in any order.
std::string random_sentence(std::mt19937& random) {
  static const char* const pieces[] = {
      "ngày",      "tháng",   "năm",        "quý",     "trước",    "đến",      "hết",
      "từ",        "kể từ",   "trong",      "vòng",    "05",       "5",        "31",
      "12",        "2024",    "2026",       "24",      "I",        "IV",       "/",
      "-",         "–",       ".",          ",",       ";",        ":",        "(",
      ")",         "h",       "giờ",        "00",      "’",        "thứ",      "Ba",
      "hằng",      "định kỳ", "6 tháng",    "lần",     "tuần",     "làm việc", "Quyết định số",
      "QĐ-TTg",    "TTg",     "\n",         " ",       " ",        " ",        "…",
      "chậm nhất", "sau",     "ngay",       "báo cáo", "kiểm tra", "\u0301",   "A",
      "%",         "1.1",     "9999999999", "và",      "đầu",      "cuối",     "giai đoạn"};
  std::string text;
  for (std::size_t length = random() % 24; length > 0; --length) {
    text += pieces[random() % std::size(pieces)];
    if (random() % 3) text += " ";
  }
  return text;
}

int run(const std::string& text) {
  return LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

TEST(PhraseLaws, HoldForAnyOrderOfWords) {
  auto random = chance(4);
  for (int n = 0; n < 2'000; ++n) ASSERT_EQ(run(random_sentence(random)), 0);
}

TEST(PhraseLaws, HoldForAnyBytes) {
  auto random = chance(5);
  for (int n = 0; n < 2'000; ++n) {
    std::string text = random_sentence(random);
    for (int flips = 0; flips < 3 && !text.empty(); ++flips)
      text[random() % text.size()] = static_cast<char>(random());
    ASSERT_EQ(run(text), 0);
  }
}

TEST(PhraseLaws, HoldForTheCorpus) {
  std::size_t seeds = 0;
  const std::filesystem::path folder{std::string{INSPECTORD_SOURCE_DIR} +
                                     "/tests/fuzz/corpus/phrases"};
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{file}, {}};
    for (std::size_t length = 0; length <= whole.size(); ++length)  // every beginning of it, too
      ASSERT_EQ(run(whole.substr(0, length)), 0) << entry.path();
    ++seeds;
  }
  EXPECT_GE(seeds, 10u);
}

TEST(PhraseLaws, CombiningAccentsChangeNothingThatIsRead) {
  // "trước ngày 05/10/2022", "hằng tháng" in combining letters (NFD)
  EXPECT_EQ(read_as("tru\u031Bo\u031B\u0301c nga\u0300y 05/10/2022"),
            "[tru\u031Bo\u031B\u0301c nga\u0300y 05/10/2022] deadline before 2022-10-05");
  EXPECT_EQ(read_as("ha\u0306\u0300ng tha\u0301ng"),
            "[ha\u0306\u0300ng tha\u0301ng] recurrence FREQ=MONTHLY ?anchor_missing");
}

TEST(PhraseLaws, RefuseAtTheDoor) {
  EXPECT_EQ(read_as("ngày \xff"), "refused: phrase_not_utf8");
  EXPECT_EQ(read_phrases("ngày \xff").error().problems()[0].arguments[0].second, "6");
  EXPECT_EQ(read_as(std::string(longest_phrase_text + 1, ' ')), "refused: phrase_text_too_long");
  EXPECT_EQ(read_as("5/1", 1899), "refused: phrase_bad_year");
  EXPECT_EQ(read_as("5/1", 2200), "refused: phrase_bad_year");
}

TEST(PhraseLaws, ReadLongTextsOfOneKindToTheirEnd) {
  for (const std::string piece : {"1, ", "1.1.", ": 1/1/2024 ", "ngày ", "1/A", "trước ", "a", "(",
                                  "…", "tháng 5, ", "5-", "năm 2024 và ", "kể từ ngày ", "- 1 "}) {
    std::string text;
    while (text.size() < 20'000) text += piece;
    EXPECT_TRUE(read_phrases(text)) << piece;
  }
}

}  // namespace
}  // namespace inspectord

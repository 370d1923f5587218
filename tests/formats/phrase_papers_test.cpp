// SPDX-License-Identifier: Apache-2.0
// Every date, deadline and period of the five papers, against what a person read in them line by
// line (tests/calendar/phrases/papers/*.jsonl: facts alone, the papers lie beside the project).
#include "calendar/days_off.hpp"
#include "formats/phrase_json.hpp"
#include "tests/support/papers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

std::string on_one_line(const std::string& text) {
  std::istringstream words{text};
  std::string line, word;
  while (words >> word) line += (line.empty() ? "" : " ") + word;
  return line;
}

/// One phrase as the golden files write it.
std::string summary(const JsonValue& phrase, const std::string& line) {
  const auto part = [&](const char* key) {
    return JsonMember{key, phrase.find(key) ? *phrase.find(key) : JsonValue{}};
  };
  JsonObject object{{"line", line},   {"raw", on_one_line(*phrase.find("raw")->if_string())},
                    part("meaning"),  part("bound"),
                    part("dates"),    part("recurrence"),
                    part("questions")};
  return write_json(object);
}

std::vector<std::string> expected(const std::string& paper) {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/tests/calendar/phrases/papers/" +
                     paper + ".jsonl"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    const auto phrase = parse_json(line).value();
    lines.push_back(summary(phrase, std::to_string(*phrase.find("line")->if_integer())));
  }
  return lines;
}

std::vector<std::string> found(const std::string& text) {
  const auto phrases = explain_phrases(text, std::nullopt, DaysOff::vietnam());
  std::vector<std::string> lines;
  for (const auto& phrase : phrases.value()) {
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<long>(phrase.phrase.begin), '\n');
    lines.push_back(summary(phrase_json(phrase, Language::vi), std::to_string(line)));
  }
  return lines;
}

class PhrasesOfPapers : public ::testing::TestWithParam<const char*> {};

TEST_P(PhrasesOfPapers, AreReadAsAPersonReadsThem) {
  const auto text = paper_text(GetParam());
  if (!text) GTEST_SKIP() << "the papers are not beside the project: " << GetParam();
  const auto want = expected(GetParam());
  ASSERT_GT(want.size(), 20u);
  const auto have = found(*text);
  for (std::size_t i = 0; i < std::min(want.size(), have.size()); ++i)
    ASSERT_EQ(have[i], want[i]) << "phrase " << i + 1;
  EXPECT_EQ(have.size(), want.size());
}

INSTANTIATE_TEST_SUITE_P(Five, PhrasesOfPapers,
                         ::testing::Values("an-giang-2022", "bac-giang-2024", "lang-son-2024",
                                           "binh-dinh-2021", "quang-ninh-2024"),
                         [](const auto& paper) {
                           std::string name{paper.param};
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace inspectord

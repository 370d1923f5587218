// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/phrases/explained.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

inline std::string phrase_line(const ExplainedPhrase& explained) {
  const Phrase& phrase = explained.phrase;
  std::string line = "[" + explained.raw + "] " + std::string{to_string(phrase.meaning)};
  if (phrase.bound) line += " " + std::string{to_string(*phrase.bound)};
  for (const auto& span : phrase.dates) {
    line += " " + to_string(span.first);
    if (span.last) line += ".." + to_string(*span.last);
  }
  for (const auto& partial : phrase.partial) line += " " + partial;
  if (!phrase.recurrence.empty()) line += " " + phrase.recurrence;
  for (const auto question : phrase.questions) line += " ?" + std::string{to_string(question)};
  return line;
}

/// Every phrase of a text on a line of its own: "[raw] meaning bound dates partial recurrence
/// ?questions", what does not apply left out.
inline std::string read_as(std::string_view text, std::optional<int> context_year = {}) {
  const auto phrases = explain_phrases(text, context_year, DaysOff::vietnam());
  if (!phrases) return "refused: " + std::string{phrases.error().reason().code};
  std::string lines;
  for (const auto& phrase : *phrases) lines += (lines.empty() ? "" : "\n") + phrase_line(phrase);
  return lines;
}

/// One text and all that is to be read in it.
struct Reading {
  const char* text;
  const char* expected;
  std::optional<int> context_year{};
};

inline void expect_all(std::initializer_list<Reading> readings) {
  for (const auto& [text, expected, context_year] : readings)
    EXPECT_EQ(read_as(text, context_year), expected) << text;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/sentence_starts.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {

bool begins_sentence(const Tokens& tokens, std::size_t i) {
  if (i == 0) return true;
  const Token& token = tokens[i];
  const Token& before = tokens[i - 1];
  if (before.is(';')) return true;
  if (before.is('.') && !token.glued && (token.line_start || token.capital)) {
    const bool abbreviation = i >= 2 && tokens[i - 2].capital && tokens[i - 2].length() <= 3;
    return token.line_start || !abbreviation;
  }
  if (!token.line_start) return false;
  if (token.is('-') || token.is('+') || token.is('*') || token.is('?')) return true;
  return token.kind == TokenKind::number && i + 1 < tokens.size() &&
         (tokens[i + 1].is('.') || tokens[i + 1].is(')'));
}

bool is_heading_of_visits(const Tokens& tokens, std::size_t i) {
  static const Saying heading{"lịch kiểm tra",         "lịch làm việc",
                              "lịch thanh tra",        "thời gian kiểm tra",
                              "thời gian dự kiến",     "thời gian làm việc",
                              "dự kiến lịch kiểm tra", "thời gian, địa điểm kiểm tra"};
  return heading.at(tokens, i) > 0;
}

bool is_section(const Tokens& tokens, std::size_t i) {
  if (!tokens[i].line_start || i + 1 >= tokens.size()) return false;
  static const Saying roman{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
  const bool numbered = number_at(tokens, i) && tokens[i].length() <= 2;
  return (numbered || roman.at(tokens, i)) && (tokens[i + 1].is('.') || tokens[i + 1].is('-')) &&
         tokens[i + 1].glued && word_at(tokens, i + 2);
}

}  // namespace inspectord

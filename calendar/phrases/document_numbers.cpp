// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/document_numbers.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

constexpr std::size_t longest_symbol = 16;

bool joins(const Token& token) {
  return token.is('/') || token.is('-') || token.is('&');
}

/// A part of the symbol follows its sign at once, or on the next line.
bool part_at(const Tokens& tokens, std::size_t i) {
  if (i >= tokens.size()) return false;
  const Token& token = tokens[i];
  if (token.kind != TokenKind::word && token.kind != TokenKind::number) return false;
  return token.glued || (token.line_start && token.kind == TokenKind::word && token.capital);
}

/// Over words and digits written together: "QH14", "VX2".
std::size_t over_part(const Tokens& tokens, std::size_t i) {
  ++i;
  while (i < tokens.size() && tokens[i].glued &&
         (tokens[i].kind == TokenKind::word || tokens[i].kind == TokenKind::number)) {
    ++i;
  }
  return i;
}

bool is_whole_date(const Tokens& tokens, std::size_t from, std::size_t to) {
  return to == from + 5 && tokens[from + 1].is('/') && tokens[from + 3].is('/') &&
         tokens[from + 2].length() <= 2 && year_at(tokens, from + 4) != 0;
}

}  // namespace

std::size_t document_number_at(const Tokens& tokens, std::size_t i) {
  std::size_t at = i;
  if (number_at(tokens, at)) {
    ++at;
    if (word_at(tokens, at) && tokens[at].glued && tokens[at].length() == 1) ++at;  // "55a/2013"
    if (!glued_at(tokens, at)) return 0;
  } else if (!symbol_at(tokens, at, '/') || tokens[at].glued) {
    return 0;
  }
  bool named = false;
  for (std::size_t parts = 0; parts < longest_symbol; ++parts) {
    if (at >= tokens.size() || !joins(tokens[at]) || !part_at(tokens, at + 1)) break;
    const bool word = word_at(tokens, at + 1);
    if (word && !named) {
      if (!tokens[at + 1].capital) return 0;
      if (tokens[at].is('-') && is_whole_date(tokens, i, at)) return 0;
      named = true;
    }
    at = over_part(tokens, at + 1);
    if (at < tokens.size() && joins(tokens[at]) && !tokens[at].glued) break;
  }
  return named ? at - i : 0;
}

std::size_t number_run_at(const Tokens& tokens, std::size_t i) {
  if (!number_at(tokens, i)) return 0;
  std::size_t at = i + 1;
  while (at < tokens.size() && tokens[at].glued) {
    const Token& token = tokens[at];
    if (token.kind == TokenKind::symbol) {
      const bool inside = token.is('/') || token.is('.') || token.is(',') || token.is('-');
      if (!inside || !glued_at(tokens, at + 1) || tokens[at + 1].kind == TokenKind::symbol) break;
    }
    ++at;
  }
  return at - i;
}

}  // namespace inspectord

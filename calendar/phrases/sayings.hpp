// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A closed set of word sequences that say the same: "chậm nhất là", "muộn nhất". Immutable.
class Saying {
 public:
  /// Each alternative as papers write it; it is folded as texts are.
  Saying(std::initializer_list<std::string_view> alternatives);

  /// How many tokens the longest alternative takes at `i`; 0 where none stands there.
  std::size_t at(const Tokens&, std::size_t i) const;
  /// One of the alternatives ends right before `i`.
  bool ends_at(const Tokens&, std::size_t i) const;

 private:
  std::vector<std::vector<std::string>> alternatives_;  ///< The longest first.
  std::vector<std::uint64_t> first_words_;              ///< Their hashes, sorted.
  std::uint64_t any_first_ = 0;  ///< A bit for each of them: most words are none at a glance.
};

/// Counts written in digits or words, "05 (năm)": the value and the tokens it takes; 0 tokens where
/// there is none. At most 999.
struct Count {
  unsigned value = 0;
  std::size_t tokens = 0;
};
Count count_at(const Tokens&, std::size_t i);

/// 1 to 4 for "I" to "IV" and "1" to "4"; 0 for anything else.
unsigned quarter_at(const Tokens&, std::size_t i);

inline bool symbol_at(const Tokens& tokens, std::size_t i, char symbol) {
  return i < tokens.size() && tokens[i].is(symbol);
}
inline bool number_at(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() && tokens[i].kind == TokenKind::number;
}
inline bool word_at(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() && tokens[i].kind == TokenKind::word;
}
/// The token follows on the one before it without a space.
inline bool glued_at(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() && tokens[i].glued;
}

/// A year in four digits, 1900 to 2199; 0 for anything else.
inline int year_at(const Tokens& tokens, std::size_t i) {
  if (!number_at(tokens, i) || tokens[i].length() != 4) return 0;
  return tokens[i].value >= 1900 && tokens[i].value < 2200 ? static_cast<int>(tokens[i].value) : 0;
}

}  // namespace inspectord

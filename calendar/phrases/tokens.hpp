// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

enum class TokenKind : std::uint8_t {
  word,
  number,  ///< Digits 0-9 only.
  symbol,  ///< One sign; a run of dots, ellipses or underscores is one gap '_'.
  opaque,  ///< A web or mail address: nothing in it is a date.
};

/// A word, number or sign of a text, and where it stands in it.
struct Token {
  TokenKind kind = TokenKind::symbol;
  bool glued = false;                ///< Nothing stands between it and the token before.
  bool line_start = false;           ///< The first of its line.
  bool paragraph = false;            ///< The first of its line, below an empty one.
  bool capital = false;              ///< A word that begins with a capital.
  std::uint32_t begin = 0, end = 0;  ///< Bytes of the text.
  std::uint32_t value = 0;           ///< Of a number; at most 1,000,000,000.
  std::string folded{};              ///< Of words as letters.hpp folds; of numbers their digits.
  std::uint64_t hash = 0;            ///< Of `folded`, so that most comparisons end at once.

  std::size_t length() const { return end - begin; }
  bool is(char symbol) const { return kind == TokenKind::symbol && folded[0] == symbol; }
};

using Tokens = std::vector<Token>;

std::uint64_t hash_of(std::string_view folded);

/// nullopt where the text is not well-formed UTF-8. Linear in the text. Requires: less than 4 GiB.
std::optional<Tokens> tokens_of(std::string_view text);

/// The first byte that does not belong to well-formed UTF-8; text.size() where all do.
std::size_t first_bad_byte(std::string_view text);

}  // namespace inspectord

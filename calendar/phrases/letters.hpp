// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Letters as the reader of phrases compares them: case, composed or combining accents (NFC, NFD)
// and the place of the tone mark ("hòa", "hoà") make no difference; the accents themselves do.

namespace inspectord {

/// One code point of a text and how many bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
};

/// The code point at `offset`; nullopt where the bytes there are not well-formed UTF-8 (RFC 3629).
/// Requires: offset < text.size().
std::optional<CodePoint> code_point_at(std::string_view text, std::size_t offset);

/// How one letter is written when folded: its base letter with its mark ("a", "a^", "u+", "d-").
struct FoldedLetter {
  std::string_view base;  ///< Static storage. Empty for a combining mark.
  std::string_view mark;  ///< Static storage: "^" circumflex, "(" breve, "+" horn, "-" stroke.
  char tone = 0;          ///< '1' grave, '2' acute, '3' hook above, '4' tilde, '5' dot below.
  bool capital = false;
};

/// nullopt for what is no letter of Vietnamese and no combining mark of one.
std::optional<FoldedLetter> folded_letter(char32_t);

/// What a code point is to the reader.
enum class LetterClass { letter, digit, space, line_break, ignored, symbol };
LetterClass class_of(char32_t);

/// Signs that papers use for one another, as one: every dash '-', every apostrophe '\'', every
/// slash '/', every quote '"', what stands for "to" '~'. Others in ASCII as they are, else '?'.
char folded_symbol(char32_t);

}  // namespace inspectord

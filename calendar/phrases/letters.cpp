// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/letters.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace inspectord {
namespace {

struct Vowel {
  std::string_view base;
  std::string_view mark;
  std::u32string_view small, large;  ///< Without tone, then in the order of FoldedLetter::tone.
};

constexpr std::array<Vowel, 12> vowels{{
    {"a", "", U"aàáảãạ", U"AÀÁẢÃẠ"},
    {"a", "(", U"ăằắẳẵặ", U"ĂẰẮẲẴẶ"},
    {"a", "^", U"âầấẩẫậ", U"ÂẦẤẨẪẬ"},
    {"e", "", U"eèéẻẽẹ", U"EÈÉẺẼẸ"},
    {"e", "^", U"êềếểễệ", U"ÊỀẾỂỄỆ"},
    {"i", "", U"iìíỉĩị", U"IÌÍỈĨỊ"},
    {"o", "", U"oòóỏõọ", U"OÒÓỎÕỌ"},
    {"o", "^", U"ôồốổỗộ", U"ÔỒỐỔỖỘ"},
    {"o", "+", U"ơờớởỡợ", U"ƠỜỚỞỠỢ"},
    {"u", "", U"uùúủũụ", U"UÙÚỦŨỤ"},
    {"u", "+", U"ưừứửữự", U"ƯỪỨỬỮỰ"},
    {"y", "", U"yỳýỷỹỵ", U"YỲÝỶỸỴ"},
}};
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz";

struct Entry {
  char32_t code;
  FoldedLetter letter;
};

char tone_of(std::size_t place) {
  return place == 0 ? '\0' : static_cast<char>('0' + place);
}

std::vector<Entry> make_table() {
  std::vector<Entry> table;
  for (const auto& vowel : vowels) {
    for (std::size_t i = 0; i < vowel.small.size(); ++i) {
      table.push_back({vowel.small[i], {vowel.base, vowel.mark, tone_of(i), false}});
      table.push_back({vowel.large[i], {vowel.base, vowel.mark, tone_of(i), true}});
    }
  }
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    const auto letter = alphabet.substr(i, 1);
    if (std::string_view{"aeiouy"}.find(letter) != std::string_view::npos) continue;
    table.push_back({static_cast<char32_t>(letter[0]), {letter, "", 0, false}});
    table.push_back({static_cast<char32_t>(letter[0] - 'a' + 'A'), {letter, "", 0, true}});
  }
  // The Icelandic eth is what some fonts and scanners put for the Vietnamese letter.
  for (const char32_t small : {U'đ', U'ð'}) table.push_back({small, {"d", "-", 0, false}});
  for (const char32_t large : {U'Đ', U'Ð'}) table.push_back({large, {"d", "-", 0, true}});
  const std::pair<char32_t, char> tones[] = {
      {0x300, '1'}, {0x301, '2'}, {0x309, '3'}, {0x303, '4'}, {0x323, '5'}};
  for (const auto& [code, tone] : tones) table.push_back({code, {"", "", tone, false}});
  const std::pair<char32_t, std::string_view> marks[] = {{0x302, "^"}, {0x306, "("}, {0x31B, "+"}};
  for (const auto& [code, mark] : marks) table.push_back({code, {"", mark, 0, false}});
  std::ranges::sort(table, {}, &Entry::code);
  return table;
}

bool is_continuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

/// Soft hyphens, joiners, byte order marks: between letters, and nobody sees them.
bool is_ignored(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2032 ||
         c == 0x201B;
}
bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033;
}

}  // namespace

std::optional<CodePoint> code_point_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return CodePoint{first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() - offset < length) return std::nullopt;
  char32_t value = first & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(byte(i))) return std::nullopt;
    value = value << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return std::nullopt;
  return CodePoint{value, length};
}

std::optional<FoldedLetter> folded_letter(char32_t code) {
  static const std::vector<Entry> table = make_table();
  const auto found = std::ranges::lower_bound(table, code, {}, &Entry::code);
  if (found == table.end() || found->code != code) return std::nullopt;
  return found->letter;
}

LetterClass class_of(char32_t c) {
  if (c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029)
    return LetterClass::line_break;
  if (is_space(c)) return LetterClass::space;
  if (is_ignored(c)) return LetterClass::ignored;
  if (c >= '0' && c <= '9') return LetterClass::digit;
  if (folded_letter(c)) return LetterClass::letter;
  if (c >= 0x2160 && c <= 0x217F) return LetterClass::letter;  // Roman numerals of one sign
  const bool sign = c < 0xAA || c == 0xAB || c == 0xB1 || c == 0xB4 || c == 0xB7 || c == 0xBB ||
                    c == 0xD7 || c == 0xF7 || (c >= 0x2010 && c <= 0x2BFF) ||
                    (c >= 0x3001 && c <= 0x303F);
  return sign ? LetterClass::symbol : LetterClass::letter;
}

char folded_symbol(char32_t c) {
  if (is_dash(c)) return '-';
  if (is_apostrophe(c)) return '\'';
  if (is_quote(c)) return '"';
  if (c == 0x2044 || c == 0x2215) return '/';
  if (c == 0xF7 || c == 0x2192 || c == 0x223C) return '~';  // "05÷09/01", "→"
  if (c == 0x2026) return '_';                              // an ellipsis is a gap to be filled in
  return c < 0x7F && c > ' ' ? static_cast<char>(c) : '?';
}

}  // namespace inspectord

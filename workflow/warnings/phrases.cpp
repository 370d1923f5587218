// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace inspectord {
namespace {

std::u32string decoded(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      letter = (letter << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    }
    letters += letter;
    i += length;
  }
  return letters;
}

void append(std::string& text, char32_t letter) {
  const auto tail = [&](int shift) {
    return static_cast<char>(0x80u | ((letter >> shift) & 0x3Fu));
  };
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += {static_cast<char>(0xC0u | (letter >> 6)), tail(0)};
  } else if (letter < 0x10000) {
    text += {static_cast<char>(0xE0u | (letter >> 12)), tail(6), tail(0)};
  } else {
    text += {static_cast<char>(0xF0u | (letter >> 18)), tail(12), tail(6), tail(0)};
  }
}

bool is_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}

bool is_letter(char32_t letter) {
  if (letter < 0x80) return (letter | 0x20u) >= U'a' && (letter | 0x20u) <= U'z';
  return letter >= 0xC0 && letter < 0x2000 && letter != 0xD7 && letter != 0xF7;
}

char32_t small(char32_t letter) {
  if (letter >= U'A' && letter <= U'Z') return letter + 0x20;
  if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 0x20;
  if (letter == 0x1A0) return 0x1A1;  // Ơ
  if (letter == 0x1AF) return 0x1B0;  // Ư
  const bool in_pairs = (letter >= 0x100 && letter <= 0x137) ||
                        (letter >= 0x14A && letter <= 0x177) ||
                        (letter >= 0x1EA0 && letter <= 0x1EF9);
  return in_pairs ? letter | 1u : letter;
}

bool is_capital(char32_t letter) {
  return is_letter(letter) && small(letter) != letter;
}

bool starts_with_digit(const std::string& word) {
  return !word.empty() && is_digit(static_cast<unsigned char>(word[0]));
}

bool is_word(const std::string& token) {
  const auto first = decoded(token).front();
  return is_letter(first) || is_digit(first);
}

bool is_year(const std::string& word) {
  return word.size() == 4 && (word.starts_with("20") || word.starts_with("19")) &&
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Token `i`, or "" before the beginning and past the end.
const std::string& token(const std::vector<std::string>& tokens, std::size_t i) {
  static const std::string none;
  return i < tokens.size() ? tokens[i] : none;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
  const auto letters = decoded(text);
  std::vector<std::string> tokens;
  bool open = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t letter = letters[i];
    const bool inside_number = open && (letter == U'/' || letter == U'.') &&
                               i + 1 < letters.size() && is_digit(letters[i - 1]) &&
                               is_digit(letters[i + 1]);
    if (is_letter(letter) || is_digit(letter) || inside_number) {
      if (!open) tokens.emplace_back();
      append(tokens.back(), small(letter));
      open = true;
      continue;
    }
    open = false;
    const bool blank = letter <= 0x20 || letter == 0xA0;
    if (blank) continue;
    tokens.emplace_back();
    append(tokens.back(), letter == 0x2013 || letter == 0x2014 ? U'-' : letter);
  }
  return tokens;
}

std::vector<std::string> words_of(std::string_view text) {
  auto words = tokens_of(text);
  std::erase_if(words, [](const auto& token) { return !is_word(token); });
  return words;
}

std::string folded(std::string_view text) {
  std::string joined;
  for (const auto& word : words_of(text)) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

std::string folded_number(std::string_view number) {
  std::string text;
  for (const auto& word : words_of(number)) {
    const bool digits_meet = !text.empty() && is_digit(static_cast<unsigned char>(text.back())) &&
                             starts_with_digit(word);
    text += (digits_meet ? "/" : "") + word;
  }
  return text;
}

double likeness(std::string_view a, std::string_view b) {
  const auto first = words_of(a);
  const auto second = words_of(b);
  const std::set<std::string> one(first.begin(), first.end());
  const std::set<std::string> other(second.begin(), second.end());
  const auto shared =
      std::ranges::count_if(one, [&](const auto& word) { return other.contains(word); });
  const auto all = one.size() + other.size() - static_cast<std::size_t>(shared);
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

std::vector<int> years_named(std::string_view text) {
  static constexpr std::array spans{"đến", "từ", "trước", "sau", "với", "-"};
  const auto tokens = tokens_of(text);
  std::vector<int> years;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i] != "năm" || !is_year(tokens[i + 1])) continue;
    const bool in_span = std::ranges::find(spans, token(tokens, i - 1)) != spans.end();
    const bool in_date = token(tokens, i - 2) == "tháng";
    const auto& next = token(tokens, i + 2);
    const auto& after = token(tokens, i + 3);
    const bool goes_on = next == "-" || (next == "đến") ||
                         (next == "và" && (after == "quý" || after == "năm")) ||
                         (next == "về" && after == "trước");
    if (!in_span && !in_date && !goes_on) years.push_back(std::stoi(tokens[i + 1]));
  }
  return years;
}

bool has_two_readings(std::string_view text) {
  static constexpr std::array units{"tháng", "năm", "quý", "quí", "tuần"};
  static constexpr std::array each{"hằng", "hàng", "mỗi", "từng"};
  const auto tokens = tokens_of(text);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (std::ranges::find(units, tokens[i]) == units.end() || tokens[i + 1] != "trước") continue;
    if (std::ranges::find(each, token(tokens, i - 1)) != each.end()) continue;
    const auto& day = tokens[i + 2] == "ngày" ? token(tokens, i + 3) : tokens[i + 2];
    if (starts_with_digit(day)) return true;
  }
  return false;
}

bool joins_two_faults(std::string_view text) {
  static constexpr std::array faults{"trễ",  "chậm", "muộn", "thiếu", "không",
                                     "chưa", "sai",  "quá",  "vượt"};
  const auto tokens = tokens_of(text);
  bool fault = false;
  bool joined = false;
  for (const auto& word : tokens) {
    const bool is_fault = std::ranges::find(faults, word) != faults.end();
    if (is_fault && joined) return true;
    fault = fault || is_fault;
    joined = (joined || (word == "và" && fault)) && word != "," && word != ";";
  }
  return false;
}

std::vector<std::string> abbreviations_of(std::string_view text) {
  const auto letters = decoded(text);
  const auto belongs_to_number = [](char32_t c) { return c == U'/' || c == U'-' || is_digit(c); };
  std::vector<std::string> found;
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t end = i;
    while (end < letters.size() && is_letter(letters[end])) ++end;
    const auto word = letters.substr(i, end - i);
    const bool numbered = (i > 0 && belongs_to_number(letters[i - 1])) ||
                          (end < letters.size() && belongs_to_number(letters[end]));
    if (word.size() >= 3 && !numbered && std::ranges::all_of(word, is_capital)) {
      found.emplace_back();
      for (const auto letter : word) append(found.back(), letter);
    }
    i = std::max(end, i + 1);
  }
  return found;
}

bool spells_out(std::string_view text, std::string_view abbreviation) {
  std::u32string initials;
  for (const auto& word : words_of(text)) initials += decoded(word).front();
  std::u32string wanted;
  for (const auto letter : decoded(abbreviation)) wanted += small(letter);
  return initials.find(wanted) != std::u32string::npos;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

}  // namespace inspectord

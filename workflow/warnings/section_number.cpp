// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/section_number.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace inspectord {
namespace {

enum class Style { arabic, roman, letter };

/// A number taken apart: "2.1" is arabic 1 after "2.".
struct SectionNumber {
  Style style = Style::arabic;
  std::string prefix;
  std::string own;  ///< As written, without marks.
  int value = 0;
};

constexpr std::array<std::pair<int, std::string_view>, 9> roman_signs{{{100, "C"},
                                                                       {90, "XC"},
                                                                       {50, "L"},
                                                                       {40, "XL"},
                                                                       {10, "X"},
                                                                       {9, "IX"},
                                                                       {5, "V"},
                                                                       {4, "IV"},
                                                                       {1, "I"}}};

// The letters of Vietnamese lists, and those of papers that leave out đ or keep f, j, w, z.
constexpr std::array<std::string_view, 23> vietnamese{"a", "b", "c", "d", "đ", "e", "g", "h",
                                                      "i", "k", "l", "m", "n", "o", "p", "q",
                                                      "r", "s", "t", "u", "v", "x", "y"};
constexpr std::string_view latin = "abcdefghijklmnopqrstuvwxyz";

std::string roman(int value) {
  std::string text;
  for (const auto& [worth, sign] : roman_signs) {
    for (; value >= worth; value -= worth) text += sign;
  }
  return text;
}

std::optional<int> roman_value(const std::string& text) {
  for (int value = 1; value <= 100; ++value) {
    if (roman(value) == text) return value;
  }
  return std::nullopt;
}

std::string small(std::string text) {
  if (text == "Đ") return "đ";
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

std::string capital(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return text;
}

bool is_list_letter(const std::string& text) {
  const auto letter = small(text);
  return letter == "đ" || (letter.size() == 1 && latin.find(letter) != std::string_view::npos);
}

std::string without_marks(std::string text) {
  while (!text.empty() && std::string_view{").-/: "}.find(text.back()) != std::string_view::npos)
    text.pop_back();
  return text.starts_with("(") ? text.substr(1) : text;
}

/// Whether single letters of a list are letters, not Roman signs: some neighbour can be nothing
/// else.
bool counts_by_letter(const std::vector<std::string>& numbers) {
  return std::ranges::any_of(numbers, [](const auto& number) {
    const auto text = without_marks(number);
    return is_list_letter(text) && !roman_value(capital(text));
  });
}

std::optional<SectionNumber> parse(const std::string& number, bool by_letter) {
  auto text = without_marks(number);
  SectionNumber parsed;
  if (const auto dot = text.rfind('.'); dot != std::string::npos) {
    parsed.prefix = text.substr(0, dot + 1);
    text = text.substr(dot + 1);
  }
  parsed.own = text;
  const bool digits = !text.empty() && text.size() < 5 &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    parsed.value = std::stoi(text);
    return parsed;
  }
  const bool one_case = text == capital(text) || text == small(text);
  const auto value = one_case ? roman_value(capital(text)) : std::nullopt;
  if (value && !(by_letter && is_list_letter(text))) {
    parsed.style = Style::roman;
    parsed.value = *value;
    return parsed;
  }
  if (!is_list_letter(text)) return std::nullopt;
  parsed.style = Style::letter;
  return parsed;
}

std::string letter_after(const std::string& letter) {
  const auto found = std::ranges::find(vietnamese, letter);
  return found == vietnamese.end() || found + 1 == vietnamese.end() ? letter
                                                                    : std::string{*(found + 1)};
}

bool letter_follows(const std::string& before, const std::string& letter) {
  if (letter_after(before) == letter) return true;
  return before.size() == 1 && letter.size() == 1 && letter[0] == before[0] + 1;
}

bool follows(const SectionNumber* before, const SectionNumber& number) {
  if (number.style != Style::letter) return number.value == (before ? before->value : 0) + 1;
  return before ? letter_follows(small(before->own), small(number.own)) : small(number.own) == "a";
}

std::string expected_after(const SectionNumber* before, const SectionNumber& number) {
  const bool is_small = number.own == small(number.own);
  std::string own;
  if (number.style == Style::letter) {
    own = before ? letter_after(small(before->own)) : "a";
  } else {
    const int next = (before ? before->value : 0) + 1;
    own = number.style == Style::roman ? roman(next) : std::to_string(next);
  }
  if (is_small) return number.prefix + small(own);
  return number.prefix + (own == "đ" ? "Đ" : capital(own));
}

}  // namespace

std::vector<NumberSlip> slips_in(const std::vector<std::string>& numbers) {
  const bool by_letter = counts_by_letter(numbers);
  std::vector<NumberSlip> slips;
  std::optional<SectionNumber> last;
  bool may_begin_anew = true;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = parse(numbers[i], by_letter);
    if (!number) {
      may_begin_anew = true;
      continue;
    }
    const bool same_list = last && last->style == number->style && last->prefix == number->prefix;
    const bool begins = (!same_list || may_begin_anew) && follows(nullptr, *number);
    const auto* before = same_list ? &*last : nullptr;
    if (!begins && !follows(before, *number)) slips.push_back({i, expected_after(before, *number)});
    last = number;
    may_begin_anew = false;
  }
  return slips;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "formats/formula_guard.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

constexpr char guard = '\'';

/// What begins a formula: ASCII, full-width (U+FF0B ...), small forms (U+FE62 ...), minus (U+2212).
constexpr auto triggers = std::to_array<std::string_view>(
    {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
     "\xEF\xB9\xA6", "\xEF\xB9\xA2", "\xEF\xB9\xA3", "\xEF\xB9\xAB", "\xE2\x88\x92"});

/// Blanks that a spreadsheet may pass over: space, VT, FF, and U+0085, 00A0, 1680, 180E, 2000-200D,
/// 2028, 2029, 202F, 205F, 2060, 3000, FEFF.
constexpr auto blanks = std::to_array<std::string_view>({" ",
                                                         "\v",
                                                         "\f",
                                                         "\xC2\x85",
                                                         "\xC2\xA0",
                                                         "\xE1\x9A\x80",
                                                         "\xE1\xA0\x8E",
                                                         "\xE2\x80\x80",
                                                         "\xE2\x80\x81",
                                                         "\xE2\x80\x82",
                                                         "\xE2\x80\x83",
                                                         "\xE2\x80\x84",
                                                         "\xE2\x80\x85",
                                                         "\xE2\x80\x86",
                                                         "\xE2\x80\x87",
                                                         "\xE2\x80\x88",
                                                         "\xE2\x80\x89",
                                                         "\xE2\x80\x8A",
                                                         "\xE2\x80\x8B",
                                                         "\xE2\x80\x8C",
                                                         "\xE2\x80\x8D",
                                                         "\xE2\x80\xA8",
                                                         "\xE2\x80\xA9",
                                                         "\xE2\x80\xAF",
                                                         "\xE2\x81\x9F",
                                                         "\xE2\x81\xA0",
                                                         "\xE3\x80\x80",
                                                         "\xEF\xBB\xBF"});

template <class Forms>
std::size_t length_at_start(std::string_view text, const Forms& forms) {
  const auto found =
      std::ranges::find_if(forms, [&](std::string_view one) { return text.starts_with(one); });
  return found == forms.end() ? 0 : found->size();
}

bool begins_formula(std::string_view rest, bool first) {
  while (const auto blank = length_at_start(rest, blanks)) rest.remove_prefix(blank);
  if (length_at_start(rest, triggers) > 0) return true;
  // Behind the start each of these begins a place of its own.
  return first && !rest.empty() && (rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n');
}

std::string_view without_guards(std::string_view rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(guard), rest.size()));
  return rest;
}

bool ends_a_cell(char c) {
  return c == ',' || c == ';' || c == '\t' || c == '\r' || c == '\n' || c == '"';
}

}  // namespace

std::string without_formulas(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool first = i == 0;
    const bool begins = first || ends_a_cell(text[i - 1]);
    if (begins && begins_formula(without_guards(text.substr(i)), first)) out += guard;
    out += text[i];
  }
  return out;
}

std::string with_formulas(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool first = i == 0;
    const bool begins = first || ends_a_cell(text[i - 1]);
    const bool guarded =
        begins && text[i] == guard && begins_formula(without_guards(text.substr(i)), first);
    if (!guarded) out += text[i];
  }
  return out;
}

}  // namespace inspectord

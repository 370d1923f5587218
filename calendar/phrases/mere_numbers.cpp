// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/mere_numbers.hpp"

#include "calendar/phrases/document_numbers.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {

bool is_share_of_days(const Tokens& tokens, std::size_t i) {
  static const Saying share{"mỗi", "một", "hằng", "hàng", "trong", "làm"};
  return i > 0 && (share.at(tokens, i - 1) || number_at(tokens, i - 1));
}

bool stands_alone(const Tokens& tokens, std::size_t first, std::size_t end) {
  const auto is_one_of = [&](std::size_t k, std::string_view signs) {
    return tokens[k].kind == TokenKind::symbol &&
           signs.find(tokens[k].folded[0]) != std::string_view::npos;
  };
  const bool opens = first == 0 || is_one_of(first - 1, "(:-\"") || tokens[first].line_start;
  const bool closes = end >= tokens.size() || tokens[end].line_start || is_one_of(end, ").;,\"");
  return opens && closes;
}

std::size_t heading_number_at(const Tokens& tokens, std::size_t i) {
  if (!tokens[i].line_start || !number_at(tokens, i)) return 0;
  std::size_t at = i + 1;
  while (symbol_at(tokens, at, '.') && glued_at(tokens, at) && glued_at(tokens, at + 1) &&
         number_at(tokens, at + 1)) {
    if (tokens[at + 1].length() > 2) return 0;
    at += 2;
  }
  if (at == i + 1) return 0;
  if (symbol_at(tokens, at, '.')) ++at;
  const bool goes_on = (symbol_at(tokens, at, '-') || symbol_at(tokens, at, ',')) &&
                       number_at(tokens, at + 1);  // "13.3 - 15.3.2026"
  return at < tokens.size() && !goes_on ? at - i : 0;
}

bool is_of_a_code(const Tokens& tokens, std::size_t i) {
  static const Saying name{"số",      "phiên bản", "version", "tọa độ",    "vĩ độ",
                           "kinh độ", "mã hs",     "mã",      "phòng họp", "đường"};
  if (!number_at(tokens, i) || i == 0) return false;
  if (name.ends_at(tokens, i)) return true;
  const Token& before = tokens[i - 1];
  if (!tokens[i].glued) return false;
  if (before.kind == TokenKind::word) return true;  // "K20", "VX2"
  const bool runs = before.is('/') || before.is('_') || (before.is('-') && before.glued);
  const bool named = before.is('_') || (i > 1 && tokens[i - 2].capital);
  return runs && i > 1 && before.glued && word_at(tokens, i - 2) && named;
}

std::size_t street_at(const Tokens& tokens, std::size_t i) {
  static const Saying street{"đường", "phố"}, revolution{"cách mạng tháng"}, month{"tháng"};
  if (const auto n = revolution.at(tokens, i)) return n + (number_at(tokens, i + n) ? 1 : 0);
  const bool named = street.at(tokens, i) && number_at(tokens, i + 1) && month.at(tokens, i + 2) &&
                     number_at(tokens, i + 3);
  return named ? 4 : 0;
}

std::size_t school_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying school{"năm học",      "niên vụ",   "niên khóa", "mùa khô", "mùa mưa",
                             "vụ đông xuân", "vụ hè thu", "vụ mùa",    "niên học"};
  const auto n = school.at(tokens, i);
  if (!n) return 0;
  const bool years =
      year_at(tokens, i + n) && symbol_at(tokens, i + n + 1, '-') && year_at(tokens, i + n + 2);
  return n + (years ? 3 : number_run_at(tokens, i + n));
}

}  // namespace inspectord

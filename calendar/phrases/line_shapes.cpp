// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/line_shapes.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

const Saying& unit_word() {
  static const Saying unit{
      "huyện",         "thành phố", "tp",        "thị xã",    "tx",           "xã",
      "phường",        "thị trấn",  "đặc khu",   "ubnd",      "sở",           "trường",
      "công ty",       "trung tâm", "quận",      "tại",       "doanh nghiệp", "ủy ban nhân dân",
      "hộ kinh doanh", "chợ",       "trạm y tế", "bệnh viện", "cơ sở"};
  return unit;
}

}  // namespace

bool is_unit_line(const Tokens& tokens, std::size_t sentence, std::size_t first) {
  if (first == 0 || !tokens[first - 1].is(':')) return false;
  std::size_t head = sentence;
  constexpr std::size_t longest_bullet = 4;
  while (head < first && head < sentence + longest_bullet && tokens[head].kind != TokenKind::word) {
    ++head;
  }
  return unit_word().at(tokens, head) > 0;
}

bool is_table_row(const Tokens& tokens, std::size_t first, std::size_t end) {
  if (end < tokens.size() && !tokens[end].line_start && !tokens[end].is('-') &&
      !tokens[end].is('|'))
    return false;
  std::size_t names = 0;
  for (std::size_t k = first; k-- > 0 && first - k <= 24;) {
    const Token& token = tokens[k];
    if (token.kind == TokenKind::number) {
      const bool opens = token.line_start || (tokens[k - 1].is('|') && tokens[k - 1].line_start);
      return opens && names >= 2;
    }
    if (token.line_start) return false;
    if (token.kind == TokenKind::word && !token.capital) return false;
    if (token.kind == TokenKind::word) ++names;
  }
  return false;
}

bool is_unit_at(const Tokens& tokens, std::size_t i) {
  return unit_word().at(tokens, i) > 0;
}

bool is_day_of_unit(const Tokens& tokens, std::size_t end) {
  return end < tokens.size() && tokens[end].is(':') && unit_word().at(tokens, end + 1) > 0;
}

bool opens_sentence(const Tokens& tokens, std::size_t sentence, std::size_t first) {
  constexpr std::size_t longest_bullet = 4;
  if (first - sentence > longest_bullet) return false;
  for (std::size_t k = sentence; k < first; ++k) {
    const bool letter = k == sentence && tokens[k].length() == 1 && symbol_at(tokens, k + 1, ')');
    if (tokens[k].kind == TokenKind::word && !letter) return false;
  }
  return true;
}

bool is_letter_head(const Tokens& tokens, std::size_t first, std::size_t after_number) {
  static const Saying month{"tháng"}, kind{"phố", "trấn", "xã"};  // "Thành phố Hồ Chí Minh"
  if (first < 2 || !tokens[first - 1].is(',')) return false;
  bool in_words = false;
  for (std::size_t k = first; k < first + 4 && k < tokens.size(); ++k)
    in_words |= month.at(tokens, k) > 0;
  const auto ends_name = [&](std::size_t at) {  // "Phường 12, ngày 18 tháng 6 năm 2026"
    return at + 2 == first && number_at(tokens, at) && at > 0 && tokens[at - 1].capital;
  };
  std::size_t k = first - 1;
  std::size_t names = 0;
  constexpr std::size_t longest_place = 8;
  while (k > 0 && k != after_number && names < longest_place &&
         (tokens[k - 1].capital || tokens[k - 1].is('.') || ends_name(k - 1) ||
          (names > 0 && (tokens[k - 1].is('-') || kind.at(tokens, k - 1))))) {
    --k;
    ++names;
  }
  const bool gap = k > 0 && tokens[k - 1].is('_');
  return (names > 0 || gap) && in_words &&
         (k == 0 || tokens[k].line_start || k == after_number || gap);
}

}  // namespace inspectord

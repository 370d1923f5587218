// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/lunar_words.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

/// "Bính Ngọ", "năm Ất Tỵ"
std::size_t lunar_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying year{"năm"},
      stem{"giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"};
  static const Saying branch{"tý",  "sửu", "dần",  "mão", "thìn", "tỵ",
                             "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"};
  const auto n = year.at(tokens, i);
  const bool named = stem.at(tokens, i + n) && branch.at(tokens, i + n + 1);
  return named ? n + 2 : 0;
}

std::size_t lunar_word_at(const Tokens& tokens, std::size_t i) {
  static const Saying words{"âm lịch", "( âm lịch )", "âl", "( âl )", "al", "( al )"};
  const auto n = words.at(tokens, i);
  return n ? n : lunar_year_at(tokens, i);
}

std::size_t short_number(const Tokens& tokens, std::size_t i) {
  return number_at(tokens, i) && tokens[i].length() <= 2 ? 1 : 0;
}

/// "23 tháng Chạp", "10 tháng 3", "28/4": the token after it, or `i`.
std::size_t over_day(const Tokens& tokens, std::size_t i) {
  static const Saying month{"tháng", "/", "-"};
  const std::size_t sign = i + short_number(tokens, i);
  const auto joint = sign == i ? 0 : month.at(tokens, sign);
  if (!joint) return i;
  const std::size_t at = sign + joint;
  if (is_lunar_month(tokens, at - 1)) return at + 1;
  return short_number(tokens, at) ? at + 1 : i;
}

}  // namespace

bool makes_lunar(const Tokens& tokens, std::size_t end) {
  const std::size_t year = end + (symbol_at(tokens, end, ',') ? 1 : 0);
  return lunar_word_at(tokens, end) > 0 || lunar_year_at(tokens, year) > 0;
}

bool led_by_lunar(const Tokens& tokens, std::size_t i) {
  static const Saying words{"âm lịch", "âl", "nhằm"}, day{"ngày"};
  std::size_t at = i;
  if (at > 0 && day.at(tokens, at - 1)) --at;
  if (at > 0 && tokens[at - 1].is(':')) --at;
  return words.ends_at(tokens, at);
}

bool is_lunar_month(const Tokens& tokens, std::size_t i) {
  static const Saying month{"tháng giêng", "tháng chạp"}, year{"năm"};
  return month.at(tokens, i) && !(year.at(tokens, i + 2) && year_at(tokens, i + 3));
}

std::size_t lunar_at(const Tokens& tokens, std::size_t i) {
  static const Saying day{"ngày", "mùng", "mồng", "ngày mùng", "ngày mồng"},
      full_moon{"rằm tháng", "rằm"};
  if (is_lunar_month(tokens, i)) return 2;
  if (const auto n = full_moon.at(tokens, i)) return n + short_number(tokens, i + n);
  const std::size_t number = i + day.at(tokens, i);
  const std::size_t end = over_day(tokens, number);
  if (end == number) return 0;
  if (const auto n = lunar_word_at(tokens, end)) return end + n - i;
  const bool lunar = is_lunar_month(tokens, end - 2) || led_by_lunar(tokens, number);
  return lunar ? end - i : 0;
}

std::size_t over_lunar_note(const Tokens& tokens, std::size_t i) {
  constexpr std::size_t longest_note = 14;
  if (!symbol_at(tokens, i, '(')) return i;
  bool lunar = false;
  for (std::size_t at = i + 1; at < tokens.size() && at < i + longest_note; ++at) {
    if (tokens[at].is(')')) return lunar ? at + 1 : i;
    lunar |= lunar_word_at(tokens, at) > 0 || is_lunar_month(tokens, at);
  }
  return i;
}

}  // namespace inspectord

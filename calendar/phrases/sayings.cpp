// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/sayings.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool stands_at(const std::vector<std::string>& words, const Tokens& tokens, std::size_t i) {
  if (tokens.size() - i < words.size()) return false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (tokens[i + k].folded != words[k]) return false;
  }
  return true;
}

/// One to nine by their words; "mười lăm" and "hai mươi" are put together in count_in_words.
unsigned digit_word(const Tokens& tokens, std::size_t i) {
  static const Saying digits[] = {{"một"}, {"hai"},        {"ba"},  {"bốn", "tư"}, {"năm", "lăm"},
                                  {"sáu"}, {"bảy", "bẩy"}, {"tám"}, {"chín"}};
  for (unsigned n = 0; n < std::size(digits); ++n) {
    if (digits[n].at(tokens, i)) return n + 1;
  }
  return 0;
}

Count count_in_words(const Tokens& tokens, std::size_t i) {
  static const Saying ten{"mười"}, tens{"mươi"};
  if (ten.at(tokens, i)) {
    const unsigned ones = digit_word(tokens, i + 1);
    return {10 + ones, ones ? std::size_t{2} : std::size_t{1}};
  }
  const unsigned first = digit_word(tokens, i);
  if (!first || !tens.at(tokens, i + 1)) return {first, first ? std::size_t{1} : std::size_t{0}};
  const unsigned ones = digit_word(tokens, i + 2);
  return {first * 10 + ones, ones ? std::size_t{3} : std::size_t{2}};
}

}  // namespace

Saying::Saying(std::initializer_list<std::string_view> alternatives) {
  for (const auto alternative : alternatives) {
    std::vector<std::string> words;
    const Tokens tokens = tokens_of(alternative).value();
    for (const auto& token : tokens) words.push_back(token.folded);
    first_words_.push_back(tokens.front().hash);
    any_first_ |= std::uint64_t{1} << (tokens.front().hash & 63u);
    alternatives_.push_back(std::move(words));
  }
  std::ranges::sort(first_words_);
  std::ranges::stable_sort(alternatives_, std::greater{}, [](const auto& a) { return a.size(); });
}

std::size_t Saying::at(const Tokens& tokens, std::size_t i) const {
  if (i >= tokens.size() || !(any_first_ >> (tokens[i].hash & 63u) & 1u)) return 0;
  if (!std::ranges::binary_search(first_words_, tokens[i].hash)) return 0;
  for (const auto& words : alternatives_) {
    if (stands_at(words, tokens, i)) return words.size();
  }
  return 0;
}

bool Saying::ends_at(const Tokens& tokens, std::size_t i) const {
  return std::ranges::any_of(alternatives_, [&](const auto& words) {
    return words.size() <= i && stands_at(words, tokens, i - words.size());
  });
}

Count count_at(const Tokens& tokens, std::size_t i) {
  const auto one_at = [&](std::size_t at) {
    if (!number_at(tokens, at)) return count_in_words(tokens, at);
    const bool counts = tokens[at].value > 0 && tokens[at].value <= 999;
    return counts ? Count{tokens[at].value, 1} : Count{};
  };
  Count count = one_at(i);
  if (!count.tokens || !symbol_at(tokens, i + count.tokens, '(')) return count;
  const std::size_t inner = i + count.tokens + 1;  // "05 (năm) ngày", "mười lăm (15) ngày"
  const auto again = one_at(inner);
  if (again.tokens && symbol_at(tokens, inner + again.tokens, ')'))
    count.tokens += again.tokens + 2;
  return count;
}

unsigned quarter_at(const Tokens& tokens, std::size_t i) {
  static const Saying quarters[] = {{"i", "1", "01", "Ⅰ", "quýi"},
                                    {"ii", "2", "02", "Ⅱ", "quýii"},
                                    {"iii", "3", "03", "Ⅲ", "quýiii"},
                                    {"iv", "4", "04", "Ⅳ", "quýiv"}};
  for (unsigned n = 0; n < std::size(quarters); ++n) {
    if (quarters[n].at(tokens, i)) return n + 1;
  }
  return 0;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/relative_years.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {

RelativeYear relative_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying of{"của"}, year{"năm"};
  static const Saying next{"sau",          "tiếp theo",   "kế tiếp",      "tới",
                           "liền kề sau",  "sau liền kề", "liền sau",     "tiếp sau",
                           "kế tiếp theo", "sau đó",      "tiếp liền kề", "sau năm kế hoạch"};
  static const Saying last{"trước", "ngoái", "trước liền kề", "liền trước", "trước kỳ báo cáo"};
  static const Saying now{"nay", "này"};
  static const Saying bound{"ngày", "khi", "thời", "tháng", "quý"};  // "năm trước ngày 15/11"
  const std::size_t word = i + of.at(tokens, i);
  if (!year.at(tokens, word)) return {};
  const std::size_t at = word + 1;
  if (const auto n = next.at(tokens, at)) return {1, at + n - i};
  if (const auto n = now.at(tokens, at)) return {0, at + n - i};
  const auto n = last.at(tokens, at);
  if (!n || bound.at(tokens, at + n) || number_at(tokens, at + n)) return {};
  return {-1, at + n - i};
}

}  // namespace inspectord

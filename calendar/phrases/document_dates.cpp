// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/document_dates.hpp"

#include "calendar/phrases/document_numbers.hpp"
#include "calendar/phrases/sayings.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// "biên bản kiểm tra ngày 20/5/2026"
bool follows_minutes(const Tokens& tokens, std::size_t first) {
  static const Saying minutes{"biên bản kiểm tra",   "biên bản làm việc",  "kết luận kiểm tra",
                              "quyết định kiểm tra", "kế hoạch kiểm tra",  "biên bản họp",
                              "kết luận thanh tra",  "biên bản thanh tra", "quyết định thanh tra",
                              "kế hoạch thanh tra"};
  constexpr std::size_t words = 4;
  return first >= words && minutes.at(tokens, first - words) == words;
}

/// A kind of paper stands within a few tokens before `end`, and nothing but words after it.
bool kind_before(const Tokens& tokens, std::size_t end) {
  static const Saying kind{"luật",       "nghị quyết", "nghị định", "thông tư",  "chỉ thị",
                           "quyết định", "công văn",   "kế hoạch",  "thông báo", "báo cáo",
                           "tờ trình",   "hướng dẫn",  "công điện", "biên bản",  "kết luận",
                           "giấy mời",   "bản án",     "giấy phép", "văn bản",   "chương trình"};
  constexpr std::size_t longest_name = 8;
  for (std::size_t k = end; k-- > 0 && end - k <= longest_name;) {
    if (tokens[k].kind != TokenKind::word) return false;
    if (kind.at(tokens, k)) return true;
  }
  return false;
}

/// "Thông báo kết luận số 45 ngày 12/3/2026", "Nghị quyết 57, ngày 22/12/2024"; not "Đoàn số 2
/// ngày 12/6/2026".
bool follows_bare_number(const Tokens& tokens, std::size_t first) {
  static const Saying number_word{"số"};
  const bool comma = first > 0 && tokens[first - 1].is(',');
  const std::size_t at = comma ? first - 1 : first;
  if (at < 2 || !number_at(tokens, at - 1)) return false;
  const bool numbered = number_word.at(tokens, at - 2) > 0;
  if (!numbered && !comma) return false;
  constexpr std::size_t longest_kind = 2;  // "Nghị quyết 57": the kind right before its number
  const std::size_t name = numbered ? at - 2 : at - 1;
  if (numbered) return kind_before(tokens, name);
  return name >= longest_kind && tokens[name - longest_kind].capital && kind_before(tokens, name);
}

/// "Quyết định số: 2238/QĐ-TTg, ngày 30/12/2021"
bool follows_number(const Tokens& tokens, std::size_t first) {
  if (first == 0 || (!tokens[first - 1].is(',') && !tokens[first - 1].is('('))) return false;
  for (std::size_t back = 2; back <= 12 && back <= first; ++back) {
    const std::size_t number = document_number_at(tokens, first - back);
    if (number && number + 1 == back) return true;
  }
  return false;
}

/// "Ngày ban hành: 12/5/2026", "ký ngày"
bool follows_issue(const Tokens& tokens, std::size_t first) {
  static const Saying issued{"ban hành", "ký", "thông qua", "được ban hành", "ký ban hành"};
  constexpr std::size_t issue_words = 3;
  if (first >= issue_words && tokens[first - 1].is(':') && issued.at(tokens, first - issue_words))
    return true;
  return first >= 1 &&
         (issued.at(tokens, first - 1) || (first >= 2 && issued.at(tokens, first - 2)));
}

}  // namespace

bool is_day_of_named_paper(const Tokens& tokens, std::size_t first) {
  return follows_minutes(tokens, first) || follows_bare_number(tokens, first) ||
         follows_number(tokens, first) || follows_issue(tokens, first);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/written_days.hpp"

#include "calendar/phrases/lunar_words.hpp"
#include "calendar/phrases/one_written_day.hpp"
#include "calendar/phrases/sayings.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr std::size_t longest_row = 31;

enum class Joint { none, range, list };

Joint joint_at(const Tokens& tokens, std::size_t i, std::size_t& after) {
  static const Saying list{"và", ", và", "hoặc", ",", "&"};
  if (const auto n = range_joint_at(tokens, i)) {
    after = i + n;
    return Joint::range;
  }
  const bool plus = symbol_at(tokens, i, '+') && !tokens[i].line_start && number_at(tokens, i + 1);
  if (const auto n = plus ? 1 : list.at(tokens, i)) {
    after = i + n;
    return Joint::list;
  }
  return Joint::none;
}

void append(WrittenDays& row, const ReadDay& read, Joint joint, std::size_t begin) {
  if (joint == Joint::range && !row.spans.back().last) {
    row.spans.back().last = read.day;
  } else {
    row.spans.push_back({.first = read.day, .begin = begin});
  }
  row.spans.back().end = read.end;
  row.end = read.end;
  row.marked |= read.marked;
  row.separated |= read.separated;
}

/// "ngày 5-10" could be the fifth of October, or the fifth to the tenth.
bool has_two_readings(const WrittenDays& row, const Tokens& tokens, std::size_t end) {
  if (row.spans.size() != 1 || row.spans[0].last) return false;
  const WrittenDay& day = row.spans[0].first;
  return row.separated && tokens[end - 2].is('-') && *day.day < *day.month;
}

/// ", ngày 15/6/2026" behind a day with its own year begins something new.
bool is_new_day(const Tokens& tokens, const WrittenDays& row, std::size_t i) {
  if (!symbol_at(tokens, i, ',') || !row.spans.back().first.year) return false;
  const auto next = one_day_at(tokens, i + 1);
  return next && next->marked && next->day.year;
}

/// Days without a month that come every month, or in some: "ngày 10, 20 hằng tháng".
bool is_monthly(const WrittenDays& row, const Tokens& tokens) {
  static const Saying monthly{"hằng tháng",     "hàng tháng",       "mỗi tháng",
                              "của mỗi tháng",  "của hằng tháng",   "của tháng cuối",
                              "tháng cuối quý", "của các tháng",    "các tháng",
                              "của tháng đầu",  "của tháng báo cáo"};
  for (const auto& span : row.spans) {
    if (span.first.month || span.last) return false;
  }
  return row.marked && monthly.at(tokens, row.end) > 0;
}

/// Words right before `i` say that days follow.
bool is_said(const Tokens& tokens, std::size_t i) {
  static const Saying said{"ngày", "từ",  "trước", "đến",  "tới",      "hết",      "nhất",
                           "là",   "vào", "lúc",   "sáng", "chiều",    "tối",      "trong",
                           "cuối", "sau", "hạn",   "gồm",  "kiểm tra", "làm việc", "tổ chức"};
  static const Saying hours{"thời gian", "lịch", "ngày", "thời điểm", "buổi"};
  if (said.ends_at(tokens, i)) return true;
  if (i == 0 || !tokens[i - 1].is(':')) return false;
  constexpr std::size_t longest_head = 6;  // "Thời gian kiểm tra: 10, 11 và 12/6/2026"
  for (std::size_t k = i - 1; k-- > 0 && i - k <= longest_head;) {
    if (hours.at(tokens, k)) return true;
    if (tokens[k].line_start) return false;
  }
  return false;
}

/// What is not said to be a day stands where one begins: a line, a cell, a bracket.
bool is_open_place(const Tokens& tokens, std::size_t i) {
  if (i == 0 || tokens[i].line_start) return true;
  const Token& before = tokens[i - 1];
  return before.is('|') || before.is('(') || before.is('"') ||
         (before.is('-') && before.line_start);
}

/// "Phường 12, ngày 18/6/2026", "Tổ 2 - 12/6/2026": the number in front belongs to a name. Not so
/// in "14-27/7" and "10,11,12/3", which are written together.
bool is_of_a_name(const Tokens& tokens, std::size_t i, std::size_t next, const ReadDay& read) {
  static const Saying numbered{"phường", "quận", "số", "tổ", "đoàn", "đội", "khu", "điều", "khoản"};
  if (is_said(tokens, i)) return false;
  if (read.marked) return true;
  const bool tight = glued_at(tokens, i + 1) && glued_at(tokens, next);
  if (tight && tokens[i + 1].kind == TokenKind::symbol)
    return i > 0 && (numbered.ends_at(tokens, i) || tokens[i - 1].is('-'));
  return !is_open_place(tokens, i);
}

/// "ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo": over words that name a month by
/// its place alone. Only between the ends of a range: what follows a single day is asked for.
std::size_t over_placed_month(const Tokens& tokens, std::size_t i) {
  static const Saying placed{"tháng trước",
                             "của tháng trước",
                             "tháng trước kỳ báo cáo",
                             "của tháng trước kỳ báo cáo",
                             "tháng trước liền kề",
                             "của tháng trước liền kề",
                             "của tháng thuộc kỳ báo cáo",
                             "tháng thuộc kỳ báo cáo",
                             "của tháng này",
                             "tháng này",
                             "của tháng sau",
                             "tháng sau",
                             "của tháng báo cáo",
                             "của tháng cuối quý thuộc kỳ báo cáo",
                             "của tháng cuối kỳ báo cáo",
                             "của tháng cuối cùng của kỳ báo cáo"};
  return i + placed.at(tokens, i);
}

}  // namespace

std::size_t range_joint_at(const Tokens& tokens, std::size_t i) {
  static const Saying to{"-", "đến", "tới", "cho đến", "cho tới", "đến hết", "tới hết", "~", "- >"};
  const auto n = to.at(tokens, i);
  const bool bullet =
      n == 1 && tokens[i].is('-') && tokens[i].line_start && !glued_at(tokens, i + 1);
  return bullet ? 0 : n;
}

std::optional<WrittenDays> written_days_at(const Tokens& tokens, std::size_t i, bool said) {
  static const Saying half_of_day{"sáng", "chiều", "tối", "sáng ngày", "chiều ngày", "tối ngày"};
  const auto first = one_day_at(tokens, i);
  if (!first) return std::nullopt;
  WrittenDays row;
  append(row, *first, Joint::none, i);
  const bool bare = !first->day.month && !first->marked;
  std::optional<WrittenDays> whole;
  if (!bare) whole = row;
  while (row.spans.size() < longest_row) {
    std::size_t after = 0;
    const std::size_t placed = over_placed_month(tokens, row.end);
    const Joint joint = joint_at(tokens, placed, after);
    if (is_new_day(tokens, row, placed)) break;
    const bool by_place = placed != row.end;
    if (joint == Joint::none || (by_place && joint != Joint::range)) break;
    const std::size_t half = half_of_day.at(tokens, after);
    const auto next = one_day_at(tokens, after + half);
    if (!next || next->day.gaps ||
        (next->end == after + half + 1 && runs_on(tokens, next->end) &&
         !symbol_at(tokens, next->end, '-') && !symbol_at(tokens, next->end, ','))) {
      break;
    }
    if (bare && !said && row.spans.size() == 1 && is_of_a_name(tokens, i, after, *next))
      return std::nullopt;
    after += half;
    append(row, *next, joint, after);
    if (by_place && !next->day.month) row.end = over_placed_month(tokens, row.end);
    if (next->day.month || by_place) whole = row;
  }
  if (whole && is_monthly(row, tokens)) whole = row;
  if (!whole || makes_lunar(tokens, whole->end) || led_by_lunar(tokens, i)) return std::nullopt;
  const bool perhaps_months = first->mixed && !said && whole->spans.size() == 1;
  whole->two_readings = perhaps_months || has_two_readings(*whole, tokens, whole->end);
  return whole;
}

WrittenWeekday weekday_at(const Tokens& tokens, std::size_t i) {
  // "thay đổi lần thứ 5 ngày", "kỳ họp thứ 7": the fifth time, the seventh session
  static const Saying counted{"lần",       "đợt",      "bản",  "người",  "kỳ họp",
                              "phiên họp", "cuộc họp", "khóa", "vị trí", "đại hội"};
  static const Saying days[] = {{"chủ nhật", "chúa nhật", "cn"},
                                {"thứ hai", "thứ 2", "t2"},
                                {"thứ ba", "thứ 3", "t3"},
                                {"thứ tư", "thứ 4", "t4"},
                                {"thứ năm", "thứ 5", "t5"},
                                {"thứ sáu", "thứ 6", "t6"},
                                {"thứ bảy", "thứ bẩy", "thứ 7", "t7"}};
  if (counted.ends_at(tokens, i)) return {};
  for (unsigned n = 0; n < std::size(days); ++n) {
    if (const auto tokens_taken = days[n].at(tokens, i))
      return {std::chrono::weekday{n}, tokens_taken};
  }
  return {};
}

}  // namespace inspectord

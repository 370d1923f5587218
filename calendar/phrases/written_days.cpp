// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/written_days.hpp"

#include "calendar/phrases/sayings.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr std::size_t longest_row = 31;

struct ReadDay {
  WrittenDay day;
  std::size_t end = 0;
  bool marked = false;
  bool separated = false;
  bool two_readings = false;
};

const Saying& day_word() {
  static const Saying saying{"ngày"};
  return saying;
}
const Saying& month_word() {
  static const Saying saying{"tháng"};
  return saying;
}
const Saying& year_word() {
  static const Saying saying{"năm"};
  return saying;
}

bool short_number_at(const Tokens& tokens, std::size_t i, unsigned most) {
  return number_at(tokens, i) && tokens[i].length() <= 2 && tokens[i].value >= 1 &&
         tokens[i].value <= most;
}

bool separator_at(const Tokens& tokens, std::size_t i) {
  if (i >= tokens.size() || tokens[i].kind != TokenKind::symbol) return false;
  const char sign = tokens[i].folded[0];
  if (sign == '/') return true;
  return (sign == '-' || sign == '.') && tokens[i].glued && glued_at(tokens, i + 1);
}

/// What follows would make it a longer number, a share or the number of a document.
bool runs_on(const Tokens& tokens, std::size_t end) {
  if (!glued_at(tokens, end)) return false;
  const Token& next = tokens[end];
  if (next.kind != TokenKind::symbol) return true;
  if (next.is('%')) return true;
  if (next.is('/')) return true;
  const bool joins = next.is('.') || next.is(',') || next.is('-');
  if (!joins || !glued_at(tokens, end + 1)) return false;
  return next.is('-') ? word_at(tokens, end + 1) : number_at(tokens, end + 1);
}

/// "năm 2024" or "/2024" after a month.
std::size_t year_after(const Tokens& tokens, std::size_t i, WrittenDay& day) {
  std::size_t at = i;
  if (symbol_at(tokens, at, ',') && year_word().at(tokens, at + 1)) ++at;
  if (year_word().at(tokens, at)) {
    ++at;
  } else if (symbol_at(tokens, at, '/') || (symbol_at(tokens, at, '-') && glued_at(tokens, at))) {
    ++at;
  } else {
    return i;
  }
  const int year = year_at(tokens, at);
  if (!year) return i;
  day.year = year;
  return at + 1;
}

/// "tháng Giêng", "tháng Tư", "tháng Mười một", "tháng Chạp"; "tháng năm 2026" is a gap.
Count month_name_at(const Tokens& tokens, std::size_t i) {
  static const Saying first{"giêng"}, last{"chạp"};
  if (first.at(tokens, i)) return {1, 1};
  if (last.at(tokens, i)) return {12, 1};
  if (!word_at(tokens, i) || (year_word().at(tokens, i) && year_at(tokens, i + 1))) return {};
  const auto named = count_at(tokens, i);
  return named.value <= 12 ? named : Count{};
}

/// "05 tháng 01 năm 2026"
std::optional<ReadDay> day_in_words(const Tokens& tokens, std::size_t i) {
  if (!short_number_at(tokens, i, 99) || !month_word().at(tokens, i + 1)) return std::nullopt;
  const auto month = short_number_at(tokens, i + 2, 99) ? Count{tokens[i + 2].value, 1}
                                                        : month_name_at(tokens, i + 2);
  if (!month.tokens) return std::nullopt;
  ReadDay read{.day = {.month = month.value, .day = tokens[i].value}};
  read.end = year_after(tokens, i + 2 + month.tokens, read.day);
  return read;
}

/// "2026-01-05"
std::optional<ReadDay> day_in_iso(const Tokens& tokens, std::size_t i) {
  const int year = year_at(tokens, i);
  if (!year || !symbol_at(tokens, i + 1, '-') || !symbol_at(tokens, i + 3, '-'))
    return std::nullopt;
  for (std::size_t k = i + 1; k < i + 5; ++k) {
    if (!glued_at(tokens, k)) return std::nullopt;
  }
  if (!short_number_at(tokens, i + 2, 99) || !short_number_at(tokens, i + 4, 99))
    return std::nullopt;
  return ReadDay{.day = {.year = year, .month = tokens[i + 2].value, .day = tokens[i + 4].value},
                 .end = i + 5};
}

/// "14-27/7" is two days of a month; "14-7/2024" one.
bool is_range_of_days(const Tokens& tokens, std::size_t i) {
  if (!tokens[i + 1].is('-')) return false;
  if (month_word().at(tokens, i + 3)) return true;
  return separator_at(tokens, i + 3) && !tokens[i + 3].is('-') && number_at(tokens, i + 4) &&
         tokens[i + 4].length() <= 2;
}

/// "5/1/2026", "13.3", "20-5", "28/5 năm 2024"
std::optional<ReadDay> day_in_signs(const Tokens& tokens, std::size_t i) {
  if (!short_number_at(tokens, i, 99) || !separator_at(tokens, i + 1)) return std::nullopt;
  if (!short_number_at(tokens, i + 2, 99) || is_range_of_days(tokens, i)) return std::nullopt;
  ReadDay read{.day = {.month = tokens[i + 2].value, .day = tokens[i].value}, .end = i + 3};
  if (separator_at(tokens, i + 3) && number_at(tokens, i + 4)) {
    if (const int year = year_at(tokens, i + 4)) {
      read.day.year = year;
      read.end = i + 5;
    } else if (tokens[i + 4].length() == 2 && glued_at(tokens, i + 4) &&
               tokens[i + 1].folded == tokens[i + 3].folded && glued_at(tokens, i + 3)) {
      read.day.year = static_cast<int>(tokens[i + 4].value);
      read.day.short_year = true;
      read.end = i + 5;
    } else if (!tokens[i + 3].is('-')) {
      return std::nullopt;
    }
  } else {
    read.end = year_after(tokens, read.end, read.day);
  }
  if (runs_on(tokens, read.end)) return std::nullopt;
  read.separated = !read.day.year;
  return read;
}

/// A number of a form: given, or a gap.
std::size_t filled_or_gap(const Tokens& tokens, std::size_t i, std::optional<unsigned>& value) {
  if (short_number_at(tokens, i, 31)) {
    value = tokens[i].value;
    return i + 1;
  }
  return symbol_at(tokens, i, '_') ? i + 1 : i;
}

/// "ngày      tháng 4 năm 2024", "ngày /4/2024", "ngày ….. tháng ….. năm 20…": `i` is after "ngày".
std::optional<ReadDay> day_with_gaps(const Tokens& tokens, std::size_t i) {
  ReadDay read{.day = {.gaps = true}};
  std::size_t at = filled_or_gap(tokens, i, read.day.day);
  bool gap = at != i && !read.day.day;
  if (gap && symbol_at(tokens, at, '/') && symbol_at(tokens, at + 1, '_') &&
      symbol_at(tokens, at + 2, '/') && year_at(tokens, at + 3)) {
    read.day.year = year_at(tokens, at + 3);
    read.end = at + 4;
    return read;
  }
  if (symbol_at(tokens, at, '/') && short_number_at(tokens, at + 1, 12) &&
      symbol_at(tokens, at + 2, '/') && year_at(tokens, at + 3)) {
    read.day.month = tokens[at + 1].value;
    read.day.year = year_at(tokens, at + 3);
    read.end = at + 4;
    return read;
  }
  if (!month_word().at(tokens, at)) return std::nullopt;
  const std::size_t month = at + 1;
  at = filled_or_gap(tokens, month, read.day.month);
  gap = gap || at != month;
  if (!year_word().at(tokens, at) || (!gap && !year_at(tokens, at + 1))) return std::nullopt;
  ++at;
  if (const int year = year_at(tokens, at)) {
    read.day.year = year;
    ++at;
  } else {
    if (number_at(tokens, at)) ++at;  // "20…"
    if (symbol_at(tokens, at, '_')) ++at;
  }
  read.end = at;
  return read;
}

/// "ngày 25", or the bare first number of "14-27/7".
std::optional<ReadDay> day_alone(const Tokens& tokens, std::size_t i) {
  if (!short_number_at(tokens, i, 31)) return std::nullopt;
  return ReadDay{.day = {.day = tokens[i].value}, .end = i + 1};
}

std::optional<ReadDay> day_at(const Tokens& tokens, std::size_t i) {
  std::size_t number = i + day_word().at(tokens, i);
  const bool marked = number != i;
  if (marked && symbol_at(tokens, number, ':') && number_at(tokens, number + 1)) ++number;
  auto read = day_in_words(tokens, number);
  if (!read) read = day_in_iso(tokens, number);
  if (!read) read = day_in_signs(tokens, number);
  if (!read && marked) read = day_with_gaps(tokens, number);
  if (!read) read = day_alone(tokens, number);
  if (read) read->marked = marked;
  return read;
}

enum class Joint { none, range, list };

Joint joint_at(const Tokens& tokens, std::size_t i, std::size_t& after) {
  static const Saying to{"đến", "tới", "cho đến", "cho tới", "đến hết", "tới hết"};
  static const Saying and_{"và", ", và", "hoặc"};
  if (symbol_at(tokens, i, '-')) {
    after = i + 1;
    return Joint::range;
  }
  if (const auto n = to.at(tokens, i)) {
    after = i + n;
    return Joint::range;
  }
  if (const auto n = and_.at(tokens, i)) {
    after = i + n;
    return Joint::list;
  }
  if (symbol_at(tokens, i, ',')) {
    after = i + 1;
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
  const auto marked = day_word().at(tokens, i + 1);
  const auto next = marked ? day_in_signs(tokens, i + 1 + marked) : std::nullopt;
  return next && next->day.year;
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

/// The lunar calendar: "10/3 âm lịch" is no day of ours (Civil Code 2015 Art. 145).
bool is_lunar(const Tokens& tokens, std::size_t end) {
  static const Saying lunar{"âm lịch", "( âm lịch", "al", "( al )"};
  return lunar.at(tokens, end) > 0;
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

std::optional<WrittenDays> written_days_at(const Tokens& tokens, std::size_t i) {
  static const Saying half_of_day{"sáng", "chiều", "tối", "sáng ngày", "chiều ngày", "tối ngày"};
  const auto first = day_at(tokens, i);
  if (!first) return std::nullopt;
  WrittenDays row;
  append(row, *first, Joint::none, i);
  std::optional<WrittenDays> whole;
  if (first->day.month || first->marked) whole = row;
  while (row.spans.size() < longest_row) {
    std::size_t after = 0;
    const std::size_t placed = over_placed_month(tokens, row.end);
    const Joint joint = joint_at(tokens, placed, after);
    if (is_new_day(tokens, row, placed)) break;
    const bool by_place = placed != row.end;
    if (joint == Joint::none || (by_place && joint != Joint::range)) break;
    after += half_of_day.at(tokens, after);
    const auto next = day_at(tokens, after);
    if (!next || next->day.gaps ||
        (next->end == after + 1 && runs_on(tokens, next->end) &&
         !symbol_at(tokens, next->end, '-'))) {
      break;
    }
    append(row, *next, joint, after);
    if (by_place && !next->day.month) row.end = over_placed_month(tokens, row.end);
    if (next->day.month || by_place) whole = row;
  }
  if (whole && is_monthly(row, tokens)) whole = row;
  if (!whole || is_lunar(tokens, whole->end)) return std::nullopt;
  whole->two_readings = has_two_readings(*whole, tokens, whole->end);
  return whole;
}

WrittenWeekday weekday_at(const Tokens& tokens, std::size_t i) {
  static const Saying days[] = {{"chủ nhật", "chúa nhật", "cn"},
                                {"thứ hai", "thứ 2", "t2"},
                                {"thứ ba", "thứ 3", "t3"},
                                {"thứ tư", "thứ 4", "t4"},
                                {"thứ năm", "thứ 5", "t5"},
                                {"thứ sáu", "thứ 6", "t6"},
                                {"thứ bảy", "thứ bẩy", "thứ 7", "t7"}};
  for (unsigned n = 0; n < std::size(days); ++n) {
    if (const auto tokens_taken = days[n].at(tokens, i))
      return {std::chrono::weekday{n}, tokens_taken};
  }
  return {};
}

}  // namespace inspectord

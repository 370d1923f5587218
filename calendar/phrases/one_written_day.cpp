// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/one_written_day.hpp"

#include "calendar/phrases/relative_years.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

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
  if (sign == '/' || sign == '\\') return true;
  return (sign == '-' || sign == '.') && tokens[i].glued && glued_at(tokens, i + 1);
}

/// "năm 2024", "/2024" or "năm sau" after a month.
std::size_t year_after(const Tokens& tokens, std::size_t i, WrittenDay& day) {
  if (const auto relative = relative_year_at(tokens, i); relative.tokens) {
    day.year_offset = relative.offset;
    return i + relative.tokens;
  }
  std::size_t at = i;
  if (symbol_at(tokens, at, '/') && year_word().at(tokens, at + 1)) ++at;  // "05/01/năm 2026"
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

/// "tháng Tư", "tháng Mười một"; "tháng năm 2026" is a gap. "Giêng" and "Chạp" are
/// lunar, unless the year is one of ours.
Count month_name_at(const Tokens& tokens, std::size_t i) {
  static const Saying first{"giêng"}, last{"chạp"};
  const bool solar = year_word().at(tokens, i + 1) && year_at(tokens, i + 2);
  if (solar && first.at(tokens, i)) return {1, 1};
  if (solar && last.at(tokens, i)) return {12, 1};
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
  const bool slashes = symbol_at(tokens, i + 1, '/') && symbol_at(tokens, i + 3, '/');
  const bool dashes = symbol_at(tokens, i + 1, '-') && symbol_at(tokens, i + 3, '-');
  if (!year || (!slashes && !dashes)) return std::nullopt;
  for (std::size_t k = i + 1; k < i + 5; ++k) {
    if (!glued_at(tokens, k)) return std::nullopt;
  }
  if (!short_number_at(tokens, i + 2, 99) || !short_number_at(tokens, i + 4, 99))
    return std::nullopt;
  if (runs_on(tokens, i + 5) && !word_at(tokens, i + 5)) return std::nullopt;
  return ReadDay{.day = {.year = year, .month = tokens[i + 2].value, .day = tokens[i + 4].value},
                 .end = i + 5};
}

/// "14-27/7" is two days of a month; "14-7/2024" one.
bool is_range_of_days(const Tokens& tokens, std::size_t i) {
  if (!tokens[i + 1].is('-')) return false;
  if (month_word().at(tokens, i + 3)) return true;
  static const Saying joint{"và", ",", ", và"};  // "5-6 và 8/1/2026"
  if (const auto n = joint.at(tokens, i + 3);
      n && short_number_at(tokens, i + 3 + n, 31) && symbol_at(tokens, i + 4 + n, '/'))
    return true;
  return separator_at(tokens, i + 3) && !tokens[i + 3].is('-') && number_at(tokens, i + 4) &&
         tokens[i + 4].length() <= 2;
}

/// "20 - 5 - 2026" behind "ngày".
std::optional<ReadDay> day_in_wide_signs(const Tokens& tokens, std::size_t i) {
  const bool dashes = symbol_at(tokens, i + 1, '-') && symbol_at(tokens, i + 3, '-');
  const bool dots = symbol_at(tokens, i + 1, '.') && symbol_at(tokens, i + 3, '.');
  if ((!dashes && !dots) || !short_number_at(tokens, i, 31) || !short_number_at(tokens, i + 2, 12))
    return std::nullopt;
  const int year = year_at(tokens, i + 4);
  if (!year) return std::nullopt;
  return ReadDay{.day = {.year = year, .month = tokens[i + 2].value, .day = tokens[i].value},
                 .end = i + 5};
}

/// Over the rest of a year that cannot be read: "15/6/", "15/6/...", "15/06/20226".
std::size_t over_spoilt_year(const Tokens& tokens, std::size_t i) {
  if (!symbol_at(tokens, i, '/')) return i;
  std::size_t at = i + 1;
  while (glued_at(tokens, at) && (number_at(tokens, at) || word_at(tokens, at) ||
                                  tokens[at].is('/') || tokens[at].is('_'))) {
    ++at;
  }
  return at;
}

/// "5/1/2026", "13.3", "20-5", "28/5 năm 2024". `marked`: "ngày" stands before.
std::optional<ReadDay> day_in_signs(const Tokens& tokens, std::size_t i, bool marked) {
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
    } else if (!tokens[i + 3].is('-') && !marked) {
      return std::nullopt;
    }
  } else {
    read.end = year_after(tokens, read.end, read.day);
  }
  if (marked && !read.day.year && !read.day.year_offset)
    read.end = over_spoilt_year(tokens, read.end);
  if (runs_on(tokens, read.end)) return std::nullopt;
  read.separated = !read.day.year;
  read.mixed = !marked && read.day.year && symbol_at(tokens, i + 1, '-') &&
               symbol_at(tokens, i + 3, '/') && *read.day.day < *read.day.month;
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
  const bool cut = symbol_at(tokens, i + 1, '/') && glued_at(tokens, i + 1) &&
                   glued_at(tokens, i + 2) && number_at(tokens, i + 2);  // "ngày 15/20226"
  if (cut) return std::nullopt;
  return ReadDay{.day = {.day = tokens[i].value}, .end = i + 1};
}

/// A space is missing: "10/3đến", "20/5/2026và"; not "12/6QĐ", "5m2".
bool begins_new_word(const Token& word) {
  return !word.capital && word.length() > 2 &&
         word.folded.find_first_of("^(+-12345") != std::string::npos;
}

/// Over the signs that set a day off: "ngày (05/01/2026)", "ngày **05/01/2026**".
std::size_t over_dress(const Tokens& tokens, std::size_t i) {
  std::size_t at = i;
  while (symbol_at(tokens, at, '*')) ++at;
  if (at != i) return at;
  const bool bracket = symbol_at(tokens, i, '(') || symbol_at(tokens, i, ')');
  return bracket && i > 0 && !tokens[i].line_start ? i + 1 : i;
}

}  // namespace

std::optional<ReadDay> one_day_at(const Tokens& tokens, std::size_t i) {
  static const Saying first_ten{"mùng", "mồng"};
  std::size_t number = i + day_word().at(tokens, i);
  const bool marked = number != i;
  if (marked && symbol_at(tokens, number, ':') && number_at(tokens, number + 1)) ++number;
  number += first_ten.at(tokens, number);
  const std::size_t dressed = marked ? over_dress(tokens, number) : number;
  auto read = day_in_words(tokens, dressed);
  if (!read) read = day_in_iso(tokens, dressed);
  if (!read) read = day_in_signs(tokens, dressed, marked);
  if (!read && marked) read = day_in_wide_signs(tokens, dressed);
  if (read && dressed != number) read->end = over_dress(tokens, read->end);
  if (!read && marked) read = day_with_gaps(tokens, number);
  if (!read && !(marked && number_at(tokens, number) && tokens[number].line_start))
    read = day_alone(tokens, number);
  if (read && !read->day.month && number != i && first_ten.ends_at(tokens, number))
    return {};  // "mùng 1 Tết"
  if (read) read->marked = marked;
  return read;
}

bool runs_on(const Tokens& tokens, std::size_t end) {
  if (!glued_at(tokens, end)) return false;
  const Token& next = tokens[end];
  if (next.kind == TokenKind::word) return !begins_new_word(next);
  if (next.kind != TokenKind::symbol) return true;
  if (next.is('%')) return true;
  if (next.is('/')) return true;
  const bool joins = next.is('.') || next.is(',') || next.is('-');
  if (!joins || !glued_at(tokens, end + 1)) return false;
  return next.is('-') ? word_at(tokens, end + 1) : number_at(tokens, end + 1);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/written_periods.hpp"

#include "calendar/phrases/relative_years.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

constexpr std::size_t longest_row = 12;

struct ReadPeriod {
  WrittenPeriod period{};
  std::size_t end = 0;
  bool named = true;  ///< With its own "tháng", "quý", "năm".
  bool bare = false;
};

const Saying& year_word() {
  static const Saying saying{"năm"};
  return saying;
}

/// "/2024", "năm 2024", "-2024", ".2024"; also "của năm 2024".
std::size_t read_year(const Tokens& tokens, std::size_t i, WrittenPeriod& period) {
  static const Saying of{"của năm", "trong năm"};
  if (const auto relative = relative_year_at(tokens, i); relative.tokens) {
    period.year_offset = relative.offset;
    return i + relative.tokens;
  }
  const bool comma = symbol_at(tokens, i, ',') && period.kind == PeriodKind::month &&
                     year_word().at(tokens, i + 1);  // "tháng 5, năm 2026"
  std::size_t at = i + (comma ? 1 : 0);
  if (const auto n = year_word().at(tokens, at)) {
    at += n;
  } else if (const auto m = of.at(tokens, at)) {
    at += m;
  } else if (symbol_at(tokens, at, '/') ||
             ((symbol_at(tokens, at, '-') || symbol_at(tokens, at, '.')) && glued_at(tokens, at) &&
              glued_at(tokens, at + 1))) {
    ++at;
  }
  const int year = at == i ? 0 : year_at(tokens, at);
  if (!year) return i;
  period.year = year;
  return at + 1;
}

bool month_number_at(const Tokens& tokens, std::size_t i) {
  return number_at(tokens, i) && tokens[i].length() <= 2 && tokens[i].value >= 1 &&
         tokens[i].value <= 12;
}

/// The number runs on into something else: "5/12", "5.100".
bool is_cut(const Tokens& tokens, std::size_t end) {
  return glued_at(tokens, end) &&
         (tokens[end].kind != TokenKind::symbol ||
          ((tokens[end].is('/') || tokens[end].is('.') || tokens[end].is(',')) &&
           glued_at(tokens, end + 1) && number_at(tokens, end + 1)));
}

/// "5,6,7/2026": months written together; not "5,6 triệu".
bool opens_tight_list(const Tokens& tokens, std::size_t i) {
  std::size_t at = i + 1;
  while (symbol_at(tokens, at, ',') && glued_at(tokens, at) && month_number_at(tokens, at + 1))
    at += 2;
  return at > i + 1 && symbol_at(tokens, at, '/') && year_at(tokens, at + 1);
}

std::optional<ReadPeriod> month_number(const Tokens& tokens, std::size_t i) {
  if (!month_number_at(tokens, i)) return std::nullopt;
  ReadPeriod read{.period = {.kind = PeriodKind::month, .number = tokens[i].value}};
  read.end = read_year(tokens, i + 1, read.period);
  if (is_cut(tokens, read.end) && !opens_tight_list(tokens, i)) return std::nullopt;
  return read;
}

std::optional<ReadPeriod> month_at(const Tokens& tokens, std::size_t i) {
  static const Saying word{"tháng"};
  if (!word.at(tokens, i)) return std::nullopt;
  return month_number(tokens, i + 1);
}

std::optional<ReadPeriod> quarter_number(const Tokens& tokens, std::size_t i) {
  const unsigned number = quarter_at(tokens, i);
  if (!number) return std::nullopt;
  ReadPeriod read{.period = {.kind = PeriodKind::quarter, .number = number}};
  read.end = read_year(tokens, i + 1, read.period);
  if (is_cut(tokens, read.end)) return std::nullopt;
  return read;
}

std::optional<ReadPeriod> quarter_named_at(const Tokens& tokens, std::size_t i) {
  static const Saying word{"quý", "quí"};
  static const Saying tight{"quýi", "quýii", "quýiii", "quýiv"};  // "quýII/2026"
  if (word.at(tokens, i)) return quarter_number(tokens, i + 1);
  return tight.at(tokens, i) ? quarter_number(tokens, i) : std::nullopt;
}

/// "6 tháng đầu năm 2026", "9 tháng năm 2024", "6 tháng" alone (bare).
std::optional<ReadPeriod> part_of_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying six{"6 tháng", "06 tháng", "sáu tháng"};
  static const Saying nine{"9 tháng", "09 tháng", "chín tháng"};
  static const Saying first{"đầu năm", "đầu của năm"}, second{"cuối năm", "cuối của năm"};
  static const Saying half_first{"nửa đầu năm", "nửa năm đầu"},
      half_second{"nửa cuối năm", "nửa sau năm"};
  ReadPeriod read{.period = {.kind = PeriodKind::half_year}};
  if (const auto n = half_first.at(tokens, i)) {
    read.end = i + n;
  } else if (const auto m = half_second.at(tokens, i)) {
    read.period.number = 2;
    read.end = i + m;
  } else {
    const auto half = six.at(tokens, i), most = nine.at(tokens, i);
    if (!half && !most) return std::nullopt;
    if (most) read.period.kind = PeriodKind::nine_months;
    read.end = i + half + most;
    const auto opens = first.at(tokens, read.end);
    const auto closes = half ? second.at(tokens, read.end) : 0;
    read.bare = !opens && !closes;
    if (closes) read.period.number = 2;
    read.end += opens + closes;
  }
  if (const int year = year_at(tokens, read.end); year && !read.bare) {
    read.period.year = year;
    ++read.end;
  } else {
    const auto end = read_year(tokens, read.end, read.period);
    if (read.period.year) read.bare = false;
    read.end = end;
  }
  return read;
}

std::optional<ReadPeriod> year_named_at(const Tokens& tokens, std::size_t i) {
  static const Saying word{"năm", "các năm"};
  const auto n = word.at(tokens, i);
  const int year = n ? year_at(tokens, i + n) : 0;
  if (!year || is_cut(tokens, i + n + 1)) return std::nullopt;
  return ReadPeriod{.period = {.year = year}, .end = i + n + 1};
}

/// "đầu tháng", "cuối tháng": of a month that the paper does not name.
std::optional<ReadPeriod> unnamed_month_at(const Tokens& tokens, std::size_t i) {
  static const Saying word{"tháng"}, campaign{"hành động", "thanh niên", "cao điểm"};
  const auto n = word.at(tokens, i);
  if (!n || number_at(tokens, i + n) || campaign.at(tokens, i + n)) return std::nullopt;
  return ReadPeriod{.period = {.kind = PeriodKind::month, .number = 0}, .end = i + n};
}

/// "đầu năm", "cuối năm"; a school year is no period of the calendar.
std::optional<ReadPeriod> unnamed_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying school{"học"};
  const auto n = year_word().at(tokens, i);
  if (!n || school.at(tokens, i + n)) return std::nullopt;
  return ReadPeriod{.end = i + n};
}

/// "đầu", "giữa", "cuối" with a month, quarter or year, or with "tháng", "năm" alone. Not those of
/// other words: "tháng cuối năm", "quý đầu năm".
std::optional<ReadPeriod> point_at(const Tokens& tokens, std::size_t i) {
  static const Saying points[] = {{"đầu"}, {"giữa"}, {"cuối"}};
  static const Saying part{"tháng", "quý", "tuần", "ngày"};
  for (int n = 0; n < 3; ++n) {
    if (!points[n].at(tokens, i) || (i > 0 && part.at(tokens, i - 1))) continue;
    auto read = month_at(tokens, i + 1);
    if (!read) read = quarter_named_at(tokens, i + 1);
    if (!read) read = year_named_at(tokens, i + 1);
    if (!read) read = unnamed_year_at(tokens, i + 1);
    if (!read) read = unnamed_month_at(tokens, i + 1);
    if (read) read->period.point = static_cast<PointOf>(n);
    return read;
  }
  return std::nullopt;
}

/// "nửa đầu tháng 5", "tuần thứ 2 của tháng 6/2026"
std::optional<ReadPeriod> part_of_month_at(const Tokens& tokens, std::size_t i) {
  const auto lead = month_part_lead_at(tokens, i);
  if (!lead.tokens) return std::nullopt;
  auto read = month_at(tokens, i + lead.tokens);
  if (read) read->period.part = lead.part;
  return read;
}

std::optional<ReadPeriod> period_at(const Tokens& tokens, std::size_t i) {
  auto read = part_of_year_at(tokens, i);
  if (!read) read = part_of_month_at(tokens, i);
  if (!read) read = month_at(tokens, i);
  if (!read) read = quarter_named_at(tokens, i);
  if (!read) read = year_named_at(tokens, i);
  if (!read) read = point_at(tokens, i);
  return read;
}

/// The next of a row: with its own word, or only a number of the same kind.
std::optional<ReadPeriod> next_at(const Tokens& tokens, std::size_t i, PeriodKind kind) {
  if (auto read = period_at(tokens, i)) return read;
  std::optional<ReadPeriod> read;
  if (kind == PeriodKind::month) read = month_number(tokens, i);
  if (kind == PeriodKind::quarter) read = quarter_number(tokens, i);
  if (kind == PeriodKind::year) {
    if (const int year = year_at(tokens, i); year && !is_cut(tokens, i + 1))
      read = ReadPeriod{.period = {.year = year}, .end = i + 1};
  }
  if (read) read->named = false;
  return read;
}

void append(WrittenPeriods& row, const ReadPeriod& read, bool range) {
  if (range && !row.spans.empty() && !row.spans.back().last) {
    row.spans.back().last = read.period;
  } else {
    row.spans.push_back({.first = read.period});
  }
  row.end = read.end;
}

/// "giai đoạn 2021 - 2025", "2021-2030"
std::optional<WrittenPeriods> programme_at(const Tokens& tokens, std::size_t i) {
  static const Saying word{"giai đoạn",     "thời kỳ",      "thời kì",         "gđ",
                           "giai đoạn năm", "giai đoạn từ", "giai đoạn từ năm"};
  static const Saying to{"-", "đến", "đến năm", "- năm"};
  const bool counted = i > 0 && number_at(tokens, i - 1);  // "kế hoạch 5 năm 2026 - 2030"
  const auto led = counted ? year_word().at(tokens, i) : word.at(tokens, i);
  const std::size_t at = i + led;
  const int first = year_at(tokens, at);
  const auto joint = first ? to.at(tokens, at + 1) : 0;
  const int last = joint ? year_at(tokens, at + 1 + joint) : 0;
  if (last <= first || is_cut(tokens, at + 2 + joint)) return std::nullopt;
  if (!led && !tokens[at + 1].is('-')) return std::nullopt;
  WrittenPeriods row{.end = at + 2 + joint, .programme = true};
  row.spans.push_back({.first = {.year = first}, .last = WrittenPeriod{.year = last}});
  return row;
}

/// "5 tháng đầu năm 2026": from January to the month of that number; "3 tháng cuối năm 2026".
std::optional<WrittenPeriods> months_of_year_at(const Tokens& tokens, std::size_t i) {
  static const Saying opening{"tháng đầu năm", "tháng đầu của năm"};
  static const Saying closing{"tháng cuối năm", "tháng cuối của năm"};
  if (!month_number_at(tokens, i)) return std::nullopt;
  const unsigned count = tokens[i].value;
  const auto opens = opening.at(tokens, i + 1), closes = closing.at(tokens, i + 1);
  const bool has_name = count == 6 || (count == 9 && opens);  // half a year, nine months
  if ((!opens && !closes) || has_name) return std::nullopt;
  constexpr unsigned months = 12;
  WrittenPeriod first{.kind = PeriodKind::month, .number = opens ? 1 : months + 1 - count};
  WrittenPeriod last{.kind = PeriodKind::month, .number = opens ? count : months};
  WrittenPeriods row{.end = i + 1 + opens + closes};
  if (const int year = year_at(tokens, row.end)) {
    last.year = year;
    ++row.end;
  } else {
    row.end = read_year(tokens, row.end, last);
  }
  first.year = last.year;
  row.spans.push_back({.first = first, .last = last});
  return row;
}

/// Nothing that could be counted follows a list of bare numbers: "tháng 3, 6, 9, 12 hằng năm".
bool ends_list(const Tokens& tokens, std::size_t i) {
  static const Saying again{"hằng", "hàng", "mỗi"};
  if (i >= tokens.size() || tokens[i].line_start || again.at(tokens, i)) return true;
  const char* const closing = ";:)";
  for (const char* sign = closing; *sign; ++sign) {
    if (tokens[i].is(*sign)) return true;
  }
  return tokens[i].is('.') && !glued_at(tokens, i + 1);
}

}  // namespace

std::optional<WrittenPeriods> written_periods_at(const Tokens& tokens, std::size_t i) {
  static const Saying to{"-",       "đến",     "tới",         "đến hết",
                         "tới hết", "cho đến", "cho đến hết", "cho tới"};
  static const Saying and_{"và", ",", ", và"};
  if (auto programme = programme_at(tokens, i)) return programme;
  if (auto months = months_of_year_at(tokens, i)) return months;
  const auto first = period_at(tokens, i);
  if (!first) return std::nullopt;
  WrittenPeriods row{.bare = first->bare};
  append(row, *first, false);
  WrittenPeriods whole = row;
  PeriodKind kind = first->period.kind;
  for (std::size_t k = 1; k < longest_row && !row.bare; ++k) {
    const auto range = to.at(tokens, row.end), list = and_.at(tokens, row.end);
    if (!range && !list) break;
    const auto next = next_at(tokens, row.end + range + list, kind);
    if (!next || next->bare) break;
    append(row, *next, range > 0);
    kind = next->period.kind;
    // "tháng 5, 6 xã": a bare number belongs to the row only where a year or a range holds it.
    if (next->named || next->period.year || range || ends_list(tokens, row.end)) whole = row;
  }
  return whole;
}

}  // namespace inspectord

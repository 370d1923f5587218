// SPDX-License-Identifier: Apache-2.0
#include "formats/table_columns.hpp"

#include "core/nearest_name.hpp"
#include "formats/table_reasons.hpp"
#include "words/folding.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace inspectord {
namespace {

constexpr auto languages = std::to_array({Language::vi, Language::en});

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return std::string{text.substr(begin, text.find_last_not_of(blanks) - begin + 1)};
}

std::string comparable(std::string_view text) {
  return folded_for_search(trimmed(text));
}

/// Names of a column, as they are compared, and its code.
std::map<std::string, std::string_view> names_of(std::span<const Column> columns) {
  std::map<std::string, std::string_view> names;
  for (const auto& column : columns) {
    names.emplace(comparable(column.code), column.code);
    for (const auto language : languages)
      names.emplace(comparable(column_label(language, column.code)), column.code);
  }
  return names;
}

/// "Số, ký hiệu (number)"
std::string both_names(std::string_view code, Language language) {
  return column_label(language, code) + " (" + std::string{code} + ")";
}

std::string listed(std::span<const Column> columns, Language language) {
  std::string list;
  for (const auto& column : columns)
    list += (list.empty() ? "" : ", ") + both_names(column.code, language);
  return list;
}

Problem unknown_column(const std::string& found, std::span<const Column> columns,
                       const std::map<std::string, std::string_view>& names, Language language) {
  std::vector<std::string_view> known;
  for (const auto& [name, code] : names) known.push_back(name);
  const auto folded = comparable(found);
  const auto nearest = nearest_name(folded, known);
  Arguments arguments{{"found", found}, {"known", listed(columns, language)}};
  if (nearest.empty()) return {reason::column_unknown, {}, std::move(arguments)};
  arguments.emplace_back("nearest", both_names(names.at(std::string{nearest}), language));
  return {reason::column_unknown_near, {}, std::move(arguments)};
}

const TableRow* header_row(const Table& table) {
  const auto found = std::ranges::find_if(
      table.rows, [](const TableRow& row) { return !std::ranges::all_of(row.cells, is_empty); });
  return found == table.rows.end() ? nullptr : &*found;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

PartialDate whole(LocalDate date) {
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

std::string known_choices(std::span<const Choice> choices, Language language) {
  std::string list;
  for (const auto& one : choices)
    list += (list.empty() ? "" : ", ") + words(language, one.words_key);
  return list;
}

}  // namespace

std::string column_label(Language language, std::string_view code) {
  return words(language, "column." + std::string{code});
}

std::optional<std::size_t> find_choice(std::string_view text, std::span<const Choice> choices) {
  const auto wanted = comparable(text);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (comparable(choices[i].code) == wanted) return i;
    for (const auto language : languages) {
      if (comparable(words(language, choices[i].words_key)) == wanted) return i;
    }
  }
  return std::nullopt;
}

std::optional<LocalDate> parse_written_date(std::string_view text) {
  if (const auto date = parse_date(text)) return date;
  for (const char separator : {'/', '.', '-'}) {
    const auto parts = split_at(text, separator);
    if (parts.size() != 3 || !is_digits(parts[0], 1, 2) || !is_digits(parts[1], 1, 2) ||
        !is_digits(parts[2], 4, 4)) {
      continue;
    }
    const auto date =
        make_date(*whole_number(parts[2]), static_cast<unsigned>(*whole_number(parts[1])),
                  static_cast<unsigned>(*whole_number(parts[0])));
    if (date.ok()) return date;
  }
  return std::nullopt;
}

Result<TableHeader> TableHeader::read(const Table& table, std::span<const Column> columns,
                                      Language language) {
  const auto* row = header_row(table);
  if (!row || row == &table.rows.back()) return Refusal{reason::table_empty};
  const auto names = names_of(columns);
  TableHeader header;
  header.first_row_ = static_cast<std::size_t>(row - table.rows.data()) + 1;
  header.width_ = row->cells.size();
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < row->cells.size(); ++i) {
    if (is_empty(row->cells[i])) continue;
    const auto found = trimmed(text_of(row->cells[i]));
    const auto name = names.find(comparable(found));
    if (name == names.end()) {
      problems.push_back(unknown_column(found, columns, names, language));
      continue;
    }
    const auto [place, added] = header.places_.emplace(name->second, i);
    if (!added)
      problems.push_back({reason::column_twice,
                          {},
                          {{"found", found}, {"first", std::to_string(place->second + 1)}}});
  }
  for (const auto& column : columns) {
    if (column.use != Column::Use::required || header.places_.contains(column.code)) continue;
    problems.push_back(
        {reason::column_missing,
         {},
         {{"label", column_label(language, column.code)}, {"code", std::string{column.code}}}});
  }
  if (!problems.empty()) return Refusal{std::move(problems)};
  return header;
}

std::optional<std::size_t> TableHeader::place_of(std::string_view code) const {
  const auto found = places_.find(code);
  return found == places_.end() ? std::nullopt : std::optional{found->second};
}

RowReader::RowReader(const TableHeader& header, const TableRow& row, Language language)
    : header_(header), row_(row), language_(language) {
  for (std::size_t i = header.width(); i < row.cells.size(); ++i) {
    if (is_empty(row.cells[i])) continue;
    problems_.push_back({reason::cell_unnamed, "", {{"found", text_of(row.cells[i])}}});
  }
}

bool RowReader::is_blank() const {
  return std::ranges::all_of(row_.cells, is_empty);
}

const Cell& RowReader::cell(std::string_view code) {
  static const Cell nothing;
  const auto place = header_.place_of(code);
  if (!place || *place >= row_.cells.size()) return nothing;
  const auto& found = row_.cells[*place];
  const auto* unread = std::get_if<UnreadCell>(&found);
  if (!unread) return found;
  complain(code, unread->reason, {{"found", unread->found}});
  return nothing;
}

std::string RowReader::text(std::string_view code) {
  auto text = text_of(cell(code));
  return trimmed(text).empty() ? std::string{} : text;
}

std::string RowReader::word(std::string_view code) {
  return trimmed(text_of(cell(code)));
}

std::string RowReader::filled(std::string_view code) {
  const auto before = problems_.size();
  auto found = text(code);
  if (found.empty() && problems_.size() == before)
    complain(code, reason::cell_missing, {{"label", column_label(language_, code)}});
  return found;
}

std::optional<LocalDate> RowReader::date(std::string_view code) {
  const auto& found = cell(code);
  if (const auto* date = std::get_if<LocalDate>(&found)) return *date;
  if (const auto* moment = std::get_if<CivilMoment>(&found)) return moment->date;
  const auto written = trimmed(text_of(found));
  if (written.empty()) return std::nullopt;
  auto date = parse_written_date(written);
  if (!date) complain(code, reason::cell_bad_date, {{"found", written}});
  return date;
}

std::optional<PartialDate> RowReader::partial_date(std::string_view code) {
  const auto& found = cell(code);
  if (const auto* date = std::get_if<LocalDate>(&found)) return whole(*date);
  if (const auto* moment = std::get_if<CivilMoment>(&found)) return whole(moment->date);
  const auto written = trimmed(text_of(found));
  if (written.empty()) return std::nullopt;
  if (const auto date = parse_written_date(written)) return whole(*date);
  if (const auto date = parse_partial_date(written)) return date;
  const auto parts = split_at(written, '/');
  if (parts.size() == 2 && is_digits(parts[0], 1, 2) && is_digits(parts[1], 4, 4)) {
    const auto month = static_cast<unsigned>(*whole_number(parts[0]));
    if (month >= 1 && month <= 12) return PartialDate{*whole_number(parts[1]), month, std::nullopt};
  }
  complain(code, reason::cell_bad_part_date, {{"found", written}});
  return std::nullopt;
}

std::optional<int> RowReader::integer(std::string_view code) {
  const auto written = word(code);
  if (written.empty()) return std::nullopt;
  const auto number = whole_number(written);
  if (!number) complain(code, reason::cell_bad_year, {{"found", written}});
  return number;
}

bool RowReader::boolean(std::string_view code) {
  const auto& found = cell(code);
  if (const auto* yes = std::get_if<bool>(&found)) return *yes;
  const auto written = trimmed(text_of(found));
  if (written.empty()) return false;
  static const std::array<Choice, 2> answers{{{"true", "answer.yes"}, {"false", "answer.no"}}};
  if (const auto answer = find_choice(written, answers)) return *answer == 0;
  const auto folded = comparable(written);
  if (folded == "x" || folded == "1") return true;
  if (folded == "0") return false;
  complain(code, reason::cell_bad_boolean,
           {{"found", written},
            {"yes", words(language_, "answer.yes")},
            {"no", words(language_, "answer.no")}});
  return false;
}

std::optional<std::size_t> RowReader::choice(std::string_view code,
                                             std::span<const Choice> choices) {
  const auto written = word(code);
  if (written.empty()) return std::nullopt;
  if (const auto found = find_choice(written, choices)) return found;
  std::vector<std::string> names;
  for (const auto& one : choices) names.push_back(words(language_, one.words_key));
  const std::vector<std::string_view> known{names.begin(), names.end()};
  const auto nearest = nearest_name(written, known);
  Arguments arguments{{"found", written}, {"known", known_choices(choices, language_)}};
  if (!nearest.empty()) arguments.emplace_back("nearest", nearest);
  complain(code, nearest.empty() ? reason::cell_bad_choice : reason::cell_bad_choice_near,
           std::move(arguments));
  return std::nullopt;
}

void RowReader::complain(std::string_view code, const Reason& reason, Arguments arguments) {
  problems_.push_back({reason, "/" + std::string{code}, std::move(arguments)});
}

}  // namespace inspectord

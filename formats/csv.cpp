// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.hpp"

#include "formats/formula_guard.hpp"
#include "formats/table_reasons.hpp"
#include "formats/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char quote = '"';

bool is_line_end(char c) {
  return c == '\r' || c == '\n';
}

/// Where a byte stands, as an editor counts: lines and code points from 1.
Arguments place_of(std::string_view text, std::size_t position) {
  int line = 1;
  int column = 1;
  for (std::size_t i = text.starts_with(byte_order_mark) ? 3 : 0; i < position; ++i) {
    const bool breaks = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
    const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (breaks) {
      ++line;
      column = 1;
    } else if (!continues) {
      ++column;
    }
  }
  return {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
}

std::string hex_of(char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', digits[value >> 4], digits[value & 15]};
}

/// Which separator stands most often in the first row, outside of quotes.
char separator_of(std::string_view text) {
  std::array<std::pair<char, int>, 3> counts{{{',', 0}, {';', 0}, {'\t', 0}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == quote) quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c)) break;
    for (auto& [separator, count] : counts) count += c == separator ? 1 : 0;
  }
  return std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; })->first;
}

class CsvReader {
 public:
  CsvReader(std::string_view text, const TableLimits& limits) : text_(text), limits_(limits) {}

  Result<Table> read() {
    TRY(check_bytes());
    if (text_.starts_with(byte_order_mark)) position_ = byte_order_mark.size();
    separator_ = named_separator().value_or(separator_of(rest()));
    Table table;
    while (position_ < text_.size()) {
      if (static_cast<int>(table.rows.size()) >= limits_.rows)
        return Refusal{reason::table_too_many_rows, {}, {{"limit", std::to_string(limits_.rows)}}};
      const int number = static_cast<int>(table.rows.size()) + 1;
      table.rows.push_back({number, TRY(read_row(number))});
    }
    return table;
  }

 private:
  std::string_view rest() const { return text_.substr(position_); }

  Result<Done> check_bytes() const {
    if (text_.size() > limits_.bytes)
      return Refusal{reason::table_too_large, {}, {{"limit", std::to_string(limits_.bytes)}}};
    const auto fault = first_fault_of_utf8(text_);
    if (fault < text_.size()) {
      auto arguments = place_of(text_, fault);
      arguments.emplace_back("found", hex_of(text_[fault]));
      return Refusal{reason::csv_not_utf8, {}, std::move(arguments)};
    }
    const auto nul = text_.find('\0');
    if (nul != std::string_view::npos) return refusal_at(reason::csv_nul, nul);
    return Done{};
  }

  /// "sep=;" on a line of its own, which a spreadsheet does not show as a row.
  std::optional<char> named_separator() {
    constexpr std::string_view begin = "sep=";
    const auto line = rest().substr(0, std::min(rest().find_first_of("\r\n"), rest().size()));
    if (!line.starts_with(begin) || line.size() != begin.size() + 1) return std::nullopt;
    const char named = line.back();
    if (named != ',' && named != ';' && named != '\t') return std::nullopt;
    position_ += line.size();
    take_line_end();
    return named;
  }

  Result<std::vector<Cell>> read_row(int number) {
    std::vector<Cell> cells;
    for (;;) {
      if (static_cast<int>(cells.size()) >= limits_.columns)
        return over(reason::table_too_many_columns, static_cast<std::size_t>(limits_.columns),
                    number);
      auto cell = at(quote) ? TRY(read_quoted()) : TRY(read_plain());
      if (cell.size() > limits_.cell_bytes)
        return over(reason::table_cell_too_long, limits_.cell_bytes, number);
      cells.emplace_back(with_formulas(cell));
      if (!at(separator_)) break;
      ++position_;
    }
    take_line_end();
    return cells;
  }

  Result<std::string> read_plain() {
    const auto begin = position_;
    while (position_ < text_.size() && !at(separator_) && !is_line_end(text_[position_])) {
      if (at(quote)) return refusal_at(reason::csv_stray_quote, position_);
      ++position_;
    }
    return std::string{text_.substr(begin, position_ - begin)};
  }

  Result<std::string> read_quoted() {
    const auto opened = position_++;
    std::string cell;
    for (;;) {
      const auto end = text_.find(quote, position_);
      if (end == std::string_view::npos) return refusal_at(reason::csv_open_quote, opened);
      cell += text_.substr(position_, end - position_);
      position_ = end + 1;
      if (!at(quote)) break;
      cell += quote;
      ++position_;
    }
    const bool ended = position_ >= text_.size() || at(separator_) || is_line_end(text_[position_]);
    if (ended) return cell;
    auto arguments = place_of(text_, position_);
    arguments.emplace_back("found", rest().substr(0, length_of_code_point(text_[position_])));
    return Refusal{reason::csv_after_quote, {}, std::move(arguments)};
  }

  bool at(char c) const { return position_ < text_.size() && text_[position_] == c; }

  void take_line_end() {
    if (at('\r')) {
      ++position_;
      if (at('\n')) ++position_;
    } else if (at('\n')) {
      ++position_;
    }
  }

  Refusal refusal_at(const Reason& why, std::size_t position) const {
    return Refusal{why, {}, place_of(text_, position)};
  }
  static Refusal over(const Reason& why, std::size_t limit, int row) {
    return Refusal{why, {}, {{"limit", std::to_string(limit)}, {"row", std::to_string(row)}}};
  }

  std::string_view text_;
  const TableLimits& limits_;
  std::size_t position_ = 0;
  char separator_ = ',';
};

/// Quoted where any reader could take it apart.
std::string quoted(const std::string& text) {
  const bool blank_end = text.starts_with(' ') || text.ends_with(' ');
  const bool plain = text.find_first_of(",;\t\"\r\n") == std::string::npos && !blank_end &&
                     !text.starts_with("sep=") && !text.starts_with(byte_order_mark);
  if (plain) return text;
  std::string out{quote};
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

}  // namespace

Result<Table> parse_csv(std::string_view bytes, const TableLimits& limits) {
  return CsvReader{bytes, limits}.read();
}

std::string write_csv(const Table& table) {
  std::string out{byte_order_mark};
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) out += ',';
      const auto& cell = row.cells[i];
      const bool free_text =
          std::holds_alternative<std::string>(cell) || std::holds_alternative<UnreadCell>(cell);
      out += quoted(free_text ? without_formulas(text_of(cell)) : text_of(cell));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace inspectord

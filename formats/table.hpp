// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/refusal.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace inspectord {

/// A day and an hour of it, without a zone: what a spreadsheet keeps of an instant.
struct CivilMoment {
  LocalDate date{};
  LocalTime time{};

  friend bool operator==(const CivilMoment&, const CivilMoment&) = default;
};

/// A cell from which no value is taken: a formula, an error of the spreadsheet.
struct UnreadCell {
  Reason reason;
  std::string found;

  friend bool operator==(const UnreadCell&, const UnreadCell&) = default;
};

/// What stands in a cell; monostate: nothing. Texts are UTF-8 and hold no NUL.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, LocalDate,
                          LocalTime, CivilMoment, UnreadCell>;

inline bool is_empty(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return std::holds_alternative<std::monostate>(cell) || (text && text->empty());
}

/// A cell in words that any program reads: "2026-03-02", "08:00", "2026-03-02 08:00", "true",
/// "0.5".
std::string text_of(const Cell&);

/// A row and its number as a spreadsheet shows it: the first one is 1.
struct TableRow {
  int number = 0;
  std::vector<Cell> cells{};

  friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// Rows of cells, the header among them: what CSV and XLSX files hold. Rows may differ in length.
struct Table {
  std::vector<TableRow> rows;

  friend bool operator==(const Table&, const Table&) = default;
};

/// What a file may cost its reader.
struct TableLimits {
  std::size_t bytes = 8u << 20;
  std::size_t unpacked_bytes = 16u << 20;  ///< Of the parts of an XLSX file, together.
  int rows = 20'000;
  int columns = 200;
  std::size_t cell_bytes = 65'536;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "formats/table.hpp"
#include "words/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// One value of an export in its two forms.
struct ExportCell {
  ExportCell() = default;
  ExportCell(Cell cell_) : cell(std::move(cell_)) {}
  ExportCell(std::string text) : cell(std::move(text)) {}
  ExportCell(Cell cell_, JsonValue json_) : cell(std::move(cell_)), json(std::move(json_)) {}

  Cell cell;                        ///< In tables.
  std::optional<JsonValue> json{};  ///< In JSON, where it is not the same.
};

/// A code of ours: in words in tables, itself in JSON.
ExportCell coded_cell(Language, std::string_view words_prefix, std::string_view code);
ExportCell date_cell(const std::optional<LocalDate>&);

/// Rows on their way out; columns by their codes.
struct ExportTable {
  std::vector<std::string_view> columns;
  std::vector<std::vector<ExportCell>> rows;
};

/// With a header in the words of a language.
Table to_table(const ExportTable&, Language);
/// One object a row; null for what is not there.
JsonArray to_json(const ExportTable&);

}  // namespace inspectord

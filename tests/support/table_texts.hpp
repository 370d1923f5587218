// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/csv.hpp"
#include "formats/xlsx_writer.hpp"
#include "tests/support/api_harness.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// Texts as a table, from its header on.
inline Table table_of(const std::vector<std::vector<std::string>>& rows) {
  Table table;
  for (const auto& texts : rows) {
    auto& row = table.rows.emplace_back();
    row.number = static_cast<int>(table.rows.size());
    for (const auto& text : texts) row.cells.emplace_back(text);
  }
  return table;
}

inline ApiHarness::Fields as_csv(ApiHarness::Fields more = {}) {
  more.emplace_back("Content-Type", "text/csv");
  return more;
}
inline ApiHarness::Fields as_xlsx(ApiHarness::Fields more = {}) {
  more.emplace_back("Content-Type",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  return more;
}

/// What a table of an answer has under a column, row by row.
inline std::vector<std::string> column_of(const ApiAnswer& csv, std::string_view name) {
  const auto table = parse_csv(csv.body).value();
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < table.rows.at(0).cells.size(); ++i) {
    if (text_of(table.rows[0].cells[i]) != name) continue;
    for (std::size_t row = 1; row < table.rows.size(); ++row)
      texts.push_back(text_of(table.rows[row].cells.at(i)));
  }
  return texts;
}

/// "2 created; 3 refused title cell_missing": what an import says of its rows.
inline std::vector<std::string> outcomes_of(const ApiAnswer& answer) {
  std::vector<std::string> said;
  for (const auto& row : answer.list("/rows")) {
    std::string text = write_json(*row.find("row")) + " " + *row.find("outcome")->if_string();
    for (const auto& error : *row.find("errors")->if_array()) {
      const auto* column = error.find("column")->if_string();
      text += " " + (column ? *column : "-") + ":" + *error.find("code")->if_string();
    }
    said.push_back(std::move(text));
  }
  return said;
}

}  // namespace inspectord

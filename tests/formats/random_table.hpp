// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/table.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace inspectord::gen {

/// Texts made of what is hard for tables: separators, quotes, line ends, what begins formulas.
inline rc::Gen<std::string> hard_text() {
  const auto piece = rc::gen::element<std::string>(
      "a", "Đ", "ự", " ", "  ", "'", "''", "\"", ",", ";", "\t", "\n", "\r", "\r\n", "=", "+", "-",
      "@", "＝", "＋", "－", "＠", "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF", "sep=;", "=1+1",
      "-5", "_x0041_", "\x01", "&", "<", ">", "😀", "0", "|", "\\");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string text;
    for (const auto& one : pieces) text += one;
    return text;
  });
}

/// Rows of at least one text, numbered from 1.
inline rc::Gen<Table> text_table() {
  const auto cells = rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(hard_text()));
  const auto rows = rc::gen::container<std::vector<std::vector<std::string>>>(cells);
  return rc::gen::map(rc::gen::scale(0.15, rows), [](const auto& texts) {
    Table table;
    for (const auto& row : texts) {
      auto& made = table.rows.emplace_back();
      made.number = static_cast<int>(table.rows.size());
      for (const auto& text : row) made.cells.emplace_back(text);
    }
    return table;
  });
}

}  // namespace inspectord::gen

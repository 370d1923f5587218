// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "storage/connection.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace inspectord {

/// What a database says, whatever its pages look like: its schema and all rows, in a fixed order.
inline std::string logical_dump(Connection& connection) {
  struct Printer {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return "r" + std::to_string(value); }
    std::string operator()(const std::string& value) const { return "'" + value + "'"; }
    std::string operator()(const Blob& value) const { return "x" + to_hex(value.bytes); }
  };
  std::string dump;
  for (const auto& object : connection.query(
           "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")) {
    dump += object.text(1) + ": " + object.text(2) + "\n";
    if (object.text(0) != "table") continue;
    const auto& name = object.text(1);
    const auto columns = connection.query("SELECT name FROM pragma_table_info($1)", name).size();
    std::vector<std::string> lines;
    for (const auto& row : connection.query("SELECT * FROM \"" + name + "\"")) {
      std::string line;
      for (std::size_t i = 0; i < columns; ++i) line += std::visit(Printer{}, row.column(i)) + "|";
      lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& line : lines) dump += "  " + line + "\n";
  }
  return dump;
}

}  // namespace inspectord

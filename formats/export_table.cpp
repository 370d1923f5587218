// SPDX-License-Identifier: Apache-2.0
#include "formats/export_table.hpp"

#include "formats/table_columns.hpp"

#include <utility>

namespace inspectord {
namespace {

struct InJson {
  JsonValue operator()(std::monostate) const { return {}; }
  JsonValue operator()(const std::string& text) const { return text; }
  JsonValue operator()(std::int64_t number) const { return number; }
  JsonValue operator()(double number) const { return number; }
  JsonValue operator()(bool value) const { return value; }
  template <class Other>
  JsonValue operator()(const Other& other) const {
    return text_of(Cell{other});
  }
};

}  // namespace

ExportCell coded_cell(Language language, std::string_view words_prefix, std::string_view code) {
  const auto key = std::string{words_prefix} + "." + std::string{code};
  const auto found = find_words(language, key);
  return {Cell{std::string{found ? *found : code}}, JsonValue{std::string{code}}};
}

ExportCell date_cell(const std::optional<LocalDate>& date) {
  return date ? ExportCell{Cell{*date}} : ExportCell{};
}

Table to_table(const ExportTable& exported, Language language) {
  Table table;
  auto& header = table.rows.emplace_back();
  header.number = 1;
  for (const auto code : exported.columns) header.cells.emplace_back(column_label(language, code));
  for (const auto& cells : exported.rows) {
    auto& row = table.rows.emplace_back();
    row.number = static_cast<int>(table.rows.size());
    for (const auto& one : cells) row.cells.push_back(one.cell);
  }
  return table;
}

JsonArray to_json(const ExportTable& exported) {
  JsonArray items;
  for (const auto& cells : exported.rows) {
    JsonObject item;
    for (std::size_t i = 0; i < exported.columns.size() && i < cells.size(); ++i) {
      const auto& one = cells[i];
      item.emplace_back(std::string{exported.columns[i]},
                        one.json ? *one.json : std::visit(InJson{}, one.cell));
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace inspectord

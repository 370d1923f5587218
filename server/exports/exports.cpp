// SPDX-License-Identifier: Apache-2.0
#include "server/exports/exports.hpp"

#include "formats/csv.hpp"
#include "formats/xlsx_writer.hpp"

namespace inspectord {

std::string_view media_type_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::csv:
      return "text/csv; charset=utf-8";
    case ExportFormat::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case ExportFormat::json:
      return "application/json";
  }
  return "";
}

std::string write_export(const ExportTable& table, ExportFormat format, std::string_view sheet,
                         Language language) {
  switch (format) {
    case ExportFormat::csv:
      return write_csv(to_table(table, language));
    case ExportFormat::xlsx:
      return write_xlsx(to_table(table, language), words(language, sheet));
    case ExportFormat::json:
      return write_json(JsonObject{{"items", to_json(table)}});
  }
  return {};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "usecases/table_import.hpp"

#include "formats/plan_table.hpp"
#include "formats/unit_table.hpp"
#include "formats/visit_table.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {

int most_rows_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::plans:
      return 500;
    case ImportKind::directory_units:
    case ImportKind::plan_units:
    case ImportKind::visits:
      return 2'000;
  }
  return 0;
}

std::span<const Column> columns_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::plans:
      return plan_columns();
    case ImportKind::directory_units:
      return directory_unit_columns();
    case ImportKind::plan_units:
      return plan_unit_columns();
    case ImportKind::visits:
      return visit_columns();
  }
  return {};
}

Result<TableJob> prepare_table(Table table, ImportKind kind, Language language, bool dry_run) {
  auto header = TRY(TableHeader::read(table, columns_of(kind), language));
  const auto rows = table.rows.size() - header.first_row();
  const auto most = static_cast<std::size_t>(most_rows_of(kind));
  if (rows > most) {
    return Refusal{refuse::import_too_many_rows,
                   {},
                   {{"limit", std::to_string(most)}, {"found", std::to_string(rows)}}};
  }
  return TableJob{std::move(table), std::move(header), language, dry_run};
}

std::string_view to_string(RowOutcome outcome) {
  switch (outcome) {
    case RowOutcome::created:
      return "created";
    case RowOutcome::changed:
      return "changed";
    case RowOutcome::unchanged:
      return "unchanged";
    case RowOutcome::refused:
      return "refused";
  }
  return "";
}

int TableImported::count(RowOutcome outcome) const {
  return static_cast<int>(std::ranges::count(rows, outcome, &ImportedRow::outcome));
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/table_columns.hpp"
#include "usecases/house.hpp"
#include "workflow/record.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <string>
#include <vector>

// Tables of plans, units and visits on their way in. Each row goes through the act that a person
// would do by hand, with its access, checks and warnings. A file enters whole or not at all: where
// a row is refused, or where it is a dry run, TableImported says so (`undone`), and whoever runs
// the act rolls it back; up to that point a dry run is the very same act. Rows that are empty are
// passed over.

namespace inspectord {

namespace refuse {
inline constexpr Reason import_refused{"import_refused"};      ///< refused
inline constexpr Reason import_row_twice{"import_row_twice"};  ///< first
inline constexpr Reason import_version_missing{"import_version_missing"};
inline constexpr Reason import_differs{"import_differs"};  ///< column, stored, found
inline constexpr Reason import_too_many_rows{"import_too_many_rows", RefusalKind::too_large};
inline constexpr Reason cell_bad_id{"cell_bad_id"};  ///< found
}  // namespace refuse

/// What tables are imported, and how many rows of it one act takes: it holds the writer up.
enum class ImportKind { plans, directory_units, plan_units, visits };
int most_rows_of(ImportKind);
std::span<const Column> columns_of(ImportKind);

/// A table that was read, ready for its act.
struct TableJob {
  Table table;
  TableHeader header;
  Language language = Language::vi;  ///< Of words within messages.
  bool dry_run = false;
};
/// Reads the header; refuses more rows than one act takes.
Result<TableJob> prepare_table(Table, ImportKind, Language, bool dry_run);

enum class RowOutcome { created, changed, unchanged, refused };
std::string_view to_string(RowOutcome);

/// What became of a row, or would have become of it by itself.
struct ImportedRow {
  int number = 0;  ///< As a spreadsheet shows it.
  RowOutcome outcome = RowOutcome::unchanged;
  std::string id{};                 ///< Of the plan or agency.
  std::string key{};                ///< Of the visit or unit in its plan.
  std::vector<Problem> problems{};  ///< Pointers are "/<column>", or empty.
};

struct TableImported {
  std::vector<ImportedRow> rows;
  bool dry_run = false;
  std::optional<Version> version{};  ///< Of the plan that was written to.

  int count(RowOutcome) const;
  bool undone() const { return dry_run || count(RowOutcome::refused) > 0; }
};

/// One plan a row, drafted by the actor's house. A row with an id is a plan of the house, changed
/// where it differs and `version` is still its version; a row of an equal content is left alone.
Result<TableImported> import_plan_table(Transaction&, const TableJob&, const Actor&, Instant now,
                                        const House&);

/// One agency a row, into the directory of the actor's house.
Result<TableImported> import_unit_table(Transaction&, const TableJob&, const Actor&, Instant now,
                                        const House&);

/// Units or visits of a drafted plan of the actor's house, as one edit of it. A visit is found by
/// its key, else by unit and day; what the file does not name stays. Refuses whatever an edit does.
Result<TableImported> import_plan_unit_table(Transaction&, PlanId, std::optional<Version>,
                                             const TableJob&, const Actor&, Instant now,
                                             const House&);
Result<TableImported> import_visit_table(Transaction&, PlanId, std::optional<Version>,
                                         const TableJob&, const Actor&, Instant now, const House&);

}  // namespace inspectord

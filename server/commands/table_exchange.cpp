// SPDX-License-Identifier: Apache-2.0
// Commands for tables: import FILE.csv|FILE.xlsx, export --format.
#include "server/commands/table_exchange.hpp"

#include "formats/csv.hpp"
#include "formats/xlsx_reader.hpp"
#include "server/exports/exports.hpp"
#include "storage/plans.hpp"
#include "usecases/table_import.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace inspectord {
namespace {

std::string extension_of(const std::string& path) {
  auto extension = std::filesystem::path{path}.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return extension;
}

/// The plan that a command names; nullopt where it names none.
std::optional<PlanId> plan_named(const Console& console, Store& store, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto record = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return find_by_id_or_key(console, db, name); });
  if (!record) fail(console, Refusal{refuse::no_such_target});
  return record->id;
}

ImportKind kind_of(const Console& console, const ImportOptions& options) {
  if (options.table == "units")
    return options.plan.empty() ? ImportKind::directory_units : ImportKind::plan_units;
  if (options.table == "visits") {
    if (options.plan.empty()) fail(console, ExitCode::usage, "command.import.plan_needed");
    return ImportKind::visits;
  }
  return ImportKind::plans;
}

TableJob read_job(const Console& console, const std::string& path, ImportKind kind, bool dry_run) {
  const auto bytes = read_file(console, path);
  auto table = extension_of(path) == ".csv" ? parse_csv(bytes) : parse_xlsx(bytes);
  if (!table) fail(console, table.error());
  auto job = prepare_table(std::move(table).value(), kind, console.language, dry_run);
  if (!job) fail(console, job.error());
  return std::move(job).value();
}

Result<TableImported> act(ImportKind kind, const TableJob& job, std::optional<PlanId> plan,
                          Transaction& tx, const Actor& actor, Store& store) {
  const auto now = store.clock.now();
  switch (kind) {
    case ImportKind::plans:
      return import_plan_table(tx, job, actor, now, store.house());
    case ImportKind::directory_units:
      return import_unit_table(tx, job, actor, now, store.house());
    case ImportKind::plan_units:
      return import_plan_unit_table(tx, *plan, std::nullopt, job, actor, now, store.house());
    case ImportKind::visits:
      return import_visit_table(tx, *plan, std::nullopt, job, actor, now, store.house());
  }
  return Refusal{refuse::no_such_target};
}

void print_row(const Console& console, const std::string& path, const ImportedRow& row,
               bool applied) {
  const bool shows_id = applied || row.outcome != RowOutcome::created;
  console.out << row.number << "\t" << to_string(row.outcome) << "\t"
              << (!row.key.empty() ? row.key
                  : shows_id       ? row.id
                                   : std::string{})
              << "\n";
  for (const auto& problem : row.problems) {
    console.err << path << ":" << row.number << ": ";
    if (!problem.pointer.empty())
      console.err << column_label(console.language, problem.pointer.substr(1)) << ": ";
    console.err << describe(console.language, problem) << "\n";
  }
}

void print_counts(const Console& console, const std::string& path, const TableImported& imported) {
  const auto count = [&](RowOutcome outcome) { return std::to_string(imported.count(outcome)); };
  console.err << words(console.language,
                       imported.undone() ? "command.import.table_undone" : "command.import.table",
                       {{"file", path},
                        {"created", count(RowOutcome::created)},
                        {"changed", count(RowOutcome::changed)},
                        {"unchanged", count(RowOutcome::unchanged)},
                        {"refused", count(RowOutcome::refused)}})
              << "\n";
}

Result<ExportTable> read_export(const Console& console, Store& store, const Actor& actor,
                                std::optional<PlanId> plan, const std::string& what) {
  const Files files{files_directory(console.options)};
  const ApiParts parts{.house = store.house(),
                       .clock = store.clock,
                       .files = files,
                       .snapshots = store.database.snapshots(),
                       .wake = {}};
  return store.database.snapshots().with_snapshot([&](Snapshot& db) -> Result<ExportTable> {
    if (what == "schedules") {
      PartFilter filter;
      filter.plan = plan;
      return export_schedules(db, filter, actor, parts, console.language);
    }
    if (what == "ledgers")
      return export_ledgers(db, {.plan = plan, .state = {}}, actor, parts, console.language);
    return export_plans(db, {}, actor, console.language);
  });
}

ExportFormat format_of(const std::string& name) {
  if (name == "csv") return ExportFormat::csv;
  return name == "xlsx" ? ExportFormat::xlsx : ExportFormat::json;
}

void write_file(const Console& console, const std::string& path, const std::string& bytes) {
  const auto refuse = [&](std::string_view why) {
    fail(console, ExitCode::cannot_create, why, {{"path", path}});
  };
  if (std::filesystem::exists(path)) refuse("command.export.there");
  std::ofstream file{path, std::ios::binary};
  file << bytes;
  if (!file.flush()) refuse("command.export.unwritten");
}

}  // namespace

bool is_table_file(const std::string& path) {
  const auto extension = extension_of(path);
  return extension == ".csv" || extension == ".xlsx";
}

bool import_table(const Console& console, Store& store, const std::string& path, const Actor& actor,
                  const ImportOptions& options) {
  const auto kind = kind_of(console, options);
  const auto job = read_job(console, path, kind, options.dry_run);
  const auto plan = plan_named(console, store, options.plan);
  const auto imported = store.database.writer().run(
      [&](Transaction& tx) { return act(kind, job, plan, tx, actor, store); });
  if (!imported) fail(console, imported.error());
  for (const auto& row : imported->rows) print_row(console, path, row, !imported->undone());
  print_counts(console, path, *imported);
  return imported->count(RowOutcome::refused) == 0;
}

ExitCode export_table(const Console& console, const ExportOptions& options) {
  Store store{console, Store::If::there};
  const auto actor = actor_of(console, store, options.user);
  const auto plan = plan_named(console, store, options.plan);
  const auto table = read_export(console, store, actor, plan, options.table);
  if (!table) fail(console, table.error());
  const auto bytes =
      write_export(*table, format_of(options.format), "sheet." + options.table, console.language);
  if (options.out.empty()) {
    console.out << bytes;
  } else {
    write_file(console, options.out, bytes);
  }
  return ExitCode::ok;
}

}  // namespace inspectord

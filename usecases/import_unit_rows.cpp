// SPDX-License-Identifier: Apache-2.0
#include "formats/unit_table.hpp"
#include "storage/agencies.hpp"
#include "storage/savepoint.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/directory_entries.hpp"
#include "usecases/table_import.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace inspectord {
namespace {

/// Members of a directory file and their columns.
std::string column_of(std::string_view pointer) {
  constexpr std::string_view entry = "/agencies/0/";
  if (!pointer.starts_with(entry)) return {};
  const auto member = pointer.substr(entry.size());
  if (member.starts_with("contacts")) return "emails";
  return std::string{member.substr(0, member.find('/'))};
}

Refusal in_columns(const Refusal& refusal) {
  auto problems = refusal.problems();
  for (auto& problem : problems) {
    const auto column = column_of(problem.pointer);
    problem.pointer = column.empty() ? "" : "/" + column;
  }
  return Refusal{std::move(problems)};
}

std::string day_text(const std::optional<LocalDate>& day) {
  return day ? to_string(*day) : "";
}

class UnitRows {
 public:
  UnitRows(Transaction& tx, const TableJob& job, const Actor& actor, Instant now,
           const House& house)
      : tx_(tx), job_(job), actor_(actor), now_(now), house_(house) {}

  TableImported import() {
    TableImported imported{.rows = {}, .dry_run = job_.dry_run};
    const auto& rows = job_.table.rows;
    for (auto i = job_.header.first_row(); i < rows.size(); ++i) {
      RowReader reader{job_.header, rows[i], job_.language};
      if (reader.is_blank()) continue;
      auto done = import_row(reader);
      if (done) {
        imported.rows.push_back(std::move(done).value());
      } else {
        imported.rows.push_back({.number = reader.number(),
                                 .outcome = RowOutcome::refused,
                                 .problems = done.error().problems()});
      }
    }
    return imported;
  }

 private:
  Result<ImportedRow> import_row(RowReader& reader) {
    DirectoryFile file;
    file.agencies.push_back(read_directory_unit(reader));
    if (!reader.problems().empty()) return Refusal{reader.problems()};
    const auto checked = directory_from_json(directory_to_json(file));
    if (!checked) return in_columns(to_refusal(checked.errors()));
    const auto after = TRY(tried(file));
    if (const auto first = seen_.find(after.id); first != seen_.end())
      return Refusal{refuse::import_row_twice, {}, {{"first", std::to_string(first->second)}}};
    ImportedRow row{.number = reader.number(), .id = after.id.to_string()};
    const auto before = state_of(after.id);
    if (before == after.state) return noted(row, after.id);
    Savepoint savepoint{tx_};
    const auto imported = import_directory(tx_, file, actor_, now_, house_);
    if (!imported) return in_columns(imported.error());
    const auto id = imported->ids.front();
    TRY(check_kept(id, file.agencies.front()));
    savepoint.keep();
    row.id = id.to_string();
    row.outcome = before.empty() ? RowOutcome::created : RowOutcome::changed;
    return noted(row, id);
  }

  struct Tried {
    AgencyId id;
    std::string state;
  };
  /// What the act would make of it, taken back: whether anything changes is not known before, and
  /// what changes nothing leaves no entry in the journal.
  Result<Tried> tried(const DirectoryFile& file) {
    const Savepoint savepoint{tx_};
    const auto imported = import_directory(tx_, file, actor_, now_, house_);
    if (!imported) return in_columns(imported.error());
    const auto id = imported->ids.front();
    TRY(check_kept(id, file.agencies.front()));
    return Tried{id, state_of(id)};
  }

  /// The directory fills in what is empty and overwrites nothing, so a row that says otherwise is
  /// not silently dropped.
  Result<Done> check_kept(AgencyId id, const AgencyListing& listing) {
    const auto stored = find_agency(tx_, id).value();
    std::vector<Problem> problems;
    const auto compare = [&](std::string_view column, const std::string& said,
                             const std::string& kept) {
      if (said.empty() || said == kept) return;
      problems.push_back(
          {refuse::import_differs,
           "/" + std::string{column},
           {{"column", column_label(job_.language, column)}, {"stored", kept}, {"found", said}}});
    };
    compare("short_name", listing.short_name, stored.short_name);
    compare("level", listing.level, stored.level);
    compare("valid_from", day_text(listing.valid_from), day_text(stored.valid_from));
    compare("valid_to", day_text(listing.valid_to), day_text(stored.valid_to));
    if (!problems.empty()) return Refusal{std::move(problems)};
    return Done{};
  }

  /// All that is kept of an agency; "" where there is none.
  std::string state_of(AgencyId id) {
    const auto agency = find_agency(tx_, id);
    if (!agency) return {};
    auto text = entry_of(*agency);
    for (auto contact : all_contacts_of(tx_, id)) {
      contact.id = {};
      text += "\n" + entry_of(contact);
    }
    return text;
  }

  Result<ImportedRow> noted(ImportedRow row, AgencyId id) {
    seen_.emplace(id, row.number);
    return row;
  }

  Transaction& tx_;
  const TableJob& job_;
  const Actor& actor_;
  const Instant now_;
  const House& house_;
  std::map<AgencyId, int> seen_;  ///< In which row of this file.
};

}  // namespace

Result<TableImported> import_unit_table(Transaction& tx, const TableJob& job, const Actor& actor,
                                        Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner}))
    return Refusal{refuse::not_allowed, {}, {{"action", "import"}}};
  return UnitRows{tx, job, actor, now, house}.import();
}

}  // namespace inspectord

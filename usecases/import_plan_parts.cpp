// SPDX-License-Identifier: Apache-2.0
// Rows that become parts of one drafted plan: its units, its visits.
#include "formats/plan_file.hpp"
#include "formats/plan_table.hpp"
#include "formats/unit_table.hpp"
#include "formats/visit_table.hpp"
#include "storage/plans.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/table_import.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace inspectord {
namespace {

/// The parts of a content, row by row; what was read of a refused row is not in it.
class ContentRows {
 public:
  ContentRows(const TableJob& job, Plan content) : job_(job), content_(std::move(content)) {}
  virtual ~ContentRows() = default;

  std::vector<ImportedRow> read() {
    std::vector<ImportedRow> rows;
    for (auto i = job_.header.first_row(); i < job_.table.rows.size(); ++i) {
      const RowReader probe{job_.header, job_.table.rows[i], job_.language};
      if (!probe.is_blank()) rows.push_back(take(read_row(job_.table.rows[i]), probe.number()));
    }
    refuse_what_no_plan_holds(rows);
    return rows;
  }
  const Plan& content() const { return content_; }

 protected:
  virtual Result<ImportedRow> read_row(const TableRow&) = 0;
  /// The key of the part that a pointer into the content leads into, and its column.
  virtual std::pair<std::string, std::string> part_at(std::string_view pointer) const = 0;

  RowReader reader_of(const TableRow& row) const { return {job_.header, row, job_.language}; }

  /// The index behind "/visits/", and what follows.
  static std::optional<std::pair<std::size_t, std::string_view>> entry_in(
      std::string_view list, std::string_view pointer) {
    if (!pointer.starts_with(list)) return std::nullopt;
    pointer.remove_prefix(list.size());
    std::size_t index = 0;
    const auto read = std::from_chars(pointer.data(), pointer.data() + pointer.size(), index);
    if (read.ec != std::errc{}) return std::nullopt;
    pointer.remove_prefix(static_cast<std::size_t>(read.ptr - pointer.data()));
    if (pointer.starts_with('/')) pointer.remove_prefix(1);
    return std::pair{index, pointer.substr(0, pointer.find('/'))};
  }

  const TableJob& job_;
  Plan content_;

 private:
  static ImportedRow take(Result<ImportedRow> read, int number) {
    if (read) return std::move(read).value();
    return {.number = number, .outcome = RowOutcome::refused, .problems = read.error().problems()};
  }

  void refuse_what_no_plan_holds(std::vector<ImportedRow>& rows) const {
    const auto read = plan_from_json(plan_to_json(content_));
    if (read || rows.empty()) return;
    const auto refusal = to_refusal(read.errors());
    for (const auto& problem : refusal.problems()) {
      const auto part = part_at(problem.pointer);
      const auto& key = part.first;
      const auto& column = part.second;
      const auto row = std::ranges::find_if(
          rows, [&](const ImportedRow& one) { return !key.empty() && one.key == key; });
      auto& taken = row == rows.end() ? rows.back() : *row;
      taken.outcome = RowOutcome::refused;
      taken.problems.push_back(
          {problem.reason, column.empty() ? "" : "/" + column, problem.arguments});
    }
  }
};

class VisitRows final : public ContentRows {
 public:
  using ContentRows::ContentRows;

 private:
  Result<ImportedRow> read_row(const TableRow& row) override {
    auto reader = reader_of(row);
    Visit read;
    read_visit(reader, content_, read);
    if (!reader.problems().empty()) return Refusal{reader.problems()};
    const auto known = find_visit(read);
    if (known == content_.visits.end()) return add(std::move(read), row.number);
    Visit merged = *known;
    auto again = reader_of(row);
    read_visit(again, content_, merged);
    merged.key = known->key;
    if (const auto first = rows_.find(known->key); first != rows_.end())
      return Refusal{refuse::import_row_twice, {}, {{"first", std::to_string(first->second)}}};
    rows_.emplace(known->key, row.number);
    ImportedRow done{.number = row.number, .key = known->key};
    if (merged != *known) {
      *known = std::move(merged);
      done.outcome = RowOutcome::changed;
    }
    return done;
  }

  std::vector<Visit>::iterator find_visit(const Visit& read) {
    return std::ranges::find_if(content_.visits, [&](const Visit& one) {
      if (!read.key.empty()) return one.key == read.key;
      return one.unit == read.unit && one.date == read.date;
    });
  }

  Result<ImportedRow> add(Visit visit, int number) {
    if (visit.key.empty()) {
      visit.key = key_for(visit.unit, [&](const std::string& key) {
        return std::ranges::find(content_.visits, key, &Visit::key) != content_.visits.end();
      });
    }
    ImportedRow done{.number = number, .outcome = RowOutcome::created, .key = visit.key};
    rows_.emplace(visit.key, number);
    content_.visits.push_back(std::move(visit));
    return done;
  }

  std::pair<std::string, std::string> part_at(std::string_view pointer) const override {
    const auto entry = entry_in("/visits/", pointer);
    if (!entry || entry->first >= content_.visits.size()) return {};
    return {content_.visits[entry->first].key, std::string{entry->second}};
  }

  std::map<std::string, int> rows_;  ///< In which row of the file a key stands.
};

class PlanUnitRows final : public ContentRows {
 public:
  using ContentRows::ContentRows;

 private:
  Result<ImportedRow> read_row(const TableRow& row) override {
    auto reader = reader_of(row);
    Plan after = content_;
    const auto key = read_plan_unit(reader, after);
    if (!reader.problems().empty()) return Refusal{reader.problems()};
    if (const auto first = rows_.find(key); first != rows_.end())
      return Refusal{refuse::import_row_twice, {}, {{"first", std::to_string(first->second)}}};
    rows_.emplace(key, row.number);
    ImportedRow done{.number = row.number, .key = key};
    if (after != content_) {
      done.outcome =
          after.units.size() > content_.units.size() ? RowOutcome::created : RowOutcome::changed;
    }
    content_ = std::move(after);
    return done;
  }

  std::pair<std::string, std::string> part_at(std::string_view pointer) const override {
    if (const auto agency = entry_in("/agencies/", pointer);
        agency && agency->first < content_.agencies.size())
      return {content_.agencies[agency->first].key, std::string{agency->second}};
    if (const auto unit = entry_in("/units/", pointer); unit && unit->first < content_.units.size())
      return {content_.units[unit->first].agency,
              unit->second == "agency" ? "name" : std::string{unit->second}};
    return {};
  }

  std::map<std::string, int> rows_;
};

/// A plan that the actor's house may edit at that version.
Result<PlanRecord> open(Transaction& tx, PlanId id, std::optional<Version> version,
                        const Actor& actor) {
  auto record = find_plan(tx, id);
  if (!record || record->owner != actor.agency) return Refusal{refuse::no_such_target};
  if (version && *version != record->version)
    return Refusal{refuse::stale_version, {}, {{"version", std::to_string(record->version)}}};
  return std::move(*record);
}

template <class Rows>
Result<TableImported> import_parts(Transaction& tx, PlanId id, std::optional<Version> version,
                                   const TableJob& job, const Actor& actor, Instant now,
                                   const House& house) {
  const auto record = TRY(open(tx, id, version, actor));
  Rows rows{job, record.content};
  TableImported imported{.rows = rows.read(), .dry_run = job.dry_run, .version = record.version};
  if (imported.count(RowOutcome::refused) > 0 || rows.content() == record.content) return imported;
  PlanInput input;
  input.content = rows.content();
  const auto edited =
      TRY(act_on_plan(tx, id, record.version, PlanAction::edit, input, actor, now, house));
  imported.version = edited.record.version;
  return imported;
}

}  // namespace

Result<TableImported> import_visit_table(Transaction& tx, PlanId id, std::optional<Version> version,
                                         const TableJob& job, const Actor& actor, Instant now,
                                         const House& house) {
  return import_parts<VisitRows>(tx, id, version, job, actor, now, house);
}

Result<TableImported> import_plan_unit_table(Transaction& tx, PlanId id,
                                             std::optional<Version> version, const TableJob& job,
                                             const Actor& actor, Instant now, const House& house) {
  return import_parts<PlanUnitRows>(tx, id, version, job, actor, now, house);
}

}  // namespace inspectord

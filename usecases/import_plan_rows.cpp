// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_file.hpp"
#include "formats/plan_table.hpp"
#include "storage/plans.hpp"
#include "storage/savepoint.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/table_import.hpp"
#include "workflow/policy.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace inspectord {
namespace {

/// What a row became, or why not.
using RowResult = Result<ImportedRow>;

class PlanRows {
 public:
  PlanRows(Transaction& tx, const TableJob& job, const Actor& actor, Instant now,
           const House& house)
      : tx_(tx), job_(job), actor_(actor), now_(now), house_(house) {}

  TableImported import() {
    TableImported imported{.rows = {}, .dry_run = job_.dry_run};
    const auto& rows = job_.table.rows;
    for (auto i = job_.header.first_row(); i < rows.size(); ++i) {
      RowReader reader{job_.header, rows[i], job_.language};
      if (!reader.is_blank()) imported.rows.push_back(import_row(reader));
    }
    return imported;
  }

 private:
  ImportedRow import_row(RowReader& reader) {
    Savepoint savepoint{tx_};
    auto done = reader.word("id").empty() ? draft_row(reader) : edit_row(reader);
    if (done) {
      savepoint.keep();
      return std::move(done).value();
    }
    return {.number = reader.number(),
            .outcome = RowOutcome::refused,
            .problems = done.error().problems()};
  }

  RowResult draft_row(RowReader& reader) {
    Plan plan;
    plan.policy = policy_of_new_plans;  // as it is drafted: the same row finds the same content
    read_plan_row(reader, plan);
    TRY(check(reader, plan));
    if (const auto same = find_same_content(tx_, actor_.agency, hash_content(plan), std::nullopt))
      return left_alone(reader, *same);
    auto outcome = import_plan(tx_, plan, actor_, now_, house_);
    if (!outcome) return in_columns(outcome.error());
    made_.emplace(outcome->record.id, reader.number());
    return ImportedRow{.number = reader.number(),
                       .outcome = RowOutcome::created,
                       .id = outcome->record.id.to_string()};
  }

  /// A plan that was there before the file is not made again; one of another row is a slip.
  RowResult left_alone(const RowReader& reader, PlanId same) {
    const auto made = made_.find(same);
    if (made != made_.end())
      return Refusal{refuse::import_row_twice, {}, {{"first", std::to_string(made->second)}}};
    return ImportedRow{
        .number = reader.number(), .outcome = RowOutcome::unchanged, .id = same.to_string()};
  }

  RowResult edit_row(RowReader& reader) {
    const auto id = PlanId::parse(reader.word("id"));
    if (!id) return Refusal{refuse::cell_bad_id, "/id", {{"found", reader.word("id")}}};
    const auto record = find_plan(tx_, *id);
    if (!record || record->owner != actor_.agency) return Refusal{refuse::no_such_target, "/id"};
    Plan before = record->content;
    before.number = record->number;  // as it was exported: the clerk may have given them since
    before.date = record->date;
    Plan plan = before;
    read_plan_row(reader, plan);
    TRY(check(reader, plan));
    ImportedRow row{
        .number = reader.number(), .outcome = RowOutcome::unchanged, .id = id->to_string()};
    if (plan == before) return row;
    const auto version = reader.integer("version");
    if (!version) return Refusal{refuse::import_version_missing, "/version"};
    PlanInput input;
    input.content = std::move(plan);
    const auto edited =
        act_on_plan(tx_, *id, Version{*version}, PlanAction::edit, input, actor_, now_, house_);
    if (!edited) return in_columns(edited.error());
    row.outcome = RowOutcome::changed;
    return row;
  }

  /// What the cells said wrongly, and what no plan file could hold.
  static Result<Done> check(const RowReader& reader, const Plan& plan) {
    if (!reader.problems().empty()) return Refusal{reader.problems()};
    const auto read = plan_from_json(plan_to_json(plan));
    if (!read) return in_columns(to_refusal(read.errors()));
    return Done{};
  }

  static Refusal in_columns(const Refusal& refusal) {
    auto problems = refusal.problems();
    for (auto& problem : problems) {
      std::string_view pointer = problem.pointer;
      if (pointer.starts_with("/content"))
        pointer.remove_prefix(std::string_view{"/content"}.size());
      const auto column = column_of_plan(pointer);
      problem.pointer = column.empty() ? "" : "/" + column;
    }
    return Refusal{std::move(problems)};
  }

  Transaction& tx_;
  const TableJob& job_;
  const Actor& actor_;
  const Instant now_;
  const House& house_;
  std::map<PlanId, int> made_;  ///< By this file, in which row.
};

}  // namespace

Result<TableImported> import_plan_table(Transaction& tx, const TableJob& job, const Actor& actor,
                                        Instant now, const House& house) {
  if (!actor.roles.has_any({Role::planner, Role::administrator}))
    return Refusal{refuse::not_allowed, {}, {{"action", "draft"}}};
  return PlanRows{tx, job, actor, now, house}.import();
}

}  // namespace inspectord

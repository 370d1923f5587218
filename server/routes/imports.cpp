// SPDX-License-Identifier: Apache-2.0
// Imports: tables (CSV, XLSX) of plans, units and visits, with a dry run.
#include "formats/csv.hpp"
#include "formats/xlsx_reader.hpp"
#include "server/http/negotiation.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/imported_json.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/table_import.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view csv_type = "text/csv";
constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t most_table_bytes = 8u << 20;

/// A table on its way in, and the plan it belongs to.
struct ImportJob {
  TableJob table;
  Actor actor;
  std::optional<PlanId> plan{};
  std::optional<Version> version{};
};

Result<Table> read_table(const Request& request) {
  const TableLimits limits{.bytes = most_table_bytes};
  return sends(request, csv_type) ? parse_csv(request.body, limits)
                                  : parse_xlsx(request.body, limits);
}

enum class OfPlan { never, maybe, always };

/// On the pool: bytes to rows. `of_plan`: whether the query names a plan.
Result<ImportJob> decode(const Call& call, OfPlan of_plan, ImportKind alone, ImportKind in_plan) {
  const auto& request = call.request;
  Query query{request};
  const bool dry_run = query.yes("dry_run");
  const auto plan = of_plan == OfPlan::never ? std::nullopt : query.id<PlanId>("plan");
  TRY(query.finish());
  if (of_plan == OfPlan::always && !plan) {
    return Refusal{bad_parameter, {}, {{"name", "plan"}, {"found", ""}, {"expected", "id"}}};
  }
  std::optional<Version> version;
  if (plan) version = TRY(expected_version(request));
  auto table = TRY(read_table(request));
  return ImportJob{
      TRY(prepare_table(std::move(table), plan ? in_plan : alone, request.language, dry_run)),
      call.actor, plan, version};
}

Result<TableImported> act(const ImportJob& job, ImportKind kind, Transaction& tx, Instant now,
                          const House& house) {
  switch (kind) {
    case ImportKind::plans:
      return import_plan_table(tx, job.table, job.actor, now, house);
    case ImportKind::directory_units:
      return import_unit_table(tx, job.table, job.actor, now, house);
    case ImportKind::plan_units:
      return import_plan_unit_table(tx, *job.plan, job.version, job.table, job.actor, now, house);
    case ImportKind::visits:
      return import_visit_table(tx, *job.plan, job.version, job.table, job.actor, now, house);
  }
  return Refusal{no_such_thing};
}

Handler importing(const ApiParts& parts, OfPlan of_plan, ImportKind alone, ImportKind in_plan) {
  return writes(
      on_pool([=](const Call& call) { return decode(call, of_plan, alone, in_plan); }),
      [&house = parts.house, alone, in_plan](const ImportJob& job, Transaction& tx, Instant now) {
        return act(job, job.plan ? in_plan : alone, tx, now, house);
      },
      [](const TableImported& imported, const Call& call) {
        return answer_imported(imported, call.request);
      },
      parts.wake);
}

}  // namespace

std::vector<Route> import_routes(const ApiParts& parts) {
  const auto keepers = Rule::any_of({Role::planner, Role::administrator});
  const auto line = [&](std::string_view path, OfPlan of_plan, ImportKind alone,
                        ImportKind in_plan) {
    return Route{Method::post,
                 path,
                 keepers,
                 importing(parts, of_plan, alone, in_plan),
                 most_table_bytes,
                 false,
                 {csv_type, xlsx_type}};
  };
  return {line("/api/v1/imports/plans", OfPlan::never, ImportKind::plans, ImportKind::plans),
          line("/api/v1/imports/units", OfPlan::maybe, ImportKind::directory_units,
               ImportKind::plan_units),
          line("/api/v1/imports/visits", OfPlan::always, ImportKind::visits, ImportKind::visits)};
}

}  // namespace inspectord

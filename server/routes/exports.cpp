// SPDX-License-Identifier: Apache-2.0
// Exports: plans, schedules and reminder ledgers as CSV, XLSX or JSON.
#include "server/exports/exports.hpp"

#include "server/http/negotiation.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/plan_search.hpp"

#include <array>
#include <utility>

namespace inspectord {
namespace {

constexpr std::array formats{std::pair{std::string_view{"csv"}, ExportFormat::csv},
                             std::pair{std::string_view{"xlsx"}, ExportFormat::xlsx},
                             std::pair{std::string_view{"json"}, ExportFormat::json}};

std::optional<ExportFormat> parse_format(const std::string& text) {
  for (const auto& [name, format] : formats) {
    if (name == text) return format;
  }
  return std::nullopt;
}

std::string_view name_of(ExportFormat format) {
  for (const auto& [name, one] : formats) {
    if (one == format) return name;
  }
  return "";
}

/// What the query names, else what Accept does, else JSON.
ExportFormat wanted_format(Query& query, const Request& request) {
  const auto named = query.parsed<ExportFormat>("format", "csv, xlsx, json", parse_format);
  if (named) return *named;
  if (asks_for(request, "text/csv")) return ExportFormat::csv;
  return asks_for(request, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
             ? ExportFormat::xlsx
             : ExportFormat::json;
}

std::optional<std::string> day_of(Query& query, std::string_view name) {
  const auto day = query.parsed<LocalDate>(
      name, "YYYY-MM-DD", [](const std::string& text) { return parse_date(text); });
  return day ? std::optional{to_string(*day)} : std::nullopt;
}

/// A file of a name made of our own words alone, for whoever asked and nobody else.
Response answer_export(const ExportTable& table, ExportFormat format, const std::string& name,
                       const Request& request) {
  auto response = make_response(200, media_type_of(format),
                                write_export(table, format, "sheet." + name, request.language));
  response.headers.add("Content-Disposition", "attachment; filename=\"" + name + "." +
                                                  std::string{name_of(format)} + "\"");
  response.headers.add("Content-Language", to_string(request.language));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("Vary", "Accept, Authorization, Accept-Language");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Result<Response> plans(const ApiParts&, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const auto format = wanted_format(query, call.request);
  PlanFilter filter;
  filter.state = query.state<PlanState>("state");
  filter.naming = query.id<AgencyId>("agency");
  filter.matching = plan_search::patterns_of(query.text("q").value_or(""));
  filter.newest_first = query.descends("drafted");
  if (const auto year = query.integer("year", 1900, 9999)) filter.year = static_cast<int>(*year);
  TRY(query.finish());
  const auto table =
      TRY(export_plans(snapshot, std::move(filter), call.actor, call.request.language));
  return answer_export(table, format, "plans", call.request);
}

Result<Response> schedules(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const auto format = wanted_format(query, call.request);
  PartFilter filter;
  filter.plan = query.id<PlanId>("plan");
  if (const auto state = query.state<VisitState>("state")) filter.state = state_code(*state);
  filter.agency = query.id<AgencyId>("agency");
  filter.from = day_of(query, "from");
  filter.to = day_of(query, "to");
  filter.descending = query.descends("date");
  TRY(query.finish());
  const auto table =
      TRY(export_schedules(snapshot, std::move(filter), call.actor, parts, call.request.language));
  return answer_export(table, format, "schedules", call.request);
}

Result<Response> ledgers(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const auto format = wanted_format(query, call.request);
  const LedgerFilter filter{.plan = query.id<PlanId>("plan"),
                            .state = query.state<ReminderState>("state")};
  TRY(query.finish());
  const auto table =
      TRY(export_ledgers(snapshot, filter, call.actor, parts, call.request.language));
  return answer_export(table, format, "ledgers", call.request);
}

}  // namespace

std::vector<Route> export_routes(const ApiParts& parts) {
  const auto line = [&](std::string_view path, ReadOfParts read) {
    return Route{
        Method::get, path, Rule::signed_in(),
        reads_at_length(parts.snapshots, [parts, read](const Call& call, Snapshot& snapshot) {
          return read(parts, call, snapshot);
        })};
  };
  return {line("/api/v1/exports/plans", plans), line("/api/v1/exports/schedules", schedules),
          line("/api/v1/exports/ledgers", ledgers)};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// The reminder ledger of a plan.
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"

#include <limits>

namespace inspectord {
namespace {

JsonValue row_json(const LedgerRow& row, const AgencyNames& names, const Zone& zone) {
  return JsonObject{{"id", row.id.to_string()},
                    {"at", json_of(row.at, zone)},
                    {"target", JsonObject{{"kind", to_string(row.target_kind)},
                                          {"id", uuid_to_string(row.target)}}},
                    {"sequence", row.sequence},
                    {"rule", row.rule},
                    {"recipient", agency_json(row.recipient, names)},
                    {"part", to_string(row.part)},
                    {"state", state_code(row.state)},
                    {"dropped_because",
                     row.dropped_because.empty() ? JsonValue{} : JsonValue{row.dropped_because}}};
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  Query query{call.request};
  const int limit = query.limit(100, 1000);
  const int offset = static_cast<int>(
      query.integer("offset", 0, std::numeric_limits<int>::max() - limit).value_or(0));
  TRY(query.finish());
  const auto owner = owner_of_plan(snapshot, id);
  const bool whole = owner == call.actor.agency;
  if (!owner || (!whole && !concerns(snapshot, id, call.actor.agency)))
    return Refusal{no_such_thing};
  const auto recipient = whole ? std::nullopt : std::optional{call.actor.agency};
  auto rows = ledger_of(snapshot, id, recipient, limit + 1, offset);
  const bool more = cut_page(rows, limit) != nullptr;
  const AgencyNames names{.by_id = agency_names_of(snapshot, id), .past_end = {}};
  auto items =
      json_list(rows, [&](const LedgerRow& row) { return row_json(row, names, parts.house.zone); });
  return answer_json(200,
                     JsonObject{{"items", std::move(items)},
                                {"next_offset", more ? JsonValue{offset + limit} : JsonValue{}}});
}

}  // namespace

std::vector<Route> ledger_routes(const ApiParts& parts) {
  const auto list_all = [parts](const Call& call, Snapshot& snapshot) {
    return list(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/plans/{id}/ledger", Rule::signed_in(), reads(list_all)}};
}

}  // namespace inspectord

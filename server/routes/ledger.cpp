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

#include <string>

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

std::optional<LedgerPlace> to_ledger_place(const std::optional<PagePlace>& place) {
  if (!place) return std::nullopt;
  return LedgerPlace{from_millis(std::stoll(place->at(0))),
                     ReminderId::parse(place->at(1)).value()};
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  Query query{call.request};
  const int limit = query.limit(100, 1000);
  const auto place = query.cursor("ledger", 2);
  const auto state = query.state<ReminderState>("state");
  const auto fields = query.fields();
  TRY(query.finish());
  const auto owner = owner_of_plan(snapshot, id);
  const bool whole = owner == call.actor.agency;
  if (!owner || (!whole && !concerns(snapshot, id, call.actor.agency)))
    return Refusal{no_such_thing};
  const auto recipient = whole ? std::nullopt : std::optional{call.actor.agency};
  auto rows = ledger_of(snapshot, id, recipient, limit + 1, to_ledger_place(place), state);
  const auto* last = cut_page(rows, limit);
  const auto cursor =
      last ? std::optional{write_cursor(
                 "ledger", {std::to_string(to_millis(last->at)), last->id.to_string()})}
           : std::nullopt;
  const AgencyNames names{.by_id = agency_names_of(snapshot, id), .past_end = {}};
  auto items =
      json_list(rows, [&](const LedgerRow& row) { return row_json(row, names, parts.house.zone); });
  return answer_page(call.request, TRY(fields.of(std::move(items))), cursor);
}

}  // namespace

std::vector<Route> ledger_routes(const ApiParts& parts) {
  const auto list_all = [parts](const Call& call, Snapshot& snapshot) {
    return list(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/plans/{id}/ledger", Rule::signed_in(), reads(list_all)},
          {Method::get, "/api/v1/plans/{id}/reminders", Rule::signed_in(), reads(list_all)}};
}

}  // namespace inspectord

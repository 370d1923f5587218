// SPDX-License-Identifier: Apache-2.0
// What a plan says, part by part, for the house that owns it: units, sessions, agenda, teams,
// groups, overrides. Each list is as long as the paper makes it, and comes whole.
#include "formats/code_names.hpp"
#include "formats/plan_file.hpp"
#include "server/http/entity_tag.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/plan_view_json.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

/// What the views of parts may look at.
struct Looked {
  const ApiParts& parts;
  Snapshot& snapshot;
  const PlanRecord& record;
};

JsonValue visit_of(const PlanRecord& record, const std::string& key) {
  const auto* visit = find_by_key(record.visits, key);
  const auto* planned = find_by_key(record.content.visits, key);
  return JsonObject{{"key", key},
                    {"id", visit ? json_of(visit->id) : JsonValue{}},
                    {"state", visit ? JsonValue{state_code(visit->state)} : JsonValue{}},
                    {"date", visit     ? JsonValue{to_string(visit->date)}
                             : planned ? JsonValue{to_string(planned->date)}
                                       : JsonValue{}}};
}

JsonValue unit_json(const PlanRecord& record, const PlanUnit& unit) {
  const auto* group = find_by_key(record.content.groups, unit.agency);
  JsonArray visits;
  for (const auto& visit : record.content.visits) {
    if (visit.unit == unit.agency) visits.push_back(visit_of(record, visit.key));
  }
  return JsonObject{
      {"agency", group ? JsonValue{} : agency_json(unit.agency, record)},
      {"group",
       group ? JsonValue{JsonObject{{"key", group->key}, {"name", group->name}}} : JsonValue{}},
      {"role", code_name(unit.role)},
      {"reason", unit.reason},
      {"raw", unit.raw},
      {"visits", std::move(visits)}};
}

JsonArray units(const Looked& looked) {
  return json_list(looked.record.content.units,
                   [&](const PlanUnit& unit) { return unit_json(looked.record, unit); });
}

/// The entries of a list of the plan file.
JsonArray listed(const JsonValue& object, std::string_view name) {
  const auto* list = object.find(name);
  return list && list->if_array() ? *list->if_array() : JsonArray{};
}

JsonArray sessions(const Looked& looked) {
  JsonArray all;
  const auto content = plan_to_json(looked.record.content);
  for (const auto& visit : listed(content, "visits")) {
    const auto& key = *visit.find("key")->if_string();
    for (const auto& session : listed(visit, "sessions")) {
      JsonObject json{{"visit", visit_of(looked.record, key)}};
      for (const auto& member : *session.if_object()) {
        const bool names_unit = member.key == "unit";
        json.emplace_back(member.key, names_unit
                                          ? agency_json(*member.value.if_string(), looked.record)
                                          : member.value);
      }
      all.push_back(std::move(json));
    }
  }
  return all;
}

JsonArray teams(const Looked& looked) {
  return listed(plan_to_json(looked.record.content), "teams");
}

JsonArray agenda(const Looked& looked) {
  const auto content = plan_to_json(looked.record.content);
  const auto* found = content.find("agenda");
  return found ? listed(*found, "items") : JsonArray{};
}

/// Members as they are today, from the paper and the directory.
JsonArray groups(const Looked& looked) {
  const auto& record = looked.record;
  const auto today = looked.parts.house.zone.date_of(looked.parts.clock.now());
  const auto directory =
      directory_for(looked.snapshot, record.content, record.owner, record.agencies, today);
  return json_list(record.content.groups, [&](const GroupEntry& group) {
    const auto members = json_list(directory.expand(group.key), [&](AgencyId id) {
      const auto* agency = directory.find(id);
      return JsonValue{JsonObject{{"id", json_of(id)},
                                  {"name", agency ? JsonValue{agency->name} : JsonValue{}}}};
    });
    return JsonValue{JsonObject{{"key", group.key},
                                {"name", group.name},
                                {"enumerated", !group.members.empty()},
                                {"except", json_texts(group.except)},
                                {"members", members}}};
  });
}

JsonArray overrides(const Looked& looked) {
  return json_list(looked.record.overrides, override_json);
}

using View = JsonArray (*)(const Looked&);

Result<Response> show(const ApiParts& parts, View view, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  Query query{call.request};
  const auto fields = query.fields();
  TRY(query.finish());
  auto items = TRY(fields.of(view({parts, snapshot, record})));
  auto response = answer_page(call.request, std::move(items), std::nullopt);
  response.headers.set("ETag", version_tag(record.version));
  return response;
}

}  // namespace

std::vector<Route> plan_part_routes(const ApiParts& parts) {
  const auto line = [&](std::string_view path, View view) {
    return Route{Method::get, path, Rule::signed_in(),
                 reads([parts, view](const Call& call, Snapshot& snapshot) {
                   return show(parts, view, call, snapshot);
                 })};
  };
  return {
      line("/api/v1/plans/{id}/units", units),   line("/api/v1/plans/{id}/sessions", sessions),
      line("/api/v1/plans/{id}/agenda", agenda), line("/api/v1/plans/{id}/teams", teams),
      line("/api/v1/plans/{id}/groups", groups), line("/api/v1/plans/{id}/overrides", overrides)};
}

}  // namespace inspectord

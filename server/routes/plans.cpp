// SPDX-License-Identifier: Apache-2.0
// Plans: the list, importing one, and everything that is read of one.
#include "storage/plans.hpp"

#include "formats/plan_file.hpp"
#include "server/http/entity_tag.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/kept_views.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/plan_view_json.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/plan_search.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/wanted.hpp"
#include "words/catalogue.hpp"
#include "workflow/reminders.hpp"
#include "workflow/warnings.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace inspectord {
namespace {

Result<Response> list(const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const bool newest_first = query.descends("drafted");
  const std::string list = newest_first ? "plans-" : "plans";
  PlanFilter filter{.state = query.state<PlanState>("state"),
                    .year = std::nullopt,
                    .owner = call.actor.agency,
                    .concerning = call.actor.agency,
                    .naming = query.id<AgencyId>("agency"),
                    .matching = plan_search::patterns_of(query.text("q").value_or("")),
                    .newest_first = newest_first,
                    .after = query.id_cursor<PlanId>(list),
                    .limit = limit + 1};
  if (const auto year = query.integer("year", 1900, 9999)) filter.year = static_cast<int>(*year);
  const auto fields = query.fields();
  TRY(query.finish());
  auto plans = list_plans(snapshot, filter);
  const auto* last = cut_page(plans, limit);
  return answer_page(
      call.request, TRY(fields.of(json_list(plans, plan_summary_json))),
      last ? std::optional{write_cursor(list, {last->id.to_string()})} : std::nullopt);
}

/// A plan file on its way in.
struct ImportJob {
  Plan plan;
  Actor actor;
};

Handler import(const ApiParts& parts) {
  struct Imported {
    PlanRecord record;
    AgencyNames names;
  };
  return writes(
      [](const Call& call) -> Result<ImportJob> {
        return ImportJob{TRY(decode_plan(call.request.body).result()), call.actor};
      },
      [&house = parts.house](const ImportJob& job, Transaction& tx,
                             Instant now) -> Result<Imported> {
        auto outcome = TRY(import_plan(tx, job.plan, job.actor, now, house));
        auto names = names_of(tx, outcome.record.id, house.zone.date_of(now));
        return Imported{std::move(outcome.record), std::move(names)};
      },
      [&house = parts.house](const Imported& imported, const Call&) {
        const auto& record = imported.record;
        auto response =
            answer_json(201, plan_json(record, imported.names, house.zone), record.version);
        response.headers.add("Location", "/api/v1/plans/" + record.id.to_string());
        return response;
      });
}

std::string whole_view(const ApiParts& parts, Snapshot& snapshot, PlanId id, LocalDate today) {
  const auto record = find_plan(snapshot, id).value();
  return write_json(plan_json(record, names_of(snapshot, id, today), parts.house.zone));
}

/// The same, made once for a stamp.
KeptViews::Body whole_view(const ApiParts& parts, KeptViews& kept, Snapshot& snapshot, PlanId id,
                           const PlanHead& head, LocalDate today) {
  const ViewStamp stamp{head.version, directory_version(snapshot), today};
  const auto moment = snapshot.moment();
  if (auto body = kept.with(id, head.owner, stamp, moment)) {
    assert(body->bytes() == whole_view(parts, snapshot, id, today));
    return body;
  }
  auto bytes = whole_view(parts, snapshot, id, today);
  auto tag = tag_of(head.version, bytes);
  auto body = std::make_shared<const KeptBody>(std::move(bytes), std::move(tag));
  kept.keep(id, head.owner, stamp, moment, body);
  return body;
}

Result<Response> show(const ApiParts& parts, KeptViews& kept, const Call& call,
                      Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto today = parts.house.zone.date_of(parts.clock.now());
  const auto viewer = call.actor.agency;
  if (auto body = kept.at(id, viewer, snapshot.moment(), today))
    return answer_kept(std::move(body));
  const auto head = head_of_plan(snapshot, id);
  if (head && head->owner == viewer)
    return answer_kept(whole_view(parts, kept, snapshot, id, *head, today));
  const auto sight = TRY(look_at_plan(snapshot, id, call.actor, parts));
  const auto json = plan_json(sight, names_of(snapshot, id, today), parts.house.zone);
  return answer_json(200, json, sight.record.version);
}

Result<Response> file(const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  auto response = json_response(200, encode_plan(record.content));
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"" + record.content.key + ".json\"");
  response.headers.add("Cache-Control", "private, no-cache");
  return response;
}

JsonValue warning_json(const Warning& warning, const PlanRecord& record, Language language) {
  const std::string key = "warning." + std::string{warning.code};
  const auto accepted = std::ranges::find_if(record.overrides, [&](const Override& one) {
    return one.code == warning.code && one.pointer == warning.pointer;
  });
  const bool overridden = accepted != record.overrides.end();
  JsonObject json{{"code", warning.code},
                  {"severity", to_string(warning.severity)},
                  {"pointer", warning.pointer},
                  {"title", words(language, key)},
                  {"message", words(language, key + ".text", warning.arguments)},
                  {"todo", words(language, key + ".todo", warning.arguments)},
                  {"overridden", overridden && accepted->effective}};
  if (overridden) {
    json.emplace_back("override", JsonObject{{"reason", accepted->reason},
                                             {"by", json_of(accepted->by)},
                                             {"effective", accepted->effective}});
  }
  return json;
}

Result<Response> warnings(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  const auto days_off = days_off_for(snapshot, record.owner, parts.house);
  const auto found = find_warnings(record.content, *days_off);
  return answer_page(call.request,
                     json_list(found,
                               [&](const Warning& warning) {
                                 return warning_json(warning, record, call.request.language);
                               }),
                     std::nullopt);
}

JsonValue forecast_json(const ForecastEntry& entry, const Zone& zone) {
  return JsonObject{{"at", json_of(entry.at, zone)},
                    {"target", JsonObject{{"kind", to_string(entry.target_kind)},
                                          {"key", entry.key},
                                          {"label", entry.label}}},
                    {"rule", entry.rule},
                    {"recipients", json_texts(entry.recipients)}};
}

Result<Response> forecast_of(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  auto accepted = record.overrides;
  std::erase_if(accepted, [](const Override& one) { return !one.effective; });
  const auto policy = policy_of(snapshot, record);
  const auto& house = parts.house;
  const auto days_off = days_off_for(snapshot, record.owner, house);
  const auto cast = forecast(record.content, policy, accepted, *days_off, house.zone);
  return answer_json(200, JsonObject{{"items", json_list(cast.entries,
                                                         [&](const ForecastEntry& entry) {
                                                           return forecast_json(entry, house.zone);
                                                         })},
                                     {"held_back", cast.held_back},
                                     {"goes_on", cast.goes_on}});
}

}  // namespace

std::vector<Route> plan_routes(const ApiParts& parts) {
  const auto kept = std::make_shared<KeptViews>();
  const auto show_kept = [parts, kept](const Call& call, Snapshot& snapshot) {
    return show(parts, *kept, call, snapshot);
  };
  const Roles drafters{Role::planner, Role::administrator};
  const auto all = Rule::signed_in();
  return {{Method::get, "/api/v1/plans", all, reads(list)},
          {Method::post, "/api/v1/plans", Rule::any_of(drafters), import(parts)},
          {Method::get, "/api/v1/plans/{id}", all, reads(show_kept)},
          {Method::get, "/api/v1/plans/{id}/file", all, reads(file)},
          {Method::get, "/api/v1/plans/{id}/warnings", all, reads_with(parts, warnings)},
          {Method::get, "/api/v1/plans/{id}/forecast", all, reads_with(parts, forecast_of)}};
}

}  // namespace inspectord

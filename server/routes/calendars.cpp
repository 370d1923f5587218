// SPDX-License-Identifier: Apache-2.0
// Calendars of days off: the house's, and what agencies put on top. `dry_run=true` answers what a
// change would do, word for word, and changes nothing.
#include "storage/calendars.hpp"

#include "formats/days_off_file.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/calendar_json.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/calendar_cases.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t most_of_a_body = 256 * 1024;
constexpr std::string_view house_id = "house";

/// Whose calendar a path names: the house's, or that of the actor's agency; others are not found.
Result<std::optional<AgencyId>> owner_in(const Call& call) {
  if (call.parameters.at("calendar") == house_id) return std::optional<AgencyId>{};
  const auto id = TRY(call.parameters.id<AgencyId>("calendar"));
  if (id != call.actor.agency) return Refusal{no_such_thing};
  return std::optional{id};
}

/// The calendar in force; the house's is that of the program where none was accepted.
std::optional<CalendarShown> shown(Connection& db, std::optional<AgencyId> owner) {
  auto stored = calendar_rows::current(db, owner);
  if (stored) return CalendarShown::of(std::move(*stored));
  if (owner) return std::nullopt;
  return CalendarShown{.data = vietnam_days_off()};
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  TRY(query.finish());
  JsonArray items;
  for (const auto owner : {std::optional<AgencyId>{}, std::optional{call.actor.agency}}) {
    if (const auto one = shown(snapshot, owner))
      items.push_back(calendar_json(*one, parts.house.zone));
  }
  return answer_page(call.request, std::move(items), std::nullopt);
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto one = shown(snapshot, TRY(owner_in(call)));
  if (!one) return Refusal{no_such_thing};
  auto json = calendar_json(*one, parts.house.zone);
  json.emplace_back("content", days_off_to_json(one->data));
  return answer_json(200, std::move(json), one->number);
}

Result<Response> versions(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  JsonArray items;
  for (auto& stored : calendar_rows::versions(snapshot, TRY(owner_in(call)))) {
    auto json = calendar_json(CalendarShown::of(stored), parts.house.zone);
    json.emplace_back("content", days_off_to_json(stored.data));
    items.push_back(std::move(json));
  }
  return answer_page(call.request, std::move(items), std::nullopt);
}

Result<Response> days(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const auto today = parts.house.zone.date_of(parts.clock.now());
  const auto year = query.integer("year", 1900, 2199)
                        .value_or(static_cast<std::int64_t>(static_cast<int>(today.year())));
  TRY(query.finish());
  const auto owner = TRY(owner_in(call));
  const auto days_off = owner ? days_off_for(snapshot, *owner, parts.house)
                              : parts.house.calendars->of_house(snapshot, parts.house.days_off);
  return answer_json(200, days_json(*days_off, static_cast<int>(year), call.request.language));
}

struct ChangeJob {
  CalendarChange change;
  bool dry_run = false;
  Actor actor;
};

Result<ChangeJob> decode_put(const Call& call) {
  const auto owner = TRY(owner_in(call));
  const bool dry_run = TRY(dry_run_of(call.request));
  const auto version = TRY(expected_version(call.request));
  auto data = TRY(decode_days_off(call.request.body).result());
  CalendarChange change{.proposal = {.owner = owner, .data = std::move(data)},
                        .follows = {},
                        .kind = CalendarChange::Kind::next};
  if (version) change.follows = static_cast<int>(*version);
  return ChangeJob{std::move(change), dry_run, call.actor};
}

/// The first calendar of the actor's agency.
Result<ChangeJob> decode_post(const Call& call) {
  const bool dry_run = TRY(dry_run_of(call.request));
  auto data = TRY(decode_days_off(call.request.body).result());
  return ChangeJob{{.proposal = {.owner = call.actor.agency, .data = std::move(data)},
                    .follows = {},
                    .kind = CalendarChange::Kind::first},
                   dry_run,
                   call.actor};
}

JsonValue shown(const ApiParts& parts, const CalendarOutcome& outcome, const Call& call) {
  return outcome_json(outcome, call.actor.agency, call.request.language, parts.house.zone);
}

Result<Response> preview(const ApiParts& parts, const ChangeJob& job, const Call& call,
                         Snapshot& snapshot) {
  const auto now = parts.clock.now();
  const auto outcome = TRY(preview_calendar(snapshot, job.change, job.actor, now, parts.house));
  return answer_json(200, shown(parts, outcome, call));
}

Response encode(const ApiParts& parts, const CalendarOutcome& outcome, const Call& call,
                int status) {
  auto response = answer_json(status, shown(parts, outcome, call), outcome.number);
  const auto id = outcome.owner ? outcome.owner->to_string() : std::string{house_id};
  if (status == 201) response.headers.add("Location", "/api/v1/calendars/" + id);
  return response;
}

Handler changing(const ApiParts& parts, Result<ChangeJob> (*decode)(const Call&), int status) {
  return previews_or_writes(
      parts.snapshots, decode,
      [parts](const ChangeJob& job, const Call& call, Snapshot& snapshot) {
        return preview(parts, job, call, snapshot);
      },
      [&house = parts.house](const ChangeJob& job, Transaction& tx, Instant now) {
        return accept_calendar(tx, job.change, job.actor, now, house);
      },
      [parts, status](const CalendarOutcome& outcome, const Call& call) {
        return encode(parts, outcome, call, status);
      },
      parts.wake);
}

}  // namespace

std::vector<Route> calendar_routes(const ApiParts& parts) {
  const Roles keepers{Role::administrator, Role::planner};
  return {{Method::get, "/api/v1/calendars", Rule::signed_in(), reads_with(parts, list)},
          {Method::post, "/api/v1/calendars", Rule::any_of(keepers),
           changing(parts, decode_post, 201), most_of_a_body},
          {Method::get, "/api/v1/calendars/{calendar}", Rule::signed_in(), reads_with(parts, show)},
          {Method::put, "/api/v1/calendars/{calendar}", Rule::any_of(keepers),
           changing(parts, decode_put, 200), most_of_a_body},
          {Method::get, "/api/v1/calendars/{calendar}/versions", Rule::signed_in(),
           reads_with(parts, versions)},
          {Method::get, "/api/v1/calendars/{calendar}/days", Rule::signed_in(),
           reads_with(parts, days)}};
}

}  // namespace inspectord

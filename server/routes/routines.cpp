// SPDX-License-Identifier: Apache-2.0
// What the house does again and again: when, what of it was missed, what comes next.
#include "storage/routines.hpp"

#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"

namespace inspectord {
namespace {

JsonValue routine_json(const Routine& routine, const std::optional<RoutineLog>& log, Instant now,
                       const Zone& zone) {
  const auto done = log.value_or(RoutineLog{.name = routine.name, .done_until = now});
  return JsonObject{{"name", routine.name},
                    {"cron", routine.cron.to_string()},
                    {"misfire", to_string(routine.misfire)},
                    {"last_run", json_of(done.last_run, zone)},
                    {"ran_at", json_of(done.ran_at, zone)},
                    {"next_run", json_of(routine.cron.next(done.done_until, zone), zone)},
                    {"runs", done.runs},
                    {"skipped", done.skipped},
                    {"failed", done.failed},
                    {"problem", json_of(done.problem)}};
}

}  // namespace

std::vector<Route> routine_routes(const ApiParts& parts) {
  const auto list = [parts](const Call& call, Snapshot& snapshot) -> Result<Response> {
    Query query{call.request};
    TRY(query.finish());
    const auto now = parts.clock.now();
    return answer_page(call.request,
                       json_list(parts.routines,
                                 [&](const Routine& routine) {
                                   return routine_json(routine,
                                                       routine_rows::find(snapshot, routine.name),
                                                       now, parts.house.zone);
                                 }),
                       std::nullopt);
  };
  const Roles insiders{Role::administrator, Role::planner,   Role::approver,
                       Role::clerk,         Role::inspector, Role::auditor};
  return {{Method::get, "/api/v1/routines", Rule::any_of(insiders), reads(list)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Visits: one visit, and the actions on it.
#include "server/routes/actions.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/plans.hpp"

#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<VisitId, VisitAction, VisitInput>;

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<VisitId>("id"));
  const auto plan = find_plan_of_visit(snapshot, id);
  if (!plan) return Refusal{no_such_thing};
  const auto sight = TRY(look_at_plan(snapshot, *plan, call.actor, parts));
  const auto* visit = sight.record.find_visit(id);
  if (!visit || !sight.sees(*visit)) return Refusal{no_such_thing};
  return answer_json(200, visit_json(sight.record, *visit), sight.record.version);
}

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<VisitAction>(call));
  return act_job<VisitId>(call, action, TRY(read_visit_input(call.request)));
}

JsonObject shown(const PartDone<VisitId, Done>& done, const Call&) {
  const auto& record = done.outcome.record;
  auto json = visit_json(record, *record.find_visit(done.part));
  add_consequences(json, done.outcome);
  return json;
}

Handler acting(const ApiParts& parts) {
  const auto act = [](const Job& job, Transaction& tx, Instant now, const House& house) {
    return act_on_visit(tx, job.id, job.version, job.action, job.input, job.actor, now, house);
  };
  return acts_on_part(parts, decode, act, IdOfJob{}, shown);
}

}  // namespace

std::vector<Route> visit_routes(const ApiParts& parts) {
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/visits/{id}", Rule::signed_in(), reads(show_one)},
          {Method::post, "/api/v1/visits/{id}/actions/{action}",
           Rule::any_of(all_who_act(visit_machine())), acting(parts)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Tasks: one task, and the actions on it.
#include "server/routes/actions.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/plans.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<TaskId, TaskAction, TaskInput>;

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<TaskId>("id"));
  const auto plan = find_plan_of_task(snapshot, id);
  if (!plan) return Refusal{no_such_thing};
  const auto sight = TRY(look_at_plan(snapshot, *plan, call.actor, parts));
  const auto task = std::ranges::find(sight.record.tasks, id, &TaskRecord::id);
  if (task == sight.record.tasks.end() || !sight.sees(*task)) return Refusal{no_such_thing};
  return answer_json(200, task_json(sight.record, *task), sight.record.version);
}

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<TaskAction>(call));
  return act_job<TaskId>(call, action, TRY(read_task_input(call.request)));
}

JsonObject shown(const PartDone<TaskId, Done>& done, const Call&) {
  const auto& record = done.outcome.record;
  auto json = task_json(record, *std::ranges::find(record.tasks, done.part, &TaskRecord::id));
  add_consequences(json, done.outcome);
  return json;
}

Handler acting(const ApiParts& parts) {
  const auto act = [](const Job& job, Transaction& tx, Instant now, const House& house) {
    return act_on_task(tx, job.id, job.version, job.action, job.input, job.actor, now, house);
  };
  return acts_on_part(parts, decode, act, IdOfJob{}, shown);
}

}  // namespace

std::vector<Route> task_routes(const ApiParts& parts) {
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/tasks/{id}", Rule::signed_in(), reads(show_one)},
          {Method::post, "/api/v1/tasks/{id}/actions/{action}",
           Rule::any_of(all_who_act(task_machine())), acting(parts)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Tasks: the actions on one.
#include "server/routes/actions.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<TaskId, TaskAction, TaskInput>;

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<TaskAction>(call));
  return act_job<TaskId>(call, action, TRY(read_task_input(call.request)));
}

/// The record after the act, and which of its tasks was meant.
struct TaskDone {
  ActOutcome outcome;
  TaskId id;
};

Handler acting(const ApiParts& parts) {
  return writes(
      decode,
      [&house = parts.house](const Job& job, Transaction& tx, Instant now) -> Result<TaskDone> {
        return TaskDone{
            TRY(act_on_task(tx, job.id, job.version, job.action, job.input, job.actor, now, house)),
            job.id};
      },
      [parts](const TaskDone& done, const Call&) {
        parts.wake();
        const auto& record = done.outcome.record;
        const auto task = std::ranges::find(record.tasks, done.id, &TaskRecord::id);
        auto json = task_json(record, *task);
        add_consequences(json, done.outcome);
        return answer_json(200, std::move(json), record.version);
      });
}

}  // namespace

std::vector<Route> task_routes(const ApiParts& parts) {
  return {{Method::post, "/api/v1/tasks/{id}/actions/{action}",
           Rule::any_of(all_who_act(task_machine())), acting(parts)}};
}

}  // namespace inspectord

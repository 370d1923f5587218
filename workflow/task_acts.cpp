// SPDX-License-Identifier: Apache-2.0
#include "workflow/part_acts.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

Arguments described(const TaskRecord& task) {
  return {{"state", std::string{state_code(task.state)}},
          {"inner_date", task.inner_date ? to_string(*task.inner_date) : ""}};
}

Result<Done> check(const TaskRecord& task, TaskAction action, const TaskInput& input) {
  Guard guard{open_actions(task)};
  if (action == TaskAction::drop || action == TaskAction::undo)
    need_given(guard, !input.reason.empty(), "reason");
  if (action == TaskAction::set_date) need_given(guard, input.date.has_value(), "date");
  if (action == TaskAction::undo)
    guard.need(task.state_before.has_value(), refuse::nothing_to_undo);
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

void apply(TaskRecord& task, TaskAction action, const TaskInput& input) {
  if (action == TaskAction::undo) {
    task.state = *task.state_before;
    task.state_before.reset();
    return;
  }
  if (action == TaskAction::set_date) {
    task.inner_date = input.date;
    return;
  }
  task.state_before = task.state;
  switch (action) {
    case TaskAction::start:
      task.state = TaskState::under_way;
      break;
    case TaskAction::finish:
      task.state = TaskState::done;
      break;
    case TaskAction::drop:
      task.state = TaskState::dropped;
      break;
    case TaskAction::set_date:
    case TaskAction::undo:
      break;
  }
}

std::string past_tense(TaskAction action) {
  switch (action) {
    case TaskAction::start:
      return "started";
    case TaskAction::finish:
      return "finished";
    case TaskAction::drop:
      return "dropped";
    case TaskAction::set_date:
      return "date_set";
    case TaskAction::undo:
      return "undone";
  }
  return "undone";
}

bool is_among(const PlanRecord& record, const TaskRecord& task, const Scene& scene) {
  const auto* planned = find_by_key(record.content.tasks, task.key);
  return planned && std::any_of(planned->agencies.begin(), planned->agencies.end(),
                                [&](const std::string& key) {
                                  const auto agencies = scene.directory.expand(key);
                                  return std::find(agencies.begin(), agencies.end(),
                                                   scene.actor.agency) != agencies.end();
                                });
}

}  // namespace

Result<Step> act_on_task(const PlanRecord& record, TaskId id, TaskAction action,
                         const TaskInput& input, const Scene& scene) {
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = past_tense(action)};
  auto& tasks = step.record.tasks;
  const auto found = std::find_if(tasks.begin(), tasks.end(),
                                  [&](const TaskRecord& task) { return task.id == id; });
  if (found == tasks.end()) return Refusal{refuse::no_such_target};
  const bool owns_plan = scene.actor.agency == record.owner;
  const bool concerned = is_among(record, *found, scene);
  if (!owns_plan && !concerned) return Refusal{refuse::not_yours};
  TRY(plan_in_force(record, action));
  TRY(part_allowed(*found, action, roles_before(scene.actor, owns_plan, concerned)));
  TRY(check(*found, action, input));
  const auto before = described(*found);
  apply(*found, action, input);
  found->reason = input.reason;
  ++found->sequence;
  step.events.push_back({.code = "task." + past_tense(action),
                         .subject_kind = "task",
                         .subject = id.bytes(),
                         .why = input.reason,
                         .before = before,
                         .after = described(*found)});
  return step;
}

}  // namespace inspectord

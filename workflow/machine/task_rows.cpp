// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include <array>

namespace inspectord {
namespace {

using enum Role;

const std::array rows{
    TaskTransition{
        TaskState::not_started, TaskAction::start, TaskState::under_way, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::not_started, TaskAction::finish, TaskState::done, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::under_way, TaskAction::finish, TaskState::done, {planner, agency}, "", ""},
    TaskTransition{
        TaskState::not_started, TaskAction::drop, TaskState::dropped, {planner}, "a reason", ""},
    TaskTransition{
        TaskState::under_way, TaskAction::drop, TaskState::dropped, {planner}, "a reason", ""},
    TaskTransition{TaskState::not_started,
                   TaskAction::set_date,
                   TaskState::not_started,
                   {planner},
                   "a day",
                   "reminds the planner's side only"},
    TaskTransition{TaskState::under_way,
                   TaskAction::set_date,
                   TaskState::under_way,
                   {planner},
                   "a day",
                   "reminds the planner's side only"},
    TaskTransition{TaskState::under_way,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::done,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::done,
                   TaskAction::undo,
                   TaskState::under_way,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::dropped,
                   TaskAction::undo,
                   TaskState::not_started,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
    TaskTransition{TaskState::dropped,
                   TaskAction::undo,
                   TaskState::under_way,
                   {planner},
                   "a reason; the last change of its state",
                   ""},
};

}  // namespace

std::span<const TaskTransition> task_machine() {
  return rows;
}

}  // namespace inspectord

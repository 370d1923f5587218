// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;

Stage begun() {
  Stage stage{implementation_plan()};
  stage.notified();
  return stage;
}

TEST(Task, IsStartedAndFinishedByWhoHasIt) {
  auto stage = begun();
  stage.must("cam-bien", TaskAction::start, TaskInput{}, of("huyen-dong"));
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::under_way);
  const auto step = stage.must("cam-bien", TaskAction::finish, TaskInput{}, of("huyen-dong"));
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::done);
  EXPECT_EQ(step.events.at(0).code, "task.finished");
  EXPECT_EQ(step.notices.size(), 0u);
}

TEST(Task, IsFinishedWithoutAStart) {
  auto stage = begun();
  stage.must("cam-bien", TaskAction::finish, TaskInput{}, lan());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::done);
}

TEST(Task, IsDroppedByThePlannerWithAReason) {
  for (const bool started : {false, true}) {
    auto stage = begun();
    if (started) stage.must("cam-bien", TaskAction::start, TaskInput{}, lan());
    const auto bare = stage.attempt("cam-bien", TaskAction::drop, TaskInput{}, lan());
    ASSERT_FALSE(bare);
    EXPECT_EQ(bare.error().reason(), refuse::missing);
    EXPECT_FALSE(bare.error().open_actions().empty());
    stage.must("cam-bien", TaskAction::drop, TaskInput{.reason = "hết kinh phí"}, lan());
    EXPECT_EQ(stage.task("cam-bien").state, TaskState::dropped);
  }
}

TEST(Task, IsNoBusinessOfAnotherAgency) {
  auto stage = begun();
  const auto step = stage.attempt("cam-bien", TaskAction::start, TaskInput{}, of("huyen-tay"));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason(), refuse::not_yours);
}

TEST(Task, GivesAnAgencyNoPlannersWord) {
  auto stage = begun();
  const auto theirs = person("Kế hoạch huyện", {Role::agency, Role::planner}, "huyen-dong");
  for (const auto action : {TaskAction::drop, TaskAction::set_date}) {
    const auto step = stage.attempt(
        "cam-bien", action, TaskInput{.date = day("2026-05-01"), .reason = "tự bỏ"}, theirs);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().reason(), refuse::not_allowed);
  }
}

TEST(Task, IsOpenToEveryMemberOfAGroup) {
  Plan plan = implementation_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  plan.tasks[0].agencies = {"cac-huyen"};
  Stage stage{plan};
  stage.notified();
  stage.must("cam-bien", TaskAction::start, TaskInput{}, of("huyen-tay"));
}

TEST(InnerDate, IsSetWhateverTheProgressAndNeedsADay) {
  auto stage = begun();
  EXPECT_FALSE(stage.attempt("cam-bien", TaskAction::set_date, TaskInput{}, lan()));
  stage.must("cam-bien", TaskAction::set_date, TaskInput{.date = day("2026-05-01")}, lan());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::not_started);
  EXPECT_EQ(stage.task("cam-bien").inner_date, day("2026-05-01"));
  stage.must("cam-bien", TaskAction::start, TaskInput{}, lan());
  stage.must("cam-bien", TaskAction::set_date, TaskInput{.date = day("2026-05-08")}, lan());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::under_way);
  EXPECT_EQ(stage.task("cam-bien").sequence, 3) << "it is reminded of anew";
}

TEST(UndoTask, BringsBackTheStateBefore) {
  for (const auto action : {TaskAction::start, TaskAction::finish, TaskAction::drop}) {
    auto stage = begun();
    stage.must("cam-bien", action, TaskInput{.reason = "nhầm"}, lan());
    EXPECT_FALSE(stage.attempt("cam-bien", TaskAction::undo, TaskInput{}, lan()));
    stage.must("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan());
    EXPECT_EQ(stage.task("cam-bien").state, TaskState::not_started) << state_code(action);
  }
}

TEST(UndoTask, GoesBackOneActOnly) {
  auto stage = begun();
  stage.must("cam-bien", TaskAction::start, TaskInput{}, lan());
  stage.must("cam-bien", TaskAction::finish, TaskInput{}, lan());
  stage.must("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan());
  EXPECT_EQ(stage.task("cam-bien").state, TaskState::under_way);
  const auto again =
      stage.attempt("cam-bien", TaskAction::undo, TaskInput{.reason = "nhầm"}, lan());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason(), refuse::nothing_to_undo);
}

}  // namespace
}  // namespace inspectord

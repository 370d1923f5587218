// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/plan_builder.hpp"
#include "workflow/reminders.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// A plan in force and the whole way of its revisions.

namespace inspectord::invented {

inline PlanInput step_of(std::string step) {
  return PlanInput{.step = std::move(step)};
}

inline Stage begun(Plan plan = inspection_plan()) {
  Stage stage{std::move(plan)};
  stage.notified();
  return stage;
}

inline void draft_revision(Stage& stage, const Plan& content) {
  stage.must(PlanAction::amend, PlanInput{.reason = "điều chỉnh", .content = content}, lan());
}

inline Step number_revision(Stage& stage) {
  auto approve = step_of("approve");
  approve.signer = hai().name;
  approve.reason = "đồng ý";
  stage.must(PlanAction::amend, approve, hai());
  auto number = step_of("number");
  number.number = "30/QĐ-SGT";
  number.date = Zone::vietnam().date_of(stage.now);
  return stage.must(PlanAction::amend, number, thu());
}

/// The whole way of a revision.
inline Step amended(Stage& stage, const Plan& content) {
  draft_revision(stage, content);
  number_revision(stage);
  stage.directory = directory_of(content);
  return stage.must(PlanAction::amend, step_of("notify"), thu());
}

inline const Notice* notice_of(const Step& step, NoticeKind kind) {
  const auto found = std::find_if(step.notices.begin(), step.notices.end(),
                                  [&](const Notice& notice) { return notice.kind == kind; });
  return found == step.notices.end() ? nullptr : &*found;
}

inline std::vector<WantedReminder> wanted(const Stage& stage) {
  return wanted_reminders(stage.record, stage.directory, DaysOff::vietnam(), Zone::vietnam());
}

inline Plan with_moved_visit() {
  Plan plan = inspection_plan();
  plan.visits[0].date = day("2026-04-21");
  return plan;
}

inline Plan with_new_visit() {
  Plan plan = inspection_plan();
  plan.visits.push_back(visit("xa", "xa-dong", day("2026-05-12")));
  plan.units.push_back({"xa-dong", UnitRole::inspected, "", ""});
  plan.stated_counts.clear();
  Duty report =
      duty("bao-cao-xa", "báo cáo tình trạng cầu", "xa-dong", "so-giao-thong", day("2026-05-05"));
  report.outline = "de-cuong";
  plan.duties.push_back(report);
  return plan;
}

}  // namespace inspectord::invented

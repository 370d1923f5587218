// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/plan_builder.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// Plans that have only to be notified.

namespace inspectord::invented {

/// Both districts as one collective debtor.
inline Plan with_group_duty() {
  Plan plan = inspection_plan();
  plan.groups = {{"cac-huyen", "UBND các huyện", {"huyen-dong", "huyen-tay"}, {}}};
  Duty duty = plan.duties[0];
  duty.key = "bao-cao-chung";
  duty.owed_by = Debtor{.agency = {}, .group = "cac-huyen", .role = {}, .text = "UBND các huyện"};
  plan.duties = {duty};
  return plan;
}

inline Plan with_due(PlannedDue rule) {
  Plan plan = implementation_plan();
  plan.duties.resize(1);
  plan.duties[0].due = std::move(rule);
  return plan;
}

inline Stage at_notify(Plan plan) {
  Stage stage{std::move(plan)};
  stage.approved().numbered();
  return stage;
}

}  // namespace inspectord::invented

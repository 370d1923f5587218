// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/demonstration/plan_life.hpp"

#include <vector>

namespace inspectord {

/// The five plans of the demonstration, by their keys "an-giang-2022", "bac-giang-2024",
/// "quang-ninh-2024", "lang-son-2024", "binh-dinh-2021".
struct Demonstration {
  std::vector<PlanRecord> plans;
};

/// Loads the plans as if they had been issued lately: each moved by whole weeks so that, whatever
/// `now` is, the first instant of An Giang, Bắc Giang and Quảng Ninh lies 1 to 7 days ahead and
/// both duties of Lạng Sơn are 1 to 7 days overdue (their reminders have rung); one duty of Bình
/// Định is due five days after its issue. Throws std::runtime_error if an act is refused, or a plan
/// is not one of the five.
Demonstration demonstrate(Writer&, const House&, const DemonstrationStaff&,
                          const std::vector<Plan>&, Instant now);

}  // namespace inspectord

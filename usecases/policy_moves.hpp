// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"
#include "workflow/policy.hpp"
#include "workflow/record.hpp"
#include "workflow/reminders.hpp"

#include <optional>
#include <string>
#include <vector>

// What another policy moves: found before it is accepted.

namespace inspectord {

/// A reminder to come that leaves at another time; before or after is empty where there is none.
struct ReminderShift {
  TargetKind target_kind = TargetKind::duty;
  UuidBytes target{};
  std::string key;  ///< Of the visit, duty or task in the plan.
  std::string rule;
  AgencyId recipient;
  std::optional<Instant> before{}, after{};

  friend bool operator==(const ReminderShift&, const ReminderShift&) = default;
};

/// A plan with all that shifts in it, and what it wants from then on.
struct ShiftedPlan {
  PlanId plan;
  std::string number, title;
  std::vector<ReminderShift> shifts;     ///< By instant.
  std::vector<WantedReminder> wanted{};  ///< By the new policy.
};

/// The plans in force of an owner that name the policy, those without a shift as well. `before`:
/// the version in force, empty for a new one. Writes nothing.
std::vector<ShiftedPlan> find_shifts(Connection&, AgencyId owner,
                                     const std::optional<ReminderPolicy>& before,
                                     const ReminderPolicy& after, Instant now, const House&);

/// What shifts between two lists of wanted reminders; what was past already is left out.
std::vector<ReminderShift> shifts_between(const PlanRecord&,
                                          const std::vector<WantedReminder>& before,
                                          const std::vector<WantedReminder>& after, Instant now);

}  // namespace inspectord

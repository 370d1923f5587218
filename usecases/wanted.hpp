// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"
#include "workflow/reminders.hpp"

#include <functional>
#include <map>
#include <memory>
#include <vector>

// The reminders of a plan by all that the house knows: its policies, and the calendar of each
// recipient.

namespace inspectord {

/// The policy that a plan names, of the program or of its owner; civil-14-7-3-1 where it names
/// none.
ReminderPolicy policy_of(Connection&, const PlanRecord&);

/// The policy of a key, of the program or of a house; nullopt where there is none.
std::optional<ReminderPolicy> find_policy(Connection&, AgencyId owner, std::string_view key);

/// The days off of whoever asks, each looked up once. Where a policy asks for no working days all
/// go by those of the plan's owner.
class RecipientCalendars {
 public:
  using Lookup = std::function<std::shared_ptr<const DaysOff>(AgencyId)>;

  RecipientCalendars(const ReminderPolicy&, AgencyId plan_owner, Lookup);

  const DaysOff& of(AgencyId recipient);
  const DaysOff& of_owner() const { return *owners_; }

 private:
  const bool asks_;
  const Lookup lookup_;
  const std::shared_ptr<const DaysOff> owners_;
  std::map<AgencyId, std::shared_ptr<const DaysOff>> known_;
};

/// The repetitions of a plan that are looked at on a day: also those that a clock ahead of it has
/// sent, for behind them comes the next.
RepeatWindow repeats_on(Connection&, PlanId, const ReminderPolicy&, LocalDate today, const Zone&);

/// What a record wants by a policy and the calendars that `lookup` gives.
std::vector<WantedReminder> wanted_by(const PlanRecord&, const Directory&, const ReminderPolicy&,
                                      const RecipientCalendars::Lookup&, const RepeatWindow&,
                                      const Zone&);

/// By the policy and the calendars in force.
std::vector<WantedReminder> wanted_now(Connection&, const PlanRecord&, const Directory&,
                                       Instant now, const House&);
std::vector<WantedReminder> wanted_now(Connection&, const PlanRecord&, const Directory&,
                                       const ReminderPolicy&, Instant now, const House&);

}  // namespace inspectord

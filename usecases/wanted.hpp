// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/reminders.hpp"
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

/// What is known of the repetitions of a plan's reminders at an instant.
struct Repetitions {
  Instant now{};
  std::vector<LedgerRow> sent_ahead;  ///< By a clock that was ahead of it.
};
Repetitions repetitions_of(Connection&, PlanId, const ReminderPolicy&, Instant now);

/// What a record wants by a policy and the calendars that `lookup` gives. Behind repetitions that
/// were sent ahead comes the next that was not.
std::vector<WantedReminder> wanted_by(const PlanRecord&, const Directory&, const ReminderPolicy&,
                                      const RecipientCalendars::Lookup&, const Repetitions&,
                                      const Zone&);

/// By the policy and the calendars in force.
std::vector<WantedReminder> wanted_now(Connection&, const PlanRecord&, const Directory&,
                                       Instant now, const House&);
std::vector<WantedReminder> wanted_now(Connection&, const PlanRecord&, const Directory&,
                                       const ReminderPolicy&, Instant now, const House&);

}  // namespace inspectord

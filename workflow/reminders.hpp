// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "workflow/audience.hpp"
#include "workflow/policy.hpp"
#include "workflow/policy_instants.hpp"
#include "workflow/warnings.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// When who is to be reminded of what. Pure: the same record gives the same rows.

namespace inspectord {

enum class TargetKind { visit, duty, task };
std::string_view to_string(TargetKind);
std::optional<TargetKind> parse_target_kind(std::string_view);

/// A reminder that should be in the ledger: what x rule x recipient.
struct WantedReminder {
  TargetKind target_kind = TargetKind::visit;
  UuidBytes target{};
  int sequence = 0;  ///< Of the target: a moved visit is reminded of anew.
  std::string rule;
  AgencyId recipient;
  Part part = Part::unit;
  Instant at{};

  friend auto operator<=>(const WantedReminder&, const WantedReminder&) = default;
};

/// By what the reminders of a plan are made.
struct ReminderRules {
  const ReminderPolicy& policy;
  /// Of whoever is told; what it returns outlives the call.
  std::function<const DaysOff&(AgencyId recipient)> days_off_of;
  const DaysOff& plan_days_off;  ///< Of the plan's owner: by them its errors are found.
  const Zone& zone;
  RepeatWindow repeats{};  ///< Repetitions are looked at within it.
};

/// All reminders that a record in force wants, whether past or to come; of a concluded plan those
/// of its recommendations alone, and none for a plan that is drafted, approved or cancelled.
/// Targets under an open error are left out.
std::vector<WantedReminder> wanted_reminders(const PlanRecord&, const Directory&,
                                             const ReminderRules&);

/// The same by the policy of the program that the plan names, and one calendar for all.
std::vector<WantedReminder> wanted_reminders(const PlanRecord&, const Directory&, const DaysOff&,
                                             const Zone&);

/// One instant of the plan year, one object per target x rule (`inspectord preview`). Depends on
/// the content alone.
struct ForecastEntry {
  Instant at{};
  TargetKind target_kind = TargetKind::visit;
  std::string key;
  std::string label;
  std::string rule;
  std::vector<std::string> recipients;  ///< Names as the paper has them.

  friend bool operator==(const ForecastEntry&, const ForecastEntry&) = default;
};

struct Forecast {
  std::vector<ForecastEntry> entries;  ///< Sorted by time, then target, then rule.
  int held_back = 0;                   ///< Instants under an open error, not listed.
  bool goes_on = false;  ///< Repetitions have no end: those of the first month are listed.
};

/// `overrides`: what the approver has accepted; empty for a file. One calendar for all. Repetitions
/// to their end, or where they have none up to a month behind the anchor.
Forecast forecast(const Plan&, const ReminderPolicy&, const std::vector<Override>&, const DaysOff&,
                  const Zone&);

}  // namespace inspectord

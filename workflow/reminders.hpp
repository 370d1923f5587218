// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "workflow/audience.hpp"
#include "workflow/warnings.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// When who is to be reminded of what. Pure: the same record gives the same rows.

namespace inspectord {

/// One rule of a policy: so many civil days before (negative) or after the day of a visit or the
/// last on-time day of a duty, at a local hour.
struct ReminderRule {
  std::string_view code;  ///< "T-14", "overdue+1"
  int days = 0;
  LocalTime at{};
};

/// civil-14-7-3-1 (domain.md section 5): calendar days, weekends and holidays only flagged; 08:00.
std::span<const ReminderRule> civil_14_7_3_1();

/// The rules of a policy, or nullopt for a name that does not exist.
std::optional<std::span<const ReminderRule>> find_policy(std::string_view name);

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

/// All reminders that a record in force wants, whether past or to come; of a concluded plan those
/// of its recommendations alone, and none for a plan that is drafted, approved or cancelled.
/// Targets under an open error are left out.
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
};

/// `overrides`: what the approver has accepted; empty for a file.
Forecast forecast(const Plan&, std::span<const ReminderRule>, const std::vector<Override>&,
                  const DaysOff&, const Zone&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_date.hpp"
#include "calendar/zone.hpp"
#include "workflow/policy.hpp"

#include <optional>
#include <string>
#include <vector>

// What a policy makes of one target and one recipient: pure days and instants.

namespace inspectord {

/// The days of a target that a policy counts from.
struct TargetDays {
  LocalDate last_on_time{};
  LocalDate safe_day{};
  LocalDate legal_end{};
  std::optional<int> gap{};         ///< Days to the next time it is due, where it recurs.
  std::optional<LocalDate> from{};  ///< Nothing is told of it earlier.
  std::optional<LocalTime> hour{};  ///< Before this hour of the last day: told before it as well.

  static TargetDays of_visit(LocalDate);
  static TargetDays of(const DueDate&, std::optional<int> gap = {});
};

/// Which of the repetitions are looked at, since they may have no end: those from a day on, up to
/// the first after another.
struct RepeatWindow {
  LocalDate from{}, until{};

  /// What may still be told at a day, and what comes next: a month back.
  static RepeatWindow around(LocalDate today);
};

/// A reminder of a policy at its instant.
struct PolicyInstant {
  std::string code;  ///< "T-14", "overdue+3", "digest"; "repeat+31": days after the last on time.
  PolicySide side = PolicySide::before;
  Instant at{};

  friend bool operator==(const PolicyInstant&, const PolicyInstant&) = default;
};

inline constexpr std::string_view digest_rule = "digest";

/// Whether a code is that of a repetition.
bool is_repetition(std::string_view code);

/// What recurs after a week or less is told by a digest alone.
bool is_for_digest(std::optional<int> gap);

/// In the order of time, each day once: of those that meet on a day the one whose own day is the
/// latest stays. Another calendar may move onto it what was sent before; it never stands for what
/// was not. An offset that is not shorter than the gap, or comes too early, is left out. For the
/// digest: Monday of the week in which it is due, or the recipient's working day before.
std::vector<PolicyInstant> policy_instants(const ReminderPolicy&, const TargetDays&,
                                           const RepeatWindow&, const DaysOff& of_recipient,
                                           const Zone&);

}  // namespace inspectord

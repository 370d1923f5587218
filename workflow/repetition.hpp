// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "scheduler/recurrence.hpp"
#include "workflow/plan/plan.hpp"

#include <optional>
#include <vector>

// The days of what a plan asks again and again.

namespace inspectord {

/// nullopt where the paper leaves open on which days: no anchor, or no frequency and no rule.
/// Refuses a rule or expression that is none.
Result<std::optional<Recurrence>> recurrence_of(const Repetition&);

/// Days from one due day to the next, at the least. Requires: recurrence_of has one.
int gap_of(const Repetition&);

/// The same with a lead. Where the plan names none: no reminder counts from further away than the
/// gap, and a month more for those who look at their calendar. What comes within a week has that as
/// well, since the digest of its week tells of it.
Repetition with_lead(Repetition);

/// From this day on is told of a time that is due; nullopt where the plan names no lead, or a
/// digest tells of it.
std::optional<LocalDate> told_from(const Repetition&, LocalDate due, const DaysOff&);

/// The first and last day on which a plan can ask for something again: its period, else its year.
struct Season {
  LocalDate first{}, last{};
};
Season season_of(const Plan&);

/// The due days from `first` to `last` that lie in the season of the plan.
std::vector<RecurringDay> days_of(const Plan&, const Repetition&, LocalDate first, LocalDate last,
                                  const DaysOff&);
/// Of those from `first` on the ones that are taken up by `today`.
std::vector<RecurringDay> days_begun(const Plan&, const Repetition&, LocalDate first,
                                     LocalDate today, const DaysOff&);
/// The first after a day that lies in the season.
std::optional<RecurringDay> first_day_after(const Plan&, const Repetition&, LocalDate,
                                            const DaysOff&);

}  // namespace inspectord

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

/// From this day on is told of what is due by a rule: the lead that a plan names of what comes
/// again (unless a digest tells of it), or the visit after which it counts; else nullopt. `gap`:
/// due_gap of the duty.
std::optional<LocalDate> told_from(const PlannedDue&, const DueDate&, std::optional<int> gap,
                                   const DaysOff&);

/// Those due from `first` to `last` whose day, before a rule for days off moves it, lies in the
/// season of the plan.
std::vector<RecurringDay> days_of(const Plan&, const Repetition&, LocalDate first, LocalDate last,
                                  const DaysOff&);
/// All of the season.
std::vector<RecurringDay> days_of_season(const Plan&, const Repetition&, const DaysOff&);
/// Of those from `first` on the ones that are taken up by `today`.
std::vector<RecurringDay> days_begun(const Plan&, const Repetition&, LocalDate first,
                                     LocalDate today, const DaysOff&);
/// The first due after a day, of those of the season.
std::optional<RecurringDay> first_day_after(const Plan&, const Repetition&, LocalDate,
                                            const DaysOff&);
/// The one whose nominal day follows, of those of the season: it may be due on the same day.
std::optional<RecurringDay> next_day(const Plan&, const Repetition&, const RecurringDay&,
                                     const DaysOff&);

}  // namespace inspectord

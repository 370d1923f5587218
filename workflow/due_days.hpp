// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// The days D of a yearly duty whose last on-time day lies in the season of the plan; where none
/// does (the period may be that of its visits alone) the one of the plan year. 29/2 is the last of
/// February in a year without one. Requires: rule.kind is yearly and has its month and day.
std::vector<LocalDate> yearly_days(const PlannedDue& rule, const Plan&);

/// Counted from a day, or from an event that is to have one.
bool is_counted(const PlannedDue&);
/// Owed at each visit of the debtor by a day that moves with it: on the day itself, or counted from
/// it.
bool follows_visit(const PlannedDue&);

/// The due date of a rule on a day that follows from elsewhere: of its year, its period, or what
/// was given.
DueDate due_date_on(const PlannedDue& rule, Bound, LocalDate, const DaysOff&);
/// Of a rule that comes again, for one of its days. Requires: rule.again.
DueDate due_date_again(const PlannedDue& rule, LocalDate day, const DaysOff&);
/// Of a rule that follows a visit. Requires: follows_visit.
DueDate due_date_of_visit(const PlannedDue& rule, LocalDate visit, const DaysOff&);

/// Whether a due date of a rule that follows a visit is that of a visit on this day: one that was
/// extended has a day of its own, whatever the calendar says by now.
bool goes_by(const PlannedDue& rule, const DueDate&, LocalDate visit);

/// The due date of a rule that names a day, or counts from one: from `event_day`, else from the day
/// that the rule itself has. nullopt where it has none yet, or is of another kind.
std::optional<DueDate> planned_due_date(const PlannedDue& rule, std::optional<LocalDate> event_day,
                                        const DaysOff&);

/// The first last on-time day of a rule of a plan, or nullopt for a rule without a day of its own.
std::optional<LocalDate> last_on_time_day(const PlannedDue& rule, const Plan&, const DaysOff&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/part_acts.hpp"

// What the acts on duties and recommendations share.

namespace inspectord {

/// A paper with number, date and the day sent or received, none of them ahead, and sent and
/// received not before its own date; a nil return needs the day alone.
void check_submission(Guard&, const DutyInput&, bool nil, const Scene&);
/// A later day, and the document that grants it.
void check_extension(Guard&, const DutyRecord&, const DutyInput&);

/// The due date that set_date or extend gives: by the day of the event that the rule counts from,
/// or the day itself. nullopt: neither is there. The paper's own phrase says another day, so a day
/// that was given stands alone unless it came with words.
std::optional<DueDate> given_day(const DutyInput&, const PlannedDue* rule, const Scene&);

/// Takes a paper: late is derived from the day it was sent, else received.
void file(DutyRecord&, const Submission&, bool nil);

/// Owed again after it was filed, settled or due otherwise: by the days off of now, and at the day
/// that its visit has now, as those are that were owed all the while. What is not owed keeps its
/// day.
void follow_what_changed(DutyRecord&, const PlanRecord&, const std::optional<PlannedDue>& rule,
                         const Scene&);

/// In its place, or at the end if it is new.
void put_duty(PlanRecord&, DutyRecord);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/part_acts.hpp"

#include <vector>

// A duty passes to the successor of who owes it: agencies end, and what they owe does not.

namespace inspectord {

/// What has to hold for it: a debtor, and another agency that is in force today and can be told.
void check_hand_over(Guard&, const DutyRecord&, const DutyInput&, const Scene&);

/// Requires: check_hand_over passed. It is not undone, but handed over again.
void hand_over(DutyRecord&, const DutyInput&);

/// The successor is told what it owes: by the plan's own notice where it had no part in the plan so
/// far. Who owed it is told that it does so no more, unless past its end.
std::vector<Notice> hand_over_notices(const PlanRecord& before, const DutyRecord& from,
                                      const DutyInput&, const Scene&);

}  // namespace inspectord

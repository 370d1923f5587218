// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"
#include "workflow/plan/obligations.hpp"

namespace inspectord {

/// Whether a phrase says when a recurring duty comes again: as often as its frequency, or on the
/// very days that its anchor and its rule lead to ("ngày 22 hằng tháng", monthly from the 22nd of a
/// month on). A duty without an anchor has no days yet, and agrees where it comes as often. Pure.
bool says_recurrence(const Phrase&, const RecurringDuty&);

}  // namespace inspectord

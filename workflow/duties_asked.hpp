// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/record.hpp"

#include <optional>
#include <string_view>
#include <vector>

// What is asked of agencies: the duties of a content, and what comes to them as one.

namespace inspectord {

/// The duties of a content, with each recurring one that has days: a yearly one by the anchor's day
/// in the plan year, from the anchor on; others by PlannedDue::again, a period for each day. Those
/// without an anchor or a frequency wait.
std::vector<Duty> duties_asked(const Plan&);

/// The one of a key.
std::optional<Duty> find_duty(const Plan&, std::string_view key);
/// The same, or the recommendation of a key as a duty to the issuer: without a phrase, its day is
/// one that was given.
std::optional<Duty> find_duty(const PlanRecord&, std::string_view key);

/// Days from one time that a duty is due to the next, at the least; nullopt where it comes once.
std::optional<int> due_gap(const Plan&, std::string_view key);

}  // namespace inspectord

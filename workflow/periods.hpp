// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"

#include <optional>

// Recurring duties of a plan in force: a period is opened when its day comes near.

namespace inspectord {

/// When the content that is in force was notified. Requires: one was.
Instant in_force_since(const PlanRecord&);

/// Opens what came near by today, of days since `since` alone; without events where nothing did.
/// Looks back to `waits_since`, the day on which the first period was to be opened that may not be,
/// and two months at the least. Nothing in a plan that is not in force.
Step open_periods(const PlanRecord&, LocalDate since, LocalDate waits_since, const Scene&);

/// The day on which the next period comes near enough to be opened; nullopt where none follows, or
/// the plan is not in force.
std::optional<LocalDate> next_opening(const PlanRecord&, LocalDate today, const DaysOff&);

}  // namespace inspectord

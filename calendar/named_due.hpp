// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/derivation_steps.hpp"

#include <string>

// What the rules share whose day a paper or an office names. Internal to calendar/.

namespace inspectord {

/// `before`, `by` or `until`: how the day is bound, and which is the last one on time.
DerivationStep bound_step(Bound, LocalDate last_on_time);

/// A due date on the day that is named. `said`: the steps between where that day comes from and
/// what its days off make of it; the last of them says how it is bound.
DueDate named_due(std::string raw, Bound, LocalDate nominal, Steps said, const DaysOff&);

/// Whether it is due before 00:00 of its day: kept as `before`, said by a step of its own.
bool before_midnight(const DueDate&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"

#include <vector>

namespace inspectord {

/// The years whose days off nobody has decided yet and that matter: this one, and from October on
/// the next.
std::vector<int> undecided_years(Connection&, LocalDate today, const House&);

/// Asks for the decisions that are missing: an event `calendar.decision_missing` for each year.
/// Returns the years.
std::vector<int> ask_for_decisions(Transaction&, Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/usecases/simulation/world.hpp"

#include <string>

// The plans of a simulated house: drawn up by chance, and in force since 2 March 2026.

namespace inspectord::simulation {

/// When a report may be due; `has_visits`: also at a visit, or counted from it.
PlannedDue some_due(Chance&, bool has_visits);

Plan plan_of_reports(Chance&);
Plan plan_of_visits(Chance&);

/// It enters by one of the policies, "cua-so" is that of the house, and is notified. All who are
/// named in the first plan get an address.
void enter(World&, Plan, const std::string& number);

}  // namespace inspectord::simulation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "storage/connection.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// When the next period of a plan's recurring duties is to be opened: a row for each plan that has
/// one to come.
namespace coming_periods {

/// nullopt: none is to come.
void keep(Transaction&, PlanId, std::optional<LocalDate> opens_on);

/// Plans with a period to be opened by a day, the earliest first.
std::vector<PlanId> due(Connection&, LocalDate, int limit);

}  // namespace coming_periods
}  // namespace inspectord

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

/// nullopt: none.
std::optional<LocalDate> of(Connection&, PlanId);

struct ComingPeriod {
  PlanId plan;
  LocalDate opens_on{};
};
/// Plans with a period to be opened by a day, the earliest first.
std::vector<ComingPeriod> due(Connection&, LocalDate, int limit);

/// Those of an owner's plans, or of all, are looked at again on a day, if not before.
void look_again(Transaction&, LocalDate, std::optional<AgencyId> owner);

}  // namespace coming_periods
}  // namespace inspectord

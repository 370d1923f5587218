// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "storage/connection.hpp"
#include "workflow/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inspectord {

/// A plan as the board names it.
struct BoardPlan {
  PlanId id;
  std::string kind;  ///< Code of the PlanKind.
  std::string title;
  int plan_year = 0;
  std::string number;
  std::string date;  ///< Partial; empty where it has none.
  PlanState state = PlanState::drafted;
  bool submitted = false;
};

/// What a list would hold, and the first of it.
template <class Entry>
struct BoardList {
  std::int64_t count = 0;
  std::vector<Entry> first;
};

/// What stands before a house, read for its board. Of visits and duties only those of its own plans
/// that are notified or inspected: with an index on plans (owner, state) the work does not grow
/// with the plans of others, nor with those concluded.
namespace board_rows {

/// The plans of a house in a state, newest first.
BoardList<BoardPlan> plans_in(Connection&, AgencyId house, PlanState, int most);

/// Whose visit or duty it is, and at which version the plan stands.
template <class IdType>
struct PartOf {
  PlanId plan;
  Version version = 1;
  IdType id;
};

/// From the first day to the last, both included; open on a side that is not given.
struct Days {
  std::optional<LocalDate> from{};
  std::optional<LocalDate> to{};
};

/// Visits in one of two states whose day lies there, the earliest first.
BoardList<PartOf<VisitId>> visits(Connection&, AgencyId house, std::pair<VisitState, VisitState>,
                                  const Days&, int most);

/// Duties that are owed (open or returned, and still asked for) whose last on-time day lies there,
/// the earliest first.
BoardList<PartOf<DutyId>> duties(Connection&, AgencyId house, const Days&, int most);

/// Dead messages about plans of the house.
std::int64_t count_failed(Connection&, AgencyId house);

}  // namespace board_rows
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/api.hpp"
#include "workflow/machine.hpp"

#include <span>
#include <vector>

// The table of /api/v1, one source per group. A route that names a thing asks who may see it
// (plan_sight.hpp); its rule says only which roles may take the route at all.

namespace inspectord {

std::vector<Route> board_routes(const ApiParts&);
std::vector<Route> plan_routes(const ApiParts&);
std::vector<Route> plan_act_routes(const ApiParts&);
std::vector<Route> plan_part_routes(const ApiParts&);
std::vector<Route> revision_routes(const ApiParts&);
std::vector<Route> part_list_routes(const ApiParts&);
std::vector<Route> directory_routes(const ApiParts&);
std::vector<Route> visit_routes(const ApiParts&);
std::vector<Route> duty_routes(const ApiParts&);
std::vector<Route> task_routes(const ApiParts&);
std::vector<Route> score_routes(const ApiParts&);
std::vector<Route> recommendation_routes(const ApiParts&);
std::vector<Route> ledger_routes(const ApiParts&);
std::vector<Route> message_routes(const ApiParts&);
std::vector<Route> sending_routes(const ApiParts&);
std::vector<Route> agency_routes(const ApiParts&);
std::vector<Route> event_routes(const ApiParts&);
std::vector<Route> file_routes(const ApiParts&);
std::vector<Route> feed_routes(const ApiParts&);
std::vector<Route> substitute_routes(const ApiParts&);
std::vector<Route> calendar_routes(const ApiParts&);
std::vector<Route> import_routes(const ApiParts&);
std::vector<Route> export_routes(const ApiParts&);
std::vector<Route> policy_routes(const ApiParts&);
std::vector<Route> routine_routes(const ApiParts&);

/// Everybody whom some row of a state machine allows some action.
template <class Row>
Roles all_who_act(std::span<const Row> machine) {
  Roles roles;
  for (const auto& row : machine) {
    for (const auto role : row.who.list()) roles.add(role);
  }
  return roles;
}

}  // namespace inspectord

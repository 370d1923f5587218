// SPDX-License-Identifier: Apache-2.0
#include "server/routes/api.hpp"

#include "server/routes/route_groups.hpp"

#include <iterator>
#include <utility>

namespace inspectord {

std::vector<Route> api_routes(const ApiParts& parts) {
  std::vector<Route> table;
  for (const auto group :
       {board_routes,    plan_routes,      plan_act_routes,  plan_part_routes,
        revision_routes, part_list_routes, directory_routes, visit_routes,
        duty_routes,     task_routes,      score_routes,     recommendation_routes,
        ledger_routes,   message_routes,   sending_routes,   agency_routes,
        event_routes,    file_routes,      feed_routes,      substitute_routes,
        calendar_routes, import_routes,    export_routes,    policy_routes,
        routine_routes}) {
    auto routes = group(parts);
    std::move(routes.begin(), routes.end(), std::back_inserter(table));
  }
  return table;
}

}  // namespace inspectord

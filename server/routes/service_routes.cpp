// SPDX-License-Identifier: Apache-2.0
#include "server/routes/service_routes.hpp"

#include "server/routes/calendar_feed.hpp"
#include "server/routes/openapi.hpp"
#include "server/routes/web.hpp"

#include <utility>

namespace inspectord {

std::vector<Route> service_routes(const ApiParts& api, std::vector<ReadyCheck> checks,
                                  Metrics& metrics, FeedFetches& fetches, WebFiles web) {
  auto routes = health_routes(std::move(checks), metrics);
  for (auto& route : api_routes(api)) routes.push_back(std::move(route));
  for (auto& route : openapi_routes()) routes.push_back(std::move(route));
  for (auto& route : calendar_feed_routes(api, fetches)) routes.push_back(std::move(route));
  for (auto& route : web_routes(std::move(web))) routes.push_back(std::move(route));
  return routes;
}

}  // namespace inspectord

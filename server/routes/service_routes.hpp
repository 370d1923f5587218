// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/feed_fetches.hpp"
#include "server/metrics.hpp"
#include "server/routes/api.hpp"
#include "server/routes/health.hpp"
#include "server/web_files.hpp"

#include <vector>

namespace inspectord {

/// The table of the service: health, /api, calendar feeds, the page. `metrics` and `fetches`
/// outlive the routes.
std::vector<Route> service_routes(const ApiParts&, std::vector<ReadyCheck>, Metrics& metrics,
                                  FeedFetches& fetches, WebFiles);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/feed_fetches.hpp"
#include "server/http/router.hpp"
#include "server/routes/api.hpp"

#include <vector>

namespace inspectord {

/// /feeds/<token>.ics, to whoever knows the address. `fetches` outlives the routes.
std::vector<Route> calendar_feed_routes(const ApiParts&, FeedFetches& fetches);

}  // namespace inspectord

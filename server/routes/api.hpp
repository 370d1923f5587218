// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "scheduler/routine.hpp"
#include "server/http/router.hpp"
#include "storage/files.hpp"
#include "storage/snapshots.hpp"
#include "usecases/house.hpp"

#include <functional>
#include <vector>

namespace inspectord {

/// What the routes of /api/v1 need besides the request. All of it outlives them.
struct ApiParts {
  const House& house;
  const Clock& clock;  ///< For reads, which are not told the time.
  const Files& files;
  Snapshots& snapshots;             ///< For reads on the pool.
  std::vector<Routine> routines{};  ///< Of the house, as declared.
  std::function<void()> wake;  ///< Rings the alarm: something may be due earlier than it knew. Net
                               ///< thread.
};

/// Every route under /api/v1.
std::vector<Route> api_routes(const ApiParts&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/router.hpp"
#include "server/metrics.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// One thing without which the service is not ready, e.g. "migrations" or "first_tick".
struct ReadyCheck {
  std::string name;
  /// Why not, as a code; nullopt when all is well. Net thread; must not wait.
  std::function<std::optional<std::string>()> failing;
};

/// /healthz: the process lives. /readyz: every check is well, or 503 and the reasons. /metrics: to
/// the machine itself, or to an administrator or auditor, with the outbox as it is when asked.
/// `metrics` outlives the routes.
std::vector<Route> health_routes(std::vector<ReadyCheck>, Metrics& metrics);

}  // namespace inspectord

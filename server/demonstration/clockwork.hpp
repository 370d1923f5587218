// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "scheduler/cron_expression.hpp"
#include "server/demonstration/plan_life.hpp"
#include "storage/writer.hpp"
#include "usecases/house.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// What a service that never slept does by itself, on a clock that is moved: it rings, opens the
/// periods of recurring duties and sends the digest, each at its instant. All that leaves arrives
/// at once. The other routines of the house concern no plan, and are not run.
class Clockwork {
 public:
  /// All outlive it. Its routines follow the schedules of the options from `start` on. Throws
  /// std::invalid_argument for a schedule that is none.
  Clockwork(Writer& writer, const House& house, PlanLife& life, const RoutineOptions& options,
            Instant start);

  /// Does, in order, what is due up to `until`.
  void run_until(Instant until);

 private:
  /// Does all that there is to do at an instant.
  using Work = void (*)(Writer&, const House&, Instant now);
  struct Wheel {
    CronExpression cron;
    Work work;
    std::optional<Instant> next;
  };

  std::optional<Instant> next_due();
  void run_wheels(Instant now);

  Writer& writer_;
  const House& house_;
  PlanLife& life_;
  std::vector<Wheel> wheels_;
};

}  // namespace inspectord

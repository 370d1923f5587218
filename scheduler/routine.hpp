// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scheduler/cron_expression.hpp"
#include "scheduler/misfire.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// Something that is done again and again by the clock, and what becomes of runs that were missed.
struct Routine {
  std::string name;  ///< "digest"
  CronExpression cron;
  MisfirePolicy misfire = MisfirePolicy::latest;

  friend bool operator==(const Routine&, const Routine&) = default;
};

/// A run that begins within this is on time, whatever the misfire policy.
inline constexpr std::chrono::minutes on_time{1};
/// A clock that stands further behind what was done was set back.
inline constexpr std::chrono::hours clock_set_back{1};
/// So many runs are made up for in one turn.
inline constexpr std::size_t most_runs_in_a_turn = 100;

/// What a routine does at an instant.
struct RoutineTurn {
  std::vector<Instant> runs;    ///< By their planned instants, in order.
  std::int64_t skipped = 0;     ///< Missed, and not made up for.
  Instant done_until{};         ///< From then on.
  std::optional<Instant> next;  ///< In the past where more is left than one turn does.

  friend bool operator==(const RoutineTurn&, const RoutineTurn&) = default;
};

/// `done_until`: up to where runs were done or skipped; it is stored, so that a routine comes due
/// however often the process restarts. A clock that was set back by more than an hour begins anew
/// from `now`; one that was set back by less waits until it has caught up.
RoutineTurn turn_of(const Routine&, Instant done_until, Instant now, const Zone&);

}  // namespace inspectord

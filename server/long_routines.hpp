// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "server/alarm.hpp"
#include "server/house_routines.hpp"
#include "server/routines.hpp"

#include <mutex>
#include <optional>
#include <stop_token>

namespace inspectord {

/// The routines that may take minutes, on a thread of their own: no reminder waits for a copy.
class LongRoutines {
 public:
  /// All of the parts outlive it, and so does the clock.
  LongRoutines(RoutineParts, const Clock&);
  ~LongRoutines();  ///< stop().

  void start();  ///< Once; the first look is at once.
  void stop();   ///< Gives up the copy that is being made, and waits.

  /// Does what is due at `now` and returns when there is more; waits for a run that is under way.
  std::optional<Instant> run(Instant now);

 private:
  RoutineParts with_token(RoutineParts) const;

  std::stop_source giving_up_;
  const RoutineParts parts_;
  std::mutex turn_;
  Routines routines_;  // guarded by turn_
  Alarm alarm_;
};

}  // namespace inspectord

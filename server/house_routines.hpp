// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "scheduler/routine.hpp"
#include "server/routines.hpp"
#include "storage/files.hpp"
#include "usecases/house.hpp"

#include <stop_token>
#include <vector>

namespace inspectord {

/// The routines that the options declare, those that are off left out. Throws
/// std::invalid_argument, naming the setting, for a schedule that is none.
std::vector<Routine> routines_of(const RoutineOptions&);

/// What the routines of the house work with. All of it outlives them.
struct RoutineParts {
  const Options& options;
  const House& house;
  Writer& writer;
  Snapshots& snapshots;
  const Files& files;
  std::stop_token give_up{};  ///< A copy that is being made is given up.
};

/// Whether a routine is done within a tick of the alarm, or may read a whole disk.
enum class Pace { quick, long_ };

/// They with what they do. Quick: `periods`, `digest`, `holiday_check`; long: `cleanup`, and
/// `backup` where it has a directory.
std::vector<DeclaredRoutine> house_routines(const RoutineParts&, Pace);

/// Removes files that no row names and that are older than a day.
void sweep_files(const RoutineParts&, Instant now);

}  // namespace inspectord

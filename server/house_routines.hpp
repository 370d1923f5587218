// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "scheduler/routine.hpp"
#include "server/routines.hpp"
#include "storage/files.hpp"
#include "usecases/house.hpp"

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
};

/// They with what they do: `digest`, `cleanup`, `backup` (where it has a directory),
/// `holiday_check`.
std::vector<DeclaredRoutine> house_routines(const RoutineParts&);

/// Removes files that no row names and that are older than a day.
void sweep_files(const RoutineParts&, Instant now);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "scheduler/routine.hpp"
#include "storage/routines.hpp"
#include "storage/snapshots.hpp"
#include "storage/writer.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace inspectord {

/// A routine with what it does: at `now`, what was planned for an instant. May throw: the run is
/// then counted as failed and not done again.
struct DeclaredRoutine {
  Routine routine;
  std::function<void(Instant planned, Instant now)> work;
};

/// Runs the routines of the house as they come due, and keeps how far each was done. What a process
/// began and did not record is done again after its end: work is such that twice is as good as
/// once. One thread at a time; not the writer's.
class Routines {
 public:
  /// All of it outlives them.
  Routines(Writer& writer, Snapshots& snapshots, const Zone& zone,
           std::vector<DeclaredRoutine> declared)
      : writer_(writer), snapshots_(snapshots), zone_(zone), declared_(std::move(declared)) {}

  /// Does what is due at `now`; returns when there is more to do. Throws StorageError.
  std::optional<Instant> run(Instant now);

 private:
  std::optional<Instant> run(const DeclaredRoutine&, Instant now);
  RoutineLog log_of(const DeclaredRoutine&, Instant now);
  void keep(const RoutineLog&);

  Writer& writer_;
  Snapshots& snapshots_;
  const Zone& zone_;
  const std::vector<DeclaredRoutine> declared_;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/routines.hpp"

#include "core/log.hpp"
#include "storage/backup.hpp"

#include <algorithm>
#include <exception>

namespace inspectord {
namespace {

/// One run; what it throws becomes the problem of the routine.
void run_once(const DeclaredRoutine& declared, Instant planned, Instant now, RoutineLog& log) {
  log.last_run = planned;
  log.ran_at = now;
  log.problem.reset();
  ++log.runs;
  try {
    declared.work(planned, now);
  } catch (const StorageError&) {
    throw;  // the tick as a whole: it is tried again
  } catch (const BackupGivenUp&) {
    throw;  // the process ends: it is made after the next start
  } catch (const std::exception& broken) {
    ++log.failed;
    log.problem = broken.what();
    log::error("a routine failed", {{"routine", log.name}, {"what", broken.what()}});
  }
}

}  // namespace

std::optional<Instant> Routines::run(Instant now) {
  std::optional<Instant> next;
  for (const auto& declared : declared_) {
    const auto wish = run(declared, now);
    if (wish) next = next ? std::min(*next, *wish) : *wish;
  }
  return next;
}

std::optional<Instant> Routines::run(const DeclaredRoutine& declared, Instant now) {
  auto log = log_of(declared, now);
  auto turn = turn_of(declared.routine, log.done_until, now, zone_);
  const bool is_set_back = turn.done_until < log.done_until;
  if (turn.runs.empty() && turn.skipped == 0 && !is_set_back) return turn.next;
  for (const auto planned : turn.runs) run_once(declared, planned, now, log);
  if (turn.skipped > 0) {
    log.skipped += turn.skipped;
    log::warning("runs of a routine were skipped", {{"routine", log.name}, {"runs", turn.skipped}});
  }
  log.done_until = turn.done_until;
  keep(log);
  return turn.next;
}

/// A routine that was never seen begins now.
RoutineLog Routines::log_of(const DeclaredRoutine& declared, Instant now) {
  const auto& name = declared.routine.name;
  auto log = snapshots_.with_snapshot([&](Snapshot& db) { return routine_rows::find(db, name); });
  if (log) return *log;
  RoutineLog first{.name = name, .done_until = now};
  keep(first);
  return first;
}

void Routines::keep(const RoutineLog& log) {
  writer_.run([&log](Transaction& tx) { routine_rows::keep(tx, log); });
}

}  // namespace inspectord

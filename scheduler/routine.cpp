// SPDX-License-Identifier: Apache-2.0
#include "scheduler/routine.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// The last run, where it begins on time.
std::optional<Instant> run_on_time(const NextRun& next, Instant done_until, Instant now) {
  const auto from = std::max(done_until, now - on_time);
  std::optional<Instant> found;
  for (auto at = next(from); at && *at <= now; at = next(*at)) found = at;
  return found;
}

}  // namespace

RoutineTurn turn_of(const Routine& routine, Instant done_until, Instant now, const Zone& zone) {
  const NextRun next = [&](Instant after) { return routine.cron.next(after, zone); };
  if (done_until > now + clock_set_back) done_until = now;
  RoutineTurn turn{.runs = {}, .done_until = std::max(done_until, now), .next = {}};
  const auto missed = missed_runs(routine.misfire, done_until, now, next, most_runs_in_a_turn);
  turn.runs = missed.runs;
  turn.skipped = missed.skipped;
  const auto prompt = run_on_time(next, done_until, now);
  if (prompt && routine.misfire == MisfirePolicy::skip) {
    turn.runs.push_back(*prompt);
    --turn.skipped;
  }
  if (missed.resume_after) turn.done_until = *missed.resume_after;
  turn.next = next(turn.done_until);
  return turn;
}

}  // namespace inspectord

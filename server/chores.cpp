// SPDX-License-Identifier: Apache-2.0
#include "server/chores.hpp"

#include "storage/plan_search.hpp"

namespace inspectord {
namespace {

/// Each is read and decoded whole, on the writer's thread.
constexpr int plans_at_a_time = 50;

}  // namespace

std::optional<Instant> Chores::run(Instant now) {
  prune_answers(now);
  if (!searchable_) fill_search();
  return answers_.due();
}

/// Those that were kept for a day.
void Chores::prune_answers(Instant now) {
  const auto due = answers_.due();
  if (!due || *due > now) return;
  for (bool more = true; more;) {
    const auto pruned =
        writer_.run([now](Transaction& tx) { return IdempotencyLog::prune(tx, now); });
    answers_.forget(pruned);
    more = pruned.more;
  }
}

/// Plans from before there was a search.
void Chores::fill_search() {
  while (writer_.run([](Transaction& tx) { return plan_search::fill(tx, plans_at_a_time); }) > 0) {
  }
  searchable_ = true;
}

}  // namespace inspectord

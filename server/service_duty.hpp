// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "server/chores.hpp"
#include "server/delivery_desk.hpp"
#include "server/feed_fetches.hpp"
#include "server/house_routines.hpp"
#include "server/metrics.hpp"
#include "server/pulse.hpp"
#include "server/routines.hpp"
#include "storage/files.hpp"
#include "storage/snapshots.hpp"
#include "storage/writer.hpp"
#include "usecases/house.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace inspectord {

/// What the alarm wakes the service for: what is due goes into the outbox, what gathered in memory
/// is written, and the routines of the house are run. The first time it also takes up what a crash
/// left, and sweeps files that nobody named.
class ServiceDuty {
 public:
  /// What it works with. All of it outlives the duty.
  struct Parts {
    const Clock& clock;
    Random& random;
    const House& house;
    Writer& writer;
    Snapshots& snapshots;
    DeliveryDesk& desk;
    const Files& files;
    const Options& options;
    FeedFetches& fetches;
    IdempotencyLog& answers;
    Metrics& metrics;
  };

  explicit ServiceDuty(Parts);

  /// Does what is due at `now`; returns when it next wants to. Never throws: one of the three
  /// places that catch everything. Any thread but the net thread; who comes second waits.
  std::optional<Instant> run(Instant now);

  /// What was overdue at the start is in the outbox. Any thread.
  bool caught_up() const { return caught_up_; }

  /// Nobody asks any more, nor does it ring: what gathered is written, though its time has not
  /// come, and that the service lived until now.
  void end(Instant now);

 private:
  std::optional<Instant> tick(Instant now);
  std::chrono::milliseconds rest_of_refusal();
  void take_up(Instant now);
  void follow_clock_back(Instant now, std::chrono::milliseconds by);
  std::optional<Instant> ring_all(Instant now);
  std::optional<Instant> write_fetches(Instant now);
  void sweep(Instant now);

  const Parts parts_;
  std::mutex turn_;
  bool recovered_ = false;        // guarded by turn_
  Pulse pulse_;                   // likewise
  Chores chores_;                 // likewise
  const RoutineParts house_;      // likewise
  Routines routines_;             // likewise
  bool swept_ = false;            // likewise
  bool waiting_is_back_ = false;  ///< It follows the clock that was set back. Likewise.
  /// Awake time at which a disk that took no writes is tried again.
  std::optional<std::chrono::milliseconds> try_again_at_;  // likewise
  std::atomic<bool> caught_up_{false};
};

}  // namespace inspectord

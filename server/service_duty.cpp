// SPDX-License-Identifier: Apache-2.0
#include "server/service_duty.hpp"

#include "core/log.hpp"
#include "storage/outbox.hpp"
#include "storage/reminders.hpp"
#include "usecases/feed_cases.hpp"
#include "usecases/gaps.hpp"
#include "usecases/ring.hpp"
#include "usecases/set_back.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <span>

namespace inspectord {
namespace {

constexpr std::chrono::seconds after_failed_tick{5};
constexpr std::chrono::seconds while_refusing{1};  // whether the disk takes writes again
constexpr std::size_t brought_back_together = 20;  // plans in one act
constexpr auto far_future = std::chrono::hours{24 * 365 * 100};

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  return a && b ? std::min(*a, *b) : a ? a : b;
}

}  // namespace

ServiceDuty::ServiceDuty(Parts parts)
    : parts_(parts),
      pulse_(parts.clock),
      chores_(parts.writer, parts.answers),
      house_{.options = parts.options,
             .house = parts.house,
             .writer = parts.writer,
             .snapshots = parts.snapshots,
             .files = parts.files},
      routines_(parts.writer, parts.snapshots, parts.house.zone,
                house_routines(house_, Pace::quick)) {}

std::optional<Instant> ServiceDuty::run(Instant now) {
  const std::lock_guard lock{turn_};
  const auto next = tick(now);
  // What is queued goes out, whatever became of the tick; but not before the leases of the process
  // that ended are released: they could not be told from our own.
  if (recovered_) parts_.desk.ring();
  if (!swept_) sweep(now);
  return next;
}

std::optional<Instant> ServiceDuty::tick(Instant now) {
  if (const auto rest = rest_of_refusal(); rest > rest.zero()) return now + rest;
  std::optional<Instant> next = now + after_failed_tick;
  try {
    if (!recovered_) take_up(now);
    recovered_ = true;     // once: leases from here on are our own
    next = ring_all(now);  // writes when it rang, always
    parts_.writer.mended();
    caught_up_ = true;
    parts_.metrics.set_last_success("tick", now);
    next = earlier(next, write_fetches(now));
    next = earlier(next, chores_.run(now));
    next = earlier(next, routines_.run(now));
  } catch (const std::exception& broken) {
    if (!parts_.writer.refusing()) log::error("a tick failed", {{"what", broken.what()}});
  }
  try_again_at_.reset();
  if (parts_.writer.refusing()) next = earlier(next, now + rest_of_refusal());
  return next;
}

/// How long the disk is still left alone. A full one often has room for the little that a tick
/// writes, and none for what people write: it is tried once a second, and whoever watches /readyz
/// gets to see what it says.
std::chrono::milliseconds ServiceDuty::rest_of_refusal() {
  if (!parts_.writer.refusing()) return std::chrono::milliseconds::zero();
  const auto awake = parts_.clock.awake();
  if (!try_again_at_) try_again_at_ = awake + while_refusing;
  return *try_again_at_ - awake;
}

void ServiceDuty::end(Instant now) {
  try {
    if (const auto due = parts_.fetches.due()) write_fetches(*due);
    parts_.writer.run([&](Transaction& tx) { note_end(tx, now); });
  } catch (const std::exception& broken) {
    log::error("the end of the service is not written", {{"what", broken.what()}});
  }
}

/// The first tick takes up what a crash left. Whose leases they were is gone: the store lock says
/// so.
void ServiceDuty::take_up(Instant now) {
  follow_clock_back(now, parts_.snapshots.with_snapshot(
                             [&](Snapshot& db) { return set_back_since_last_ring(db, now); }));
  const auto lost = parts_.writer.run([&](Transaction& tx) {
    record_gap(tx, now, parts_.house);
    auto released = outbox::release_leases(tx, now + far_future, now, parts_.random);
    for (const auto& attempt : released) {
      if (attempt.given_up) give_up(tx, attempt.id, now);
    }
    return released;
  });
  for (const auto& attempt : lost) parts_.metrics.count_delivery(attempt.channel, "lost");
}

/// Before the service rings, which writes down what time it is: after a crash, or a ring that
/// failed, it is done once more. What waits is brought back once: twice would be too far.
void ServiceDuty::follow_clock_back(Instant now, std::chrono::milliseconds by) {
  if (by < set_back_noticed) return;
  if (!waiting_is_back_)
    parts_.writer.run([&](Transaction& tx) { bring_waiting_back(tx, by, now); });
  waiting_is_back_ = true;
  const auto plans =
      parts_.snapshots.with_snapshot([&](Snapshot& db) { return plans_touched_after(db, now); });
  for (std::size_t i = 0; i < plans.size(); i += brought_back_together) {
    const auto some =
        std::span{plans}.subspan(i, std::min(brought_back_together, plans.size() - i));
    parts_.writer.run([&](Transaction& tx) { bring_reminders_back(tx, some, now, parts_.house); });
  }
}

/// All that is due goes into the outbox, a few hundred messages an act.
std::optional<Instant> ServiceDuty::ring_all(Instant now) {
  const auto beat = pulse_.beat(now);
  follow_clock_back(now, -beat.jumped);
  // A tick that nothing was armed for says nothing of lateness, and comes right behind one that
  // does.
  if (beat.armed && *beat.armed <= now) parts_.metrics.set_scheduler_lag(beat.late);
  std::optional<Waking> waking{Waking{.armed = beat.armed, .jumped = beat.jumped}};
  while (true) {
    const auto rung = parts_.writer.run([&](Transaction& tx) {
      if (waking) record_gap(tx, *waking, now, parts_.house);
      return inspectord::ring(tx, now, parts_.house);
    });
    waking.reset();
    if (rung.next && *rung.next <= now && rung.sent + rung.dropped > 0) continue;
    pulse_.settled(rung.next);
    waiting_is_back_ = false;
    return rung.next;
  }
}

/// When feeds were fetched is written once a minute; returns when that is next due.
std::optional<Instant> ServiceDuty::write_fetches(Instant now) {
  const auto due = parts_.fetches.due();
  if (!due || *due > now) return due;
  parts_.writer.run(
      [gathered = parts_.fetches.take()](Transaction& tx) { keep_fetches(tx, gathered); });
  return parts_.fetches.due();
}

/// Once at the start; later the clean-up does it.
void ServiceDuty::sweep(Instant now) {
  swept_ = true;
  try {
    sweep_files(house_, now);
  } catch (const std::exception& broken) {
    log::error("the files could not be swept", {{"what", broken.what()}});
  }
}

}  // namespace inspectord

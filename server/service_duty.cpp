// SPDX-License-Identifier: Apache-2.0
#include "server/service_duty.hpp"

#include "core/log.hpp"
#include "storage/outbox.hpp"
#include "usecases/feed_cases.hpp"
#include "usecases/ring.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

namespace inspectord {
namespace {

constexpr std::chrono::seconds after_failed_tick{5};
constexpr std::chrono::seconds while_refusing{1};  // whether the database takes writes again
constexpr std::chrono::hours between_sweeps{24};
constexpr std::chrono::hours youngest_swept{24};
constexpr auto far_future = std::chrono::hours{24 * 365 * 100};

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  return a && b ? std::min(*a, *b) : a ? a : b;
}

}  // namespace

ServiceDuty::ServiceDuty(Parts parts)
    : parts_(parts), pulse_(parts.clock), chores_(parts.writer, parts.answers) {}

std::optional<Instant> ServiceDuty::run(Instant now) {
  const std::lock_guard lock{turn_};
  const auto next = tick(now);
  parts_.desk.ring();  // what is queued goes out, whatever became of the tick
  return earlier(next, sweep_files(now));
}

std::optional<Instant> ServiceDuty::tick(Instant now) {
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
  } catch (const std::exception& broken) {
    if (!parts_.writer.refusing()) log::error("a tick failed", {{"what", broken.what()}});
  }
  if (parts_.writer.refusing()) next = earlier(next, now + while_refusing);
  return next;
}

void ServiceDuty::write_last_fetches() {
  try {
    if (const auto due = parts_.fetches.due()) write_fetches(*due);
  } catch (const std::exception& broken) {
    log::error("the last fetches of feeds are not written", {{"what", broken.what()}});
  }
}

/// The first tick takes up what a crash left. Whose leases they were is gone: the store lock says
/// so.
void ServiceDuty::take_up(Instant now) {
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

/// All that is due goes into the outbox, a few hundred messages an act.
std::optional<Instant> ServiceDuty::ring_all(Instant now) {
  const auto beat = pulse_.beat(now);
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

/// Who put a file and named it in no row has given up, or died; a younger one may yet be named.
/// Returns when the next sweep is due. A clock that was set back does not put it off.
Instant ServiceDuty::sweep_files(Instant now) {
  if (swept_at_ && *swept_at_ <= now && now < *swept_at_ + between_sweeps)
    return *swept_at_ + between_sweeps;
  swept_at_ = now;
  const auto is_named = [this](const Sha256& name) {
    return parts_.snapshots.with_snapshot(
        [&](Snapshot& db) { return file_rows::is_named(db, name); });
  };
  try {
    const auto removed =
        parts_.files.sweep(std::chrono::file_clock::from_sys(now - youngest_swept), is_named);
    if (removed > 0) log::info("files that no row names are gone", {{"files", removed}});
  } catch (const std::exception& broken) {
    log::error("the files could not be swept", {{"what", broken.what()}});
  }
  return now + between_sweeps;
}

}  // namespace inspectord

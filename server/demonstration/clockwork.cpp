// SPDX-License-Identifier: Apache-2.0
#include "server/demonstration/clockwork.hpp"

#include "server/house_routines.hpp"
#include "storage/reminders.hpp"
#include "usecases/digest.hpp"
#include "usecases/period_cases.hpp"

#include <algorithm>

namespace inspectord {
namespace {

void open_all_periods(Writer& writer, const House& house, Instant now) {
  while (writer.run([&](Transaction& tx) { return open_periods(tx, now, house); }).more) {
  }
}

void send_all_digests(Writer& writer, const House& house, Instant now) {
  while (writer.run([&](Transaction& tx) { return send_digest(tx, now, house); }).more) {
  }
}

}  // namespace

Clockwork::Clockwork(Writer& writer, const House& house, PlanLife& life,
                     const RoutineOptions& options, Instant start)
    : writer_(writer), house_(house), life_(life) {
  for (const auto& routine : routines_of(options)) {
    const Work work = routine.name == "periods"  ? open_all_periods
                      : routine.name == "digest" ? send_all_digests
                                                 : nullptr;
    if (work) wheels_.push_back({routine.cron, work, routine.cron.next(start, house.zone)});
  }
}

void Clockwork::run_until(Instant until) {
  for (auto due = next_due(); due && *due <= until; due = next_due()) {
    life_.ring_until(*due);  // before the routines, as the service does
    run_wheels(*due);
    life_.settle_all(*due);
  }
}

std::optional<Instant> Clockwork::next_due() {
  auto next = writer_.run([](Transaction& tx) { return next_reminder_at(tx); });
  for (const auto& wheel : wheels_) {
    if (wheel.next) next = next ? std::min(*next, *wheel.next) : *wheel.next;
  }
  return next;
}

void Clockwork::run_wheels(Instant now) {
  for (auto& wheel : wheels_) {
    if (!wheel.next || *wheel.next > now) continue;
    wheel.work(writer_, house_, now);
    wheel.next = wheel.cron.next(now, house_.zone);
  }
}

}  // namespace inspectord

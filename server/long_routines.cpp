// SPDX-License-Identifier: Apache-2.0
#include "server/long_routines.hpp"

#include "core/log.hpp"

#include <chrono>
#include <exception>

namespace inspectord {
namespace {

constexpr std::chrono::minutes after_failure{1};

}  // namespace

LongRoutines::LongRoutines(RoutineParts parts, const Clock& clock)
    : parts_(with_token(std::move(parts))),
      routines_(parts_.writer, parts_.snapshots, parts_.house.zone,
                house_routines(parts_, Pace::long_)),
      alarm_(clock, [this](Instant now) { return run(now); }) {}

LongRoutines::~LongRoutines() {
  stop();
}

RoutineParts LongRoutines::with_token(RoutineParts parts) const {
  parts.give_up = giving_up_.get_token();
  return parts;
}

void LongRoutines::start() {
  alarm_.start();
}

void LongRoutines::stop() {
  giving_up_.request_stop();
  alarm_.stop();
}

std::optional<Instant> LongRoutines::run(Instant now) {
  const std::lock_guard lock{turn_};
  if (giving_up_.stop_requested()) return std::nullopt;
  try {
    return routines_.run(now);
  } catch (const std::exception& broken) {  // the disk takes no writes, or is gone
    if (!parts_.writer.refusing())
      log::error("the routines could not be run", {{"what", broken.what()}});
    return now + after_failure;
  }
}

}  // namespace inspectord

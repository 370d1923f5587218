// SPDX-License-Identifier: Apache-2.0
#include "server/alarm.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// A clock that is set while we sleep is noticed within this time.
constexpr std::chrono::milliseconds longest_sleep = std::chrono::hours{1};

}  // namespace

Alarm::Alarm(const Clock& clock, Duty duty) : clock_(clock), duty_(std::move(duty)) {}

Alarm::~Alarm() {
  stop();
}

void Alarm::start() {
  thread_ = std::thread{[this] { run(); }};
}

void Alarm::ring() {
  const std::lock_guard lock{mutex_};
  rung_ = true;
  changed_.notify_one();
}

void Alarm::wake_at(std::optional<Instant> at) {
  const std::lock_guard lock{mutex_};
  wish_ = at;
  changed_.notify_one();
}

void Alarm::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

std::optional<Instant> Alarm::next() const {
  if (wanted_ && wish_) return std::min(*wanted_, *wish_);
  return wanted_ ? wanted_ : wish_;
}

void Alarm::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const Instant now = clock_.now();
    const auto at = next();
    if (rung_ || (at && *at <= now)) {
      rung_ = false;
      wish_.reset();
      lock.unlock();
      const auto wanted = duty_(now);
      lock.lock();
      wanted_ = wanted;
    } else if (at) {
      // Until an instant, not for a while: a wait counted in monotonic time goes on after a suspend
      // for what was left of it before.
      const auto sleep = std::min(std::chrono::milliseconds{*at - now}, longest_sleep);
      changed_.wait_until(lock, std::chrono::system_clock::now() + sleep);
    } else {
      changed_.wait(lock);
    }
  }
}

}  // namespace inspectord

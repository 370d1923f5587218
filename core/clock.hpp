// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"

#include <atomic>
#include <chrono>

namespace inspectord {

/// What time it is. Only server/ and the courier hold one; everything else is told `now`.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  /// Grows while the machine is awake, evenly, whoever sets the clock: only differences say
  /// something.
  virtual std::chrono::milliseconds awake() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
  std::chrono::milliseconds awake() const override {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
  }
};

/// Stands still until it is moved: tests, rehearsal, demonstration. Any thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(to_millis(start)) {}
  Instant now() const override { return from_millis(now_.load()); }
  std::chrono::milliseconds awake() const override {
    return std::chrono::milliseconds{now_.load() - jumped_.load()};
  }
  void set(Instant at) { now_.store(to_millis(at)); }
  void advance(std::chrono::milliseconds by) { now_.fetch_add(by.count()); }
  /// Somebody sets the clock, or the machine slept: no time passed for those who are awake.
  void jump(Instant to) { jumped_.fetch_add(to_millis(to) - now_.exchange(to_millis(to))); }

 private:
  std::atomic<std::int64_t> now_;
  std::atomic<std::int64_t> jumped_{0};
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"

#include <atomic>

namespace inspectord {

/// What time it is. Only server/ and the courier hold one; everything else is told `now`.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
};

/// Stands still until it is moved: tests, rehearsal, demonstration. Any thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(to_millis(start)) {}
  Instant now() const override { return from_millis(now_.load()); }
  void set(Instant at) { now_.store(to_millis(at)); }
  void advance(std::chrono::milliseconds by) { now_.fetch_add(by.count()); }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace inspectord

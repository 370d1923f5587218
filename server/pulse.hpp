// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <chrono>
#include <optional>

namespace inspectord {

/// Feels how late each tick is, and whether the clock ran evenly since the one before: a machine
/// that slept and a clock that was set both show as a jump. One thread at a time.
class Pulse {
 public:
  /// Requires: the clock outlives it.
  explicit Pulse(const Clock& clock) : clock_(clock) {}

  struct Beat {
    std::optional<Instant> armed{};       ///< When it was to ring.
    std::chrono::milliseconds late{0};    ///< After that.
    std::chrono::milliseconds jumped{0};  ///< Below 0: the clock was set back.
  };

  /// A tick begins, which is to see the time as `now`. What the clock gained is measured by one
  /// look at both: a tick may have waited for its turn since.
  Beat beat(Instant now);
  /// It did its work, and is armed for the next. A tick that failed is felt again by the next one.
  void settled(std::optional<Instant> next);

 private:
  struct Mark {
    Instant at;
    std::chrono::milliseconds awake;
  };

  const Clock& clock_;
  std::optional<Instant> armed_;
  std::optional<Mark> last_, begun_;
};

}  // namespace inspectord

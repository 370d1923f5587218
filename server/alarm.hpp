// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace inspectord {

/// Wakes its duty when the next thing is due: sleeps exactly until then, never polls. Has a thread
/// of its own. What is wished before it starts is not lost.
class Alarm {
 public:
  /// Does what is due at `now`; returns when it next wants to run, if ever. Must not throw.
  using Duty = std::function<std::optional<Instant>(Instant now)>;

  /// Requires: the clock outlives the alarm.
  Alarm(const Clock&, Duty);
  ~Alarm();  ///< stop().

  void start();  ///< Once; the first look is at once.
  void ring();  ///< Look again now: something earlier may be planned. Never lost while a duty runs.
  void wake_at(std::optional<Instant>);  ///< A second wish beside the duty's own answer; replaces
                                         ///< the one before.
  void stop();                           ///< Waits for a running duty. Not from the duty itself.

 private:
  void run();
  std::optional<Instant> next() const;

  const Clock& clock_;
  const Duty duty_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = true;  ///< Recovery after a crash is the first tick.
  bool stopping_ = false;
  std::optional<Instant> wanted_;
  std::optional<Instant> wish_;
  std::thread thread_;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace inspectord {

/// What ends the service: SIGINT, SIGTERM, or a call from inside. Blocks both signals in the thread
/// that makes it and in all that this thread starts afterwards.
class StopSignals {
 public:
  enum class Cause { signal, call };

  StopSignals();  ///< Throws std::system_error.
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  void call() noexcept;  ///< Any thread; does not wait.
  Cause wait() const;    ///< Sleeps until there is a cause; a call goes before a signal.

 private:
  int signals_;
  int called_;
};

}  // namespace inspectord

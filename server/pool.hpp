// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace inspectord {

/// Threads for what may wait for the disk or compute for long: the net thread goes on meanwhile.
class Pool {
 public:
  /// `most_waiting`: jobs that no thread has begun.
  Pool(std::size_t threads, std::size_t most_waiting);
  ~Pool();  ///< stop().

  /// Any thread. False: as many wait as may, or it has stopped; the job is dropped. A job must not
  /// throw.
  bool submit(std::function<void()> job);
  void stop();  ///< Does what was taken, then returns. Not from a job.

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace inspectord {

/// Connections for reading, kept for the next reader. Any thread; outlives its readings.
class Snapshots {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  explicit Snapshots(Open open, std::size_t keep = 4) : open_(std::move(open)), keep_(keep) {}

  /// A moment of the database, for as long as it lives. A long one keeps the WAL from starting
  /// anew: end it.
  class Reading {
   public:
    explicit Reading(Snapshots& pool);
    Reading(Reading&&) noexcept = default;
    Reading& operator=(Reading&&) = delete;
    ~Reading();
    Snapshot& snapshot() { return *connection_; }

    /// Ends it and keeps the connection for the next; then reads of another moment.
    void pause() { connection_->end_read(); }
    void resume() { connection_->begin_read(); }

   private:
    Snapshots* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Reading begin() { return Reading{*this}; }

  /// What `f(Snapshot&)` returns, all read from one moment.
  template <class F>
  auto with_snapshot(F&& f) {
    Reading reading{*this};
    return std::forward<F>(f)(reading.snapshot());
  }

 private:
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection>);

  const Open open_;
  const std::size_t keep_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace inspectord

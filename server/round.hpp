// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/snapshots.hpp"
#include "storage/writer.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// Where acts wait for the writer.
class ActQueue {
 public:
  virtual ~ActQueue() = default;
  /// Net thread. Never calls finish() before it returns. Every act is finished, also when the
  /// writer stops.
  virtual void submit(WriterAct&) = 0;
};

/// The acts gathered in one round of the net thread: handed to the writer together, under one lock.
class RoundActs final : public ActQueue {
 public:
  explicit RoundActs(Writer& writer) : writer_(writer) {}  ///< Requires: the writer outlives it.

  void submit(WriterAct& act) override { gathered_.push_back(&act); }
  void hand_over() {
    if (gathered_.empty()) return;
    writer_.submit(gathered_);
    gathered_.clear();
  }

 private:
  Writer& writer_;
  std::vector<WriterAct*> gathered_;
};

/// The one snapshot that all reads of a round share, always of the same connection, so that moments
/// can be told from each other. It must end before the round's completions are delivered, or a
/// client would read from before its own write.
class RoundSnapshot {
 public:
  explicit RoundSnapshot(Snapshots& pool) : pool_(pool) {}

  Snapshot& current() {
    if (paused_) resume();
    if (!reading_) reading_.emplace(pool_.begin());
    return reading_->snapshot();
  }
  void end() {
    if (!reading_ || paused_) return;
    try {
      reading_->pause();
      paused_ = true;
    } catch (const StorageError&) {  // The connection goes; the next round opens another.
      reading_.reset();
    }
  }

 private:
  void resume() {
    paused_ = false;
    try {
      reading_->resume();
    } catch (...) {
      reading_.reset();
      throw;
    }
  }

  Snapshots& pool_;
  std::optional<Snapshots::Reading> reading_;
  bool paused_ = false;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "storage/snapshots.hpp"

namespace inspectord {

Snapshots::Reading::Reading(Snapshots& pool) : pool_(&pool), connection_(pool.take()) {
  connection_->begin_read();
}

Snapshots::Reading::~Reading() {
  if (!connection_) return;
  try {
    connection_->end_read();
    pool_->give_back(std::move(connection_));
  } catch (const StorageError&) {  // The connection goes; the next reader opens another.
  }
}

std::unique_ptr<Connection> Snapshots::take() {
  {
    const std::lock_guard lock{mutex_};
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return open_();
}

void Snapshots::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock{mutex_};
  if (idle_.size() < keep_) idle_.push_back(std::move(connection));
}

}  // namespace inspectord

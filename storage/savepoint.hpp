// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/log.hpp"
#include "storage/connection.hpp"

namespace inspectord {

/// A part of an act that may be taken back alone: undone when it goes, unless it was kept. Within a
/// transaction; savepoints nest.
class Savepoint {
 public:
  explicit Savepoint(Transaction& tx) : tx_(tx) { tx_.savepoint(); }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint() {
    if (!kept_ && tx_.in_transaction()) roll_back();
  }

  void keep() {
    tx_.release_savepoint();
    kept_ = true;
  }

 private:
  /// Where it fails the transaction is gone, and its commit says so.
  void roll_back() noexcept {
    try {
      tx_.rollback_savepoint();
    } catch (const StorageError& error) {
      log::error("a part of an act could not be taken back", {{"what", error.what()}});
    }
  }

  Transaction& tx_;
  bool kept_ = false;
};

}  // namespace inspectord

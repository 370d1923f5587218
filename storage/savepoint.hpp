// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    if (!kept_ && tx_.in_transaction()) tx_.rollback_savepoint();
  }

  void keep() {
    tx_.release_savepoint();
    kept_ = true;
  }

 private:
  Transaction& tx_;
  bool kept_ = false;
};

}  // namespace inspectord

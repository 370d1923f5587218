// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stdexcept>

namespace inspectord {

/// Another process has the store. The words are for the person who started this one.
class StoreInUse : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Keeps a second service from the same database: its first tick takes the leases of a dead one,
/// and must not take those of a living one. Held until the object goes or the process ends, however
/// it ends; the file "<database>.lock" stays. Not for file systems whose flock(2) does not reach
/// other machines.
class StoreLock {
 public:
  /// Throws StoreInUse, and StorageError where the file cannot be made.
  explicit StoreLock(const std::filesystem::path& database);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace inspectord

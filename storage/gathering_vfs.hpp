// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

namespace inspectord::sqlite {

/// A VFS over another one that hands consecutive writes to the WAL on in pieces of 64 KiB: SQLite
/// writes each frame in two. What it holds back goes out before any read, sync, truncation, size or
/// close, so the order of what is synced is as before.
///
/// Only for a connection with synchronous=FULL: there the sync of a commit comes before other
/// connections learn of its frames. Requires: outlives the connection.
class GatheringVfs {
 public:
  explicit GatheringVfs(const std::string& below);  ///< Empty: the system's.
  ~GatheringVfs();
  GatheringVfs(const GatheringVfs&) = delete;
  GatheringVfs& operator=(const GatheringVfs&) = delete;

  const std::string& name() const;

 private:
  struct Registered;
  std::unique_ptr<Registered> registered_;
};

}  // namespace inspectord::sqlite

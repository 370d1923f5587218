// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace inspectord {

/// How a SQLite database is opened. The defaults are those of a command and of tests.
struct SqliteOptions {
  enum class Use { write, read, immutable };
  enum class Sync { full, off };

  /// read: every attempt to write throws. immutable: a file that nobody writes, perhaps on a medium
  /// that takes no writes; nothing is made beside it, and a log beside it is not read.
  Use use = Use::write;
  std::chrono::milliseconds busy_timeout{5'000};

  /// The service: the WAL is grown once to `wal_frames` and kept, and copied into the database on a
  /// thread and connection of its own from `checkpoint_at` frames on. Closing it copies
  /// the WAL and empties a long one. Without it the WAL is copied and emptied when the last
  /// connection closes.
  bool keep_wal = false;
  int wal_frames = 16'384;
  int checkpoint_at = 12'000;

  /// off loses acknowledged acts at a power loss: only for what can be made again, and for the test
  /// that notices.
  Sync sync = Sync::full;
  std::string vfs;  ///< Name of a registered VFS; empty: the system's.
};

/// Opens or creates a database; ":memory:" is a new one that lives as long as the connection.
/// WAL, synchronous=FULL, foreign keys enforced. Throws StorageError.
std::unique_ptr<Connection> open_sqlite(const std::filesystem::path&, SqliteOptions = {});

/// Copies one moment of a database, which others may be using, to a new name, synced; the entry is
/// not made durable. False: it was given up, and what is there is no database. Throws StorageError.
bool copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                   const std::stop_token& give_up = {});

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/sqlite_handle.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace inspectord::sqlite {

/// Keeps the WAL short without ever making a writer wait: copies it into the database on a thread
/// and connection of its own. The writer copies what came in meanwhile, so that its next write
/// starts the WAL anew.
///
/// At most one of the two checkpoints at a time, and the thread only while the WAL holds frames not
/// yet copied: a checkpoint that begins on a wholly copied WAL, while a writer starts it anew, can
/// lose commits in SQLite before 3.51.3 (the "WAL-reset bug"). For the same reason no connection of
/// ours checkpoints by itself within commit().
class Checkpoints {
 public:
  /// Requires: writer outlives this; commits of the writer are told by `committed`.
  Checkpoints(const std::filesystem::path&, const SqliteOptions&, sqlite3* writer);
  ~Checkpoints();
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;

  /// The writer committed and the WAL now holds so many frames. Writer's thread.
  void committed(int frames) { frames_ = frames; }

  /// Starts the thread's copy, or finishes it. Writer's thread, outside a transaction. Throws what
  /// made a copy fail: after a failed sync of the database a second try may be told that all is
  /// well when it is not.
  void tidy();

 private:
  enum class State { idle, asked, copying, copied, stopping };

  void run();
  void copy_tail();

  const int checkpoint_at_;
  sqlite3* const writer_;
  Database database_;
  int frames_ = 0;
  int next_at_;
  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::idle;
  std::exception_ptr failure_;
  std::thread thread_;
};

/// Copies the WAL into the database, as far as nobody reads older than its end, and syncs both.
/// Requires: a connection outside a transaction.
void copy_wal(sqlite3*);

/// Grows the WAL file to hold so many frames, with zeros that SQLite takes for the end of the log;
/// not further than the disk has room. Requires: a write connection outside a transaction.
void preallocate_wal(sqlite3* writer, int frames);

/// The last thing before a write connection closes: copies the WAL, and where it has grown beyond
/// `frames` or holds more than a quarter of them, leaves it of that size and without content. A
/// start reads all frames that it finds, so those of a bulk load would slow each. Where somebody
/// still reads from it, it stays. Requires: as preallocate_wal; nobody copies meanwhile.
void leave_wal_short(sqlite3* writer, int frames);

}  // namespace inspectord::sqlite

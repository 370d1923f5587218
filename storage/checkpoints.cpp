// SPDX-License-Identifier: Apache-2.0
#include "storage/checkpoints.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace inspectord::sqlite {
namespace {

constexpr sqlite3_int64 wal_header = 32;
constexpr sqlite3_int64 frame_header = 24;

/// Frames in the WAL that are not in the database yet; none where the checkpoint could not run.
struct Checkpointed {
  bool ran = false;
  int frames = 0;
  int left = 0;
};

Checkpointed checkpoint(sqlite3* database, int mode = SQLITE_CHECKPOINT_PASSIVE) {
  int frames = 0;
  int copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(database, "main", mode, &frames, &copied);
  if (code == SQLITE_OK) return {true, frames, frames - copied};
  if ((code & 0xff) == SQLITE_BUSY) return {};
  fail(database, code, "checkpoint");
}

sqlite3_int64 page_size(sqlite3* database) {
  sqlite3_int64 size = 0;
  sqlite3_exec(
      database, "PRAGMA page_size",
      [](void* out, int, char** columns, char**) {
        *static_cast<sqlite3_int64*>(out) = std::atoll(columns[0]);
        return 0;
      },
      &size, nullptr);
  return size;
}

sqlite3_file* wal_of(sqlite3* database) {
  sqlite3_file* wal = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  return wal && wal->pMethods ? wal : nullptr;
}

sqlite3_int64 size_of_wal(sqlite3* database, int frames) {
  return wal_header + frames * (page_size(database) + frame_header);
}

bool has_outgrown(sqlite3* database, int frames) {
  sqlite3_int64 size = 0;
  sqlite3_file* wal = wal_of(database);
  if (wal && wal->pMethods->xFileSize(wal, &size) != SQLITE_OK) return false;
  return size > size_of_wal(database, frames);
}

void write_zeros(sqlite3_file* file, sqlite3_int64 until) {
  static constexpr std::array<char, 65'536> zeros{};
  sqlite3_int64 at = 0;
  int code = file->pMethods->xFileSize(file, &at);
  if (code == SQLITE_OK && at >= until) return;
  while (code == SQLITE_OK && at < until) {
    const auto piece = std::min<sqlite3_int64>(zeros.size(), until - at);
    code = file->pMethods->xWrite(file, zeros.data(), static_cast<int>(piece), at);
    at += piece;
  }
  if (code == SQLITE_OK || code == SQLITE_FULL)
    code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  if (code != SQLITE_OK && code != SQLITE_FULL) fail(nullptr, code, "preallocate the WAL");
}

}  // namespace

void copy_wal(sqlite3* database) {
  checkpoint(database);
}

void preallocate_wal(sqlite3* writer, int frames) {
  // The write lock: nobody else appends meanwhile. A reader never looks beyond the last valid
  // frame.
  execute(writer, "BEGIN IMMEDIATE");
  try {
    if (sqlite3_file* wal = wal_of(writer)) write_zeros(wal, size_of_wal(writer, frames));
  } catch (...) {
    sqlite3_exec(writer, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  execute(writer, "ROLLBACK");
}

void leave_wal_short(sqlite3* writer, int frames) {
  sqlite3_busy_timeout(writer, 0);  // Who still reads is not waited for.
  const auto copied = checkpoint(writer);
  const bool is_long = copied.frames > frames / 4 || has_outgrown(writer, frames);
  if (!copied.ran || copied.left > 0 || !is_long) return;
  if (checkpoint(writer, SQLITE_CHECKPOINT_TRUNCATE).ran) preallocate_wal(writer, frames);
}

Checkpoints::Checkpoints(const std::filesystem::path& path, const SqliteOptions& options,
                         sqlite3* writer)
    : checkpoint_at_(options.checkpoint_at),
      writer_(writer),
      database_(open(path, options)),
      next_at_(options.checkpoint_at),
      thread_([this] { run(); }) {}

Checkpoints::~Checkpoints() {
  {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return state_ != State::copying; });
    state_ = State::stopping;
  }
  changed_.notify_all();
  thread_.join();
}

void Checkpoints::tidy() {
  if (frames_ < next_at_) return;
  {
    const std::lock_guard lock{mutex_};
    if (failure_) {
      next_at_ = frames_ + std::max(1, checkpoint_at_ / 4);
      std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    if (state_ == State::asked || state_ == State::copying) return;
    if (state_ == State::idle) {
      state_ = State::asked;
      changed_.notify_all();
      return;
    }
  }
  copy_tail();
}

/// What a long read holds back stays; then another whole round follows a quarter further on.
void Checkpoints::copy_tail() {
  const auto result = checkpoint(writer_);
  const bool all = result.ran && result.left == 0;
  next_at_ = all ? checkpoint_at_ : frames_ + std::max(1, checkpoint_at_ / 4);
  frames_ = 0;
  const std::lock_guard lock{mutex_};
  state_ = State::idle;
}

void Checkpoints::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [&] { return state_ == State::asked || state_ == State::stopping; });
    if (state_ == State::stopping) return;
    state_ = State::copying;
    lock.unlock();
    std::exception_ptr failure;
    try {
      checkpoint(database_.get());
    } catch (const StorageError&) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    state_ = failure ? State::idle : State::copied;
    changed_.notify_all();
  }
}

}  // namespace inspectord::sqlite

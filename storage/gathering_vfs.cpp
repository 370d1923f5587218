// SPDX-License-Identifier: Apache-2.0
#include "storage/gathering_vfs.hpp"

#include "storage/connection.hpp"
#include "storage/sqlite_handle.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <utility>

namespace inspectord::sqlite {
namespace {

constexpr int piece = 65'536;  // The unix VFS fails on one write of 128 KiB or more.

/// A WAL that gathers. Followed in memory by the file of the VFS below.
struct Wal {
  sqlite3_file base;
  char* gathered;
  int size;
  sqlite3_int64 start;

  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  const sqlite3_io_methods& methods() { return *below()->pMethods; }

  int flush() {
    const int all = std::exchange(size, 0);
    return all == 0 ? SQLITE_OK : methods().xWrite(below(), gathered, all, start);
  }
};

Wal* of(sqlite3_file* file) {
  return reinterpret_cast<Wal*>(file);
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  Wal& wal = *of(file);
  const bool follows = wal.size > 0 && at == wal.start + wal.size && wal.size + size <= piece;
  if (!follows) {
    if (const int code = wal.flush(); code != SQLITE_OK) return code;
    if (size > piece) return wal.methods().xWrite(wal.below(), bytes, size, at);
    wal.start = at;
  }
  std::memcpy(wal.gathered + wal.size, bytes, static_cast<std::size_t>(size));
  wal.size += size;
  return SQLITE_OK;
}

int close(sqlite3_file* file) {
  const int flushed = of(file)->flush();
  const int closed = of(file)->methods().xClose(of(file)->below());
  delete[] of(file)->gathered;
  return flushed != SQLITE_OK ? flushed : closed;
}

/// `f` on the file below, once nothing is held back any more.
template <class F>
int flushed(sqlite3_file* file, F f) {
  const int code = of(file)->flush();
  return code != SQLITE_OK ? code : f(of(file)->methods(), of(file)->below());
}

using Below = sqlite3_file*;
using Methods = const sqlite3_io_methods&;

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  return flushed(file, [&](Methods m, Below f) { return m.xRead(f, to, size, at); });
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return flushed(file, [&](Methods m, Below f) { return m.xTruncate(f, size); });
}
int sync(sqlite3_file* file, int flags) {
  return flushed(file, [&](Methods m, Below f) { return m.xSync(f, flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return flushed(file, [&](Methods m, Below f) { return m.xFileSize(f, size); });
}
int control(sqlite3_file* file, int operation, void* argument) {
  return flushed(file, [&](Methods m, Below f) { return m.xFileControl(f, operation, argument); });
}
int lock(sqlite3_file* file, int level) {
  return of(file)->methods().xLock(of(file)->below(), level);
}
int unlock(sqlite3_file* file, int level) {
  return of(file)->methods().xUnlock(of(file)->below(), level);
}
int check_lock(sqlite3_file* file, int* reserved) {
  return of(file)->methods().xCheckReservedLock(of(file)->below(), reserved);
}
int sector_size(sqlite3_file* file) {
  return of(file)->methods().xSectorSize(of(file)->below());
}
int characteristics(sqlite3_file* file) {
  return of(file)->methods().xDeviceCharacteristics(of(file)->below());
}

constexpr sqlite3_io_methods wal_methods = [] {
  sqlite3_io_methods m{};
  m.iVersion = 1;  // Shared memory belongs to the database file, not to the WAL.
  m.xClose = &close;
  m.xRead = &read;
  m.xWrite = &write;
  m.xTruncate = &truncate;
  m.xSync = &sync;
  m.xFileSize = &file_size;
  m.xLock = &lock;
  m.xUnlock = &unlock;
  m.xCheckReservedLock = &check_lock;
  m.xFileControl = &control;
  m.xSectorSize = &sector_size;
  m.xDeviceCharacteristics = &characteristics;
  return m;
}();

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* below = static_cast<sqlite3_vfs*>(vfs->pAppData);
  if (!(flags & SQLITE_OPEN_WAL)) return below->xOpen(below, name, file, flags, out_flags);
  Wal& wal = *of(file);
  wal.base.pMethods = nullptr;
  if (const int code = below->xOpen(below, name, wal.below(), flags, out_flags); code != SQLITE_OK)
    return code;
  wal.gathered = new char[piece];
  wal.size = 0;
  wal.start = 0;
  wal.base.pMethods = &wal_methods;
  return SQLITE_OK;
}

}  // namespace

/// What SQLite keeps a pointer to.
struct GatheringVfs::Registered {
  std::string name;
  sqlite3_vfs vfs{};
};

GatheringVfs::GatheringVfs(const std::string& below) : registered_(std::make_unique<Registered>()) {
  prepare_library();
  static std::atomic<int> count{0};  // Names are global in SQLite.
  sqlite3_vfs* found = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
  if (!found) throw StorageError{SQLITE_ERROR, "no such VFS: " + below};
  registered_->name = "gathering-" + std::to_string(++count);
  auto& vfs = registered_->vfs;
  vfs = *found;
  vfs.pNext = nullptr;
  vfs.zName = registered_->name.c_str();
  vfs.pAppData = found;
  vfs.szOsFile = found->szOsFile + static_cast<int>(sizeof(Wal));
  vfs.xOpen = &open;
  // The others are the functions of the VFS below, told their own VFS.
  vfs.xDelete = [](sqlite3_vfs* v, const char* name, int sync_directory) {
    auto* own = static_cast<sqlite3_vfs*>(v->pAppData);
    return own->xDelete(own, name, sync_directory);
  };
  vfs.xAccess = [](sqlite3_vfs* v, const char* name, int flags, int* out) {
    auto* own = static_cast<sqlite3_vfs*>(v->pAppData);
    return own->xAccess(own, name, flags, out);
  };
  vfs.xFullPathname = [](sqlite3_vfs* v, const char* name, int size, char* out) {
    auto* own = static_cast<sqlite3_vfs*>(v->pAppData);
    return own->xFullPathname(own, name, size, out);
  };
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK)
    throw StorageError{SQLITE_ERROR, "cannot register a VFS"};
}

GatheringVfs::~GatheringVfs() {
  sqlite3_vfs_unregister(&registered_->vfs);
}

const std::string& GatheringVfs::name() const {
  return registered_->name;
}

}  // namespace inspectord::sqlite

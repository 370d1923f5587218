// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/power_loss_disk.hpp"

#include <sqlite3.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <string>

namespace inspectord {

/// SQLite on a PowerLossDisk: reads, locks and shared memory are the system's, every write is also
/// told to the disk, and syncs go to the disk alone. Requires: outlives the connections; the disk
/// outlives it.
class PowerLossVfs {
 public:
  explicit PowerLossVfs(PowerLossDisk& disk) : disk_(disk), real_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *real_;
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = &open;
    vfs_.xDelete = &remove;
    if (sqlite3_vfs_register(&vfs_, 0) != SQLITE_OK)
      throw std::runtime_error("cannot register a VFS");
  }
  ~PowerLossVfs() { sqlite3_vfs_unregister(&vfs_); }
  PowerLossVfs(const PowerLossVfs&) = delete;
  PowerLossVfs& operator=(const PowerLossVfs&) = delete;

  const std::string& name() const { return name_; }

 private:
  /// Followed in memory by the system's own file.
  struct File {
    sqlite3_file base;
    PowerLossDisk* disk;
    std::filesystem::path* path;  // Null: not a file that must survive.

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };

  static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
  static PowerLossVfs& self(sqlite3_vfs* vfs) { return *static_cast<PowerLossVfs*>(vfs->pAppData); }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* opened, int flags,
                  int* out_flags) {
    File* file = of(opened);
    file->base.pMethods = nullptr;
    file->disk = &self(vfs).disk_;
    file->path = nullptr;
    sqlite3_vfs* real = self(vfs).real_;
    const int code = real->xOpen(real, name, file->real(), flags, out_flags);
    if (code != SQLITE_OK) return code;
    constexpr int durable = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (name && (flags & durable)) {
      file->path = new std::filesystem::path{name};
      file->disk->open(*file->path);
    }
    file->base.pMethods = methods();
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int sync) {
    if (!self(vfs).disk_.has_power()) return SQLITE_IOERR_DELETE;
    self(vfs).disk_.remove(name);
    return self(vfs).real_->xDelete(self(vfs).real_, name, sync);
  }

  static int close(sqlite3_file* file) {
    delete of(file)->path;
    return real_methods(file).xClose(of(file)->real());
  }
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    const std::string_view view{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    if (of(file)->path &&
        !of(file)->disk->write(*of(file)->path, static_cast<std::size_t>(at), view)) {
      return SQLITE_IOERR_WRITE;
    }
    return real_methods(file).xWrite(of(file)->real(), bytes, size, at);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (of(file)->path &&
        !of(file)->disk->truncate(*of(file)->path, static_cast<std::size_t>(size))) {
      return SQLITE_IOERR_TRUNCATE;
    }
    return real_methods(file).xTruncate(of(file)->real(), size);
  }
  static int sync(sqlite3_file* file, int) {
    return !of(file)->path || of(file)->disk->sync(*of(file)->path) ? SQLITE_OK
                                                                    : SQLITE_IOERR_FSYNC;
  }

  static const sqlite3_io_methods& real_methods(sqlite3_file* file) {
    return *of(file)->real()->pMethods;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods m{};
      m.iVersion = 2;
      m.xClose = &close;
      m.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
        return real_methods(f).xRead(of(f)->real(), to, n, at);
      };
      m.xWrite = &write;
      m.xTruncate = &truncate;
      m.xSync = &sync;
      m.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) {
        return real_methods(f).xFileSize(of(f)->real(), n);
      };
      m.xLock = [](sqlite3_file* f, int l) { return real_methods(f).xLock(of(f)->real(), l); };
      m.xUnlock = [](sqlite3_file* f, int l) { return real_methods(f).xUnlock(of(f)->real(), l); };
      m.xCheckReservedLock = [](sqlite3_file* f, int* r) {
        return real_methods(f).xCheckReservedLock(of(f)->real(), r);
      };
      m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
        return real_methods(f).xFileControl(of(f)->real(), op, arg);
      };
      m.xSectorSize = [](sqlite3_file* f) { return real_methods(f).xSectorSize(of(f)->real()); };
      m.xDeviceCharacteristics = [](sqlite3_file* f) {
        return real_methods(f).xDeviceCharacteristics(of(f)->real());
      };
      m.xShmMap = [](sqlite3_file* f, int i, int n, int x, void volatile** p) {
        return real_methods(f).xShmMap(of(f)->real(), i, n, x, p);
      };
      m.xShmLock = [](sqlite3_file* f, int at, int n, int flags) {
        return real_methods(f).xShmLock(of(f)->real(), at, n, flags);
      };
      m.xShmBarrier = [](sqlite3_file* f) { real_methods(f).xShmBarrier(of(f)->real()); };
      m.xShmUnmap = [](sqlite3_file* f, int d) {
        return real_methods(f).xShmUnmap(of(f)->real(), d);
      };
      return m;
    }();
    return &all;
  }

  static std::string new_name() {
    static std::atomic<int> count{0};
    return "power-loss-" + std::to_string(++count);
  }

  PowerLossDisk& disk_;
  sqlite3_vfs* real_;
  std::string name_ = new_name();
  sqlite3_vfs vfs_{};
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// A library to be preloaded (LD_PRELOAD): stands before the calls by which a process changes what
// is below FAULTY_DISK_ROOT, and lets the one go wrong that FAULTY_DISK_CONTROL names. With
// FAULTY_DISK_IMAGES, a directory, it also keeps what a power loss would leave.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "control.hpp"
#include "durable_image.hpp"
#include "system_calls.hpp"

namespace faulty_disk {
namespace {

std::int64_t monotonic() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The disk of this process: decides of each call whether it goes wrong.
class Disk {
 public:
  static Disk& get() {
    static auto* disk = new Disk;  // Calls come until the very end of the process.
    return *disk;
  }

  bool has(std::string_view path) const {
    return control_ && path.size() > root_.size() && path.starts_with(root_) &&
           path[root_.size()] == '/';
  }
  std::optional<std::string> path_of(int fd) const {
    if (!control_ || fd < 0) return std::nullopt;
    std::array<char, PATH_MAX> path{};
    const auto link = "/proc/self/fd/" + std::to_string(fd);
    const auto size = ::readlink(link.c_str(), path.data(), path.size());
    std::string text{path.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    return has(text) || text == root_ ? std::optional{std::move(text)} : std::nullopt;
  }

  /// The error that a writing call gets, 0 for none. `grows`: it needs room.
  int fault_of_write(const std::string& path, bool grows) {
    const auto place = meet(path);
    const auto number = count(place, control_->writes);
    const auto kind = control_->kind.load();
    if (kind == Control::die) die_at(control_->writes + control_->syncs);
    if (failed_sync_ && is_data(place)) ++control_->written_after;
    const int error = kind == Control::write_eio               ? EIO
                      : kind == Control::write_enospc && grows ? ENOSPC
                      : kind == Control::write_erofs           ? EROFS
                                                               : 0;
    return error && strikes(number) ? struck(place, error) : 0;
  }
  /// Opening to write is no writing call, but a disk that is read-only does not do it either.
  bool refuses_to_open() const {
    return control_->kind == Control::write_erofs && control_->hit > 0 && !control_->healed;
  }
  int fault_of_sync(const std::string& path) {
    const auto place = meet(path);
    const auto number = count(place, control_->syncs);
    const auto kind = control_->kind.load();
    if (kind == Control::die) die_at(control_->writes + control_->syncs);
    if (kind != Control::sync_eio || !strikes(number)) return 0;
    failed_sync_ = is_data(place);
    return struck(place, EIO);
  }
  bool lies() const {
    return control_->kind == Control::sync_lies && control_->syncs >= control_->at;
  }

  void wrote(const std::string& path, std::int64_t at, std::int64_t size) {
    if (is_data(place_of(path))) images_.wrote(path, at, size);
  }
  void removed(const std::string& path) {
    if (is_data(place_of(path))) images_.removed(path);
  }
  void synced(const std::string& path, bool succeeded) {
    if (is_data(place_of(path))) images_.synced(path, succeeded);
  }

  std::recursive_mutex mutex;

 private:
  Disk() : root_(environment("FAULTY_DISK_ROOT")) {
    images_.keep_in(environment("FAULTY_DISK_IMAGES"));
    const int fd = next<Open>("open64")(environment("FAULTY_DISK_CONTROL").c_str(), O_RDWR, 0);
    if (fd < 0) return;
    void* mapped = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) control_ = static_cast<Control*>(mapped);
    next<Sync>("close")(fd);
  }

  static bool is_data(Place place) { return place == database || place == log; }

  Place place_of(std::string_view path) const {
    const auto part =
        path.size() > root_.size() ? path.substr(root_.size() + 1) : path.substr(0, 0);
    if (part == "inspectord.db") return database;
    if (part == "inspectord.db-wal") return log;
    if (part == "inspectord.db-shm") return shared_memory;
    if (part == "inspectord.db.lock") return lock;
    if (part.starts_with("files/")) return files;
    if (part.starts_with("spool/")) return spool;
    return part.empty() || part == "files" ? directory : part == "spool" ? spool : other;
  }

  Place meet(const std::string& path) {
    const auto place = place_of(path);
    if (is_data(place)) images_.meet(path);
    return place;
  }
  /// Its number among the calls that are counted, or none.
  std::optional<int> count(Place place, std::atomic<std::int32_t>& calls) const {
    if ((place == spool) != (control_->spool_alone == 1)) return std::nullopt;
    return ++calls;
  }
  bool strikes(std::optional<int> number) const {
    if (control_->lasting)
      return !control_->healed && (control_->hit > 0 || number >= control_->at);
    return number == control_->at.load();
  }
  int struck(Place place, int error) {
    if (control_->hit == 0) {
      control_->place = place;
      control_->hit_at = monotonic();
    }
    ++control_->hit;
    return error;
  }
  void die_at(int number) {
    if (number != control_->at) return;
    control_->hit = 1;
    ::kill(::getpid(), SIGKILL);
  }

  const std::string root_;
  Control* control_ = nullptr;
  bool failed_sync_ = false;
  DurableImages images_;
};

using Guard = std::lock_guard<std::recursive_mutex>;

int fail(int error) {
  errno = error;
  return -1;
}

/// One writing call on a descriptor. `f(path)` does it and returns what the system said.
template <class F>
ssize_t changing(int fd, bool grows, F f) {
  auto& disk = Disk::get();
  const auto path = disk.path_of(fd);
  if (!path) return f(std::string{});
  const Guard guard{disk.mutex};
  const int error = disk.fault_of_write(*path, grows);
  return error ? fail(error) : f(*path);
}

int syncing(int fd, const char* name) {
  auto& disk = Disk::get();
  const auto path = disk.path_of(fd);
  if (!path) return next<Sync>(name)(fd);
  const Guard guard{disk.mutex};
  if (const int error = disk.fault_of_sync(*path)) {
    disk.synced(*path, false);
    return fail(error);
  }
  if (disk.lies()) return 0;
  disk.synced(*path, true);  // The image stands for the disk: a real sync would only take time.
  return 0;
}

int opening(const char* name, const char* path, int flags, mode_t mode) {
  auto& disk = Disk::get();
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;
  if (writes && disk.has(path)) {
    const Guard guard{disk.mutex};
    if (disk.refuses_to_open()) return fail(EROFS);
    const bool makes = (flags & O_CREAT) && ::access(path, F_OK) != 0;
    const int error = makes ? disk.fault_of_write(path, true) : 0;
    if (error) return fail(error);
  }
  return next<Open>(name)(path, flags, mode);
}

ssize_t writing(int fd, const void* bytes, std::size_t size, off64_t at, const char* name) {
  return changing(fd, true, [&](const std::string& path) {
    const auto written = next<Pwrite>(name)(fd, bytes, size, at);
    if (!path.empty() && written > 0) Disk::get().wrote(path, at, written);
    return written;
  });
}

int truncating(int fd, off64_t size, const char* name) {
  return static_cast<int>(changing(fd, true, [&](const std::string& path) -> ssize_t {
    const int code = next<Truncate>(name)(fd, size);
    if (!path.empty() && code == 0) Disk::get().wrote(path, size > 0 ? size - 1 : 0, 1);
    return code;
  }));
}

/// One writing call on a path.
template <class F>
int changing(const char* path, bool grows, F f) {
  auto& disk = Disk::get();
  if (!disk.has(path)) return f();
  const Guard guard{disk.mutex};
  const int error = disk.fault_of_write(path, grows);
  return error ? fail(error) : f();
}

}  // namespace
}  // namespace faulty_disk

using namespace faulty_disk;

// The names that the linker finds instead of the C library's.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = static_cast<mode_t>(va_arg(rest, unsigned));
  va_end(rest);
  return opening("open", path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = static_cast<mode_t>(va_arg(rest, unsigned));
  va_end(rest);
  return opening("open64", path, flags, mode);
}
int mkostemp(char* name, int flags) {
  return changing(name, true, [&] { return next<MakeFile>("mkostemp")(name, flags); });
}
int mkostemp64(char* name, int flags) {
  return changing(name, true, [&] { return next<MakeFile>("mkostemp64")(name, flags); });
}
ssize_t pwrite(int fd, const void* bytes, std::size_t size, off_t at) {
  return writing(fd, bytes, size, at, "pwrite");
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t size, off64_t at) {
  return writing(fd, bytes, size, at, "pwrite64");
}
ssize_t write(int fd, const void* bytes, std::size_t size) {
  return changing(fd, true,
                  [&](const std::string&) { return next<Write>("write")(fd, bytes, size); });
}
int ftruncate(int fd, off_t size) noexcept {
  return truncating(fd, size, "ftruncate");
}
int ftruncate64(int fd, off64_t size) noexcept {
  return truncating(fd, size, "ftruncate64");
}
int fsync(int fd) {
  return syncing(fd, "fsync");
}
int fdatasync(int fd) {
  return syncing(fd, "fdatasync");
}
int unlink(const char* path) noexcept {
  return changing(path, false, [&] {
    if (Disk::get().has(path)) Disk::get().removed(path);
    return next<OnPath>("unlink")(path);
  });
}
int rename(const char* from, const char* to) noexcept {
  return changing(to, false, [&] { return next<OnTwoPaths>("rename")(from, to); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  return changing(path, true, [&] { return next<MakeDirectory>("mkdir")(path, mode); });
}
}

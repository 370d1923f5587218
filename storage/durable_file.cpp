// SPDX-License-Identifier: Apache-2.0
#include "storage/durable_file.hpp"

#include "storage/connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace inspectord {
namespace {

[[noreturn]] void fail(const std::string& doing, const std::filesystem::path& path,
                       bool fatal = false) {
  const int error = errno;
  throw StorageError{
      error, doing + " " + path.string() + ": " + std::generic_category().message(error), fatal};
}

/// A failed sync is told once, and what it lost is not written again: nobody may try once more and
/// believe the answer.
void sync(int descriptor, const std::filesystem::path& path) {
  if (::fsync(descriptor) != 0) fail("sync", path, true);
}

/// An open file, closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// A file under a temporary name, removed unless it was given its own.
class Unfinished {
 public:
  explicit Unfinished(const std::filesystem::path& path)
      : name_((directory_of(path) / (std::string{unfinished_prefix} + "XXXXXX")).string()),
        descriptor_(::mkostemp(name_.data(), O_CLOEXEC)) {
    if (descriptor_.number() < 0) fail("create", name_);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }

  void write(std::string_view bytes) {
    write_all(descriptor_.number(), bytes, name_);
    sync(descriptor_.number(), name_);
  }
  void rename_to(const std::filesystem::path& path) {
    if (::rename(name_.c_str(), path.c_str()) != 0) fail("rename", path);
    name_.clear();
  }

 private:
  std::string name_;
  Descriptor descriptor_;
};

}  // namespace

void write_durably(const std::filesystem::path& path, std::string_view bytes) {
  Unfinished file{path};
  file.write(bytes);
  file.rename_to(path);
  sync_directory(directory_of(path));
}

void copy_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Descriptor source{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
  if (source.number() < 0) fail("open", from);
  const Descriptor copy{::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (copy.number() < 0) fail("create", to);
  std::array<char, 65'536> piece{};
  while (true) {
    const ssize_t got = ::read(source.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", from);
    if (got == 0) break;
    write_all(copy.number(), {piece.data(), static_cast<std::size_t>(got)}, to);
  }
  sync(copy.number(), to);
}

void create_directory_durably(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::create_directory(path, error)) return sync_directory(directory_of(path));
  if (!std::filesystem::is_directory(path)) {
    errno = error ? error.value() : ENOTDIR;
    fail("create", path);
  }
}

std::filesystem::path directory_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

void sync_directory(const std::filesystem::path& path) {
  const Descriptor directory{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (directory.number() < 0) fail("open", path);
  sync(directory.number(), path);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "storage/store_lock.hpp"

#include "storage/connection.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace inspectord {

StoreLock::StoreLock(const std::filesystem::path& database) {
  const auto file = database.string() + ".lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw StorageError{errno, file + ": " + std::generic_category().message(errno)};
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int why = errno;
  ::close(descriptor_);
  if (why != EWOULDBLOCK) throw StorageError{why, file + ": cannot be locked"};
  throw StoreInUse{database.string() +
                   ": another inspectord serves this database; stop it first, or name another one"
                   " with --data"};
}

StoreLock::~StoreLock() {
  ::close(descriptor_);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Preloaded into the service: while the file named by STALL_FILE is there, the next sync takes it
// away and hangs for STALL_MILLISECONDS, as disks sometimes do.
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

void stall_if_told() {
  static const char* const file = std::getenv("STALL_FILE");
  static const char* const millis = std::getenv("STALL_MILLISECONDS");
  if (file && millis && ::unlink(file) == 0)
    std::this_thread::sleep_for(std::chrono::milliseconds{std::atoi(millis)});
}

using Sync = int (*)(int);

}  // namespace

extern "C" int fdatasync(int file) {
  static const auto real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, "fdatasync"));
  stall_if_told();
  return real(file);
}

extern "C" int fsync(int file) {
  static const auto real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, "fsync"));
  stall_if_told();
  return real(file);
}

// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace inspectord {
namespace {

constexpr std::size_t fetched_at_once = 512;

struct Fetched {
  std::array<std::byte, fetched_at_once> bytes;
  std::size_t left = 0;
};

void fetch(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace

void SystemRandom::fill(std::span<std::byte> bytes) {
  if (bytes.size() > fetched_at_once / 4) return fetch(bytes);
  static thread_local Fetched fetched;
  if (fetched.left < bytes.size()) {
    fetch(fetched.bytes);
    fetched.left = fetched_at_once;
  }
  const auto taken = std::span{fetched.bytes}.subspan(fetched.left - bytes.size(), bytes.size());
  std::ranges::copy(taken, bytes.begin());
  explicit_bzero(taken.data(), taken.size());
  fetched.left -= bytes.size();
}

void SeededRandom::fill(std::span<std::byte> bytes) {
  const std::lock_guard lock{mutex_};
  for (auto& byte : bytes) byte = static_cast<std::byte>(engine_() & 0xff);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace inspectord {

/// Where chance comes from. Passed in, never global, so that a run can be repeated from a seed.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;

  std::uint64_t next() {
    std::uint64_t value = 0;
    fill(std::as_writable_bytes(std::span{&value, 1}));
    return value;
  }
};

/// The kernel's random bytes (getrandom), fetched some hundred at a time for each thread and
/// forgotten as they are handed out. Any thread; not across fork().
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

/// The same bytes for the same seed: tests, demonstration, rehearsal. Any thread.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::byte> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace inspectord

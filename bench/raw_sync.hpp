// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace inspectord::bench {

/// The limit of the disk: 4 KiB written into a file that is there already, then fdatasync, one
/// after the other.
class RawSync {
 public:
  explicit RawSync(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) throw std::runtime_error("cannot create " + path.string());
    for (int i = 0; i < blocks; ++i) write(i);
    sync();
  }
  ~RawSync() { ::close(descriptor_); }
  RawSync(const RawSync&) = delete;
  RawSync& operator=(const RawSync&) = delete;

  /// Syncs per second.
  double measure(std::chrono::milliseconds how_long) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    int done = 0;
    for (; Clock::now() - start < how_long; ++done) {
      write(next_++ % blocks);
      sync();
    }
    return done / std::chrono::duration<double>(Clock::now() - start).count();
  }

 private:
  static constexpr int block = 4'096;
  static constexpr int blocks = 16'384;

  void write(int index) {
    if (::pwrite(descriptor_, bytes_.data(), block, off_t{index} * block) != block)
      throw std::runtime_error("pwrite");
  }
  void sync() {
    if (::fdatasync(descriptor_) != 0) throw std::runtime_error("fdatasync");
  }

  int descriptor_;
  int next_ = 0;
  std::string bytes_ = std::string(block, 'x');
};

}  // namespace inspectord::bench

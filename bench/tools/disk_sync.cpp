// SPDX-License-Identifier: Apache-2.0
// disk_sync FILE MILLISECONDS: how often a second the disk takes 4 KiB into a file that is there
// already, one fdatasync after the other.
#include "bench/raw_sync.hpp"

#include <cstdio>
#include <cstdlib>

int main(int count, char** arguments) {
  if (count < 3) return 64;
  try {
    inspectord::bench::RawSync raw{arguments[1]};
    std::printf("%.2f\n", raw.measure(std::chrono::milliseconds{std::atoi(arguments[2])}));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "disk_sync: %s\n", error.what());
    return 1;
  }
}

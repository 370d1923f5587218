// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace inspectord {

/// Numbers that follow each other.
struct NumberRun {
  int low;
  int high;

  friend bool operator==(const NumberRun&, const NumberRun&) = default;
};

/// The bits from `from` on. Requires: from < 64.
constexpr std::uint64_t bits_from(std::uint64_t mask, int from) {
  return mask & ~std::uint64_t{0} << from;
}

/// The numbers whose bits are set, plus `base`, as runs; two neighbours stay two numbers.
inline std::vector<NumberRun> runs_of(std::uint64_t mask, int base = 0) {
  std::vector<NumberRun> runs;
  while (mask != 0) {
    const int low = std::countr_zero(mask);
    const int length = std::countr_one(mask >> low);
    mask = low + length == 64 ? 0 : mask & ~std::uint64_t{0} << (low + length);
    if (length == 2) {
      runs.push_back({base + low, base + low});
      runs.push_back({base + low + 1, base + low + 1});
    } else {
      runs.push_back({base + low, base + low + length - 1});
    }
  }
  return runs;
}

/// The numbers whose bits are set, plus `base`.
inline std::vector<int> numbers_of(std::uint64_t mask, int base = 0) {
  std::vector<int> numbers;
  for (; mask != 0; mask &= mask - 1) numbers.push_back(base + std::countr_zero(mask));
  return numbers;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "core/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <thread>
#include <vector>

namespace inspectord {
namespace {

std::vector<std::byte> take(Random& random, std::size_t size) {
  std::vector<std::byte> bytes(size);
  random.fill(bytes);
  return bytes;
}

}  // namespace

/// However much is asked for at a time: less than is fetched, just that, more.
TEST(SystemRandom, GivesNoBytesTwice) {
  SystemRandom random;
  std::set<std::vector<std::byte>> seen;
  for (int round = 0; round < 400; ++round) EXPECT_TRUE(seen.insert(take(random, 16)).second);
  for (const std::size_t size : {127u, 128u, 129u, 512u, 5000u})
    EXPECT_NE(take(random, size), take(random, size));
}

TEST(SystemRandom, FillsTheWholeAndNothingElse) {
  SystemRandom random;
  for (std::size_t size = 0; size <= 600; size += 7) {
    std::vector<std::byte> bytes(size + 8, std::byte{0x5a});
    random.fill(std::span{bytes}.first(size));
    EXPECT_TRUE(std::all_of(bytes.end() - 8, bytes.end(),
                            [](std::byte one) { return one == std::byte{0x5a}; }));
    if (size >= 64) {
      EXPECT_NE(std::count(bytes.begin(), bytes.end() - 8, std::byte{0x5a}),
                static_cast<std::ptrdiff_t>(size));
    }
  }
}

TEST(SystemRandom, GivesEachThreadItsOwn) {
  SystemRandom random;
  std::array<std::vector<std::byte>, 4> taken;
  std::vector<std::thread> threads;
  for (auto& mine : taken) threads.emplace_back([&] { mine = take(random, 64); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ((std::set<std::vector<std::byte>>{taken.begin(), taken.end()}).size(), taken.size());
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace inspectord {
namespace {

TEST(Pool, DoesItsWorkOnThreadsOfItsOwn) {
  Pool pool{1, 1};
  std::promise<std::thread::id> done;
  ASSERT_TRUE(pool.submit([&] { done.set_value(std::this_thread::get_id()); }));
  EXPECT_NE(done.get_future().get(), std::this_thread::get_id());
}

TEST(Pool, TakesNoMoreThanMayWaitAndDoesAllItTook) {
  std::promise<void> begun, go;
  std::atomic<int> done{0};
  Pool pool{1, 2};
  ASSERT_TRUE(pool.submit([&, going = go.get_future().share()] {
    begun.set_value();
    going.wait();
    ++done;
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_FALSE(pool.submit([&] { ++done; }));
  go.set_value();
  pool.stop();
  EXPECT_EQ(done, 3);
  EXPECT_FALSE(pool.submit([&] { ++done; })) << "it has stopped";
}

}  // namespace
}  // namespace inspectord

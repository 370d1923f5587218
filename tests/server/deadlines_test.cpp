// SPDX-License-Identifier: Apache-2.0
#include "server/deadlines.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using Wait = Deadlines::Wait;

class Waits : public ::testing::Test {
 protected:
  std::function<void()> says(std::string what) {
    return [this, what] { ended.push_back(what); };
  }
  /// All that rings within the time, as the loop has it.
  void pass(std::chrono::milliseconds time) {
    bool over = false;
    io.restart();
    boost::asio::steady_timer end{io, time};
    end.async_wait([&over](const auto&) { over = true; });
    while (!over) io.run_one();
  }

  boost::asio::io_context io;
  Deadlines deadlines{io.get_executor()};
  std::vector<std::string> ended;
};

}  // namespace

TEST_F(Waits, EndInTheOrderOfTheirTimes) {
  Wait late{deadlines, says("late")};
  Wait early{deadlines, says("early")};
  late.at_most(60ms);
  early.at_most(5ms);
  pass(200ms);
  EXPECT_EQ(ended, (std::vector<std::string>{"early", "late"}));
}

TEST_F(Waits, EndOnceForEachTimeThatWasSet) {
  Wait wait{deadlines, says("over")};
  wait.at_most(1ms);
  pass(80ms);
  EXPECT_EQ(ended.size(), 1u);
  wait.at_most(1ms);
  pass(80ms);
  EXPECT_EQ(ended.size(), 2u);
}

TEST_F(Waits, DoNotEndWhenTheyAreSetFurtherOrAreOver) {
  Wait further{deadlines, says("further")};
  Wait done{deadlines, says("done")};
  auto gone = std::make_unique<Wait>(deadlines, says("gone"));
  further.at_most(5ms);
  done.at_most(5ms);
  gone->at_most(5ms);
  further.at_most(1h);
  done.no_longer();
  gone.reset();
  pass(100ms);
  EXPECT_TRUE(ended.empty());
}

TEST_F(Waits, MayEndEachOther) {
  std::unique_ptr<Wait> other;
  Wait first{deadlines, [&] {
               ended.push_back("first");
               other.reset();
             }};
  other = std::make_unique<Wait>(deadlines, [&] {
    ended.push_back("other");
    first.no_longer();
  });
  first.at_most(1ms);
  other->at_most(1ms);
  pass(100ms);
  EXPECT_EQ(ended.size(), 1u);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <set>

namespace inspectord {

/// Ends what has waited for too long: any number of waits with one timer. Setting a wait further is
/// an assignment, since the timer rings for the earliest it knew of and looks again. Net thread;
/// outlives its waits.
class Deadlines {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Deadlines(const boost::asio::any_io_executor& executor) : timer_(executor) {}

  /// One who waits, and what is done when he has waited for too long: at most `grain` late, once
  /// for each time that was set.
  class Wait {
   public:
    Wait(Deadlines& deadlines, std::function<void()> end);
    Wait(const Wait&) = delete;
    Wait& operator=(const Wait&) = delete;
    ~Wait();

    void at_most(std::chrono::milliseconds time);
    void no_longer() { until_.reset(); }

   private:
    friend class Deadlines;

    Deadlines& deadlines_;
    const std::function<void()> end_;
    std::optional<Time> until_;
  };

  static constexpr std::chrono::milliseconds grain{20};

 private:
  void arm(Time);
  void ring();

  boost::asio::steady_timer timer_;
  std::optional<Time> armed_;
  std::set<Wait*> waits_;
};

}  // namespace inspectord

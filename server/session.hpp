// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "server/exchange.hpp"
#include "server/http_stream.hpp"
#include "server/workplaces.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_set>

namespace inspectord {

/// A connection as those see it who end it.
class OpenConnection {
 public:
  virtual ~OpenConnection() = default;
  virtual void look_up() = 0;  ///< The service stops: an idle connection ends soon.
  virtual void cut_off() = 0;  ///< The time to drain is over.
  virtual void hear() = 0;     ///< Something was committed; for those that stream.
};

/// All open connections: how many there are, and how they end. Net thread. Outlives every one of
/// them.
class Sessions {
 public:
  Sessions(boost::asio::any_io_executor, const Exchange&, Workplaces, const HttpOptions&);
  ~Sessions();

  void open(boost::asio::ip::tcp::socket);
  /// Answers 503 without reading, and closes.
  void turn_away(boost::asio::ip::tcp::socket);
  bool is_full() const { return open_.size() >= options_.max_connections; }

  /// Every request in flight is answered, idle connections end; `drained` is called when none is
  /// left. What is not done after drain_time is cut off, except for acts that are with the writer.
  void stop(std::function<void()> drained);

  // What a connection asks of the house.

  void enter(OpenConnection& one) { open_.insert(&one); }
  void leave(OpenConnection&);
  /// Something was committed: who streams has more to say.
  void tell_of_commit();
  /// False: too many stream already.
  bool begin_stream(OpenConnection&);
  /// False: too many acts are with the writer.
  bool begin_act();
  void end_act() { --acts_in_flight_; }
  const Exchange& exchange() const { return exchange_; }
  ActQueue& acts() { return workplaces_.acts; }
  Pool& pool() { return workplaces_.pool; }
  Pool& readers() { return workplaces_.readers; }
  const HttpOptions& options() const { return options_; }
  const Closing& closing() const { return closing_; }
  Deadlines& deadlines() { return deadlines_; }
  const std::string& date();  ///< The Date field, written once a second.

 private:
  boost::asio::any_io_executor executor_;
  const Exchange& exchange_;
  const Workplaces workplaces_;
  const HttpOptions& options_;
  boost::asio::steady_timer drain_timer_;
  Deadlines deadlines_;
  std::unordered_set<OpenConnection*> open_;
  std::unordered_set<OpenConnection*> streaming_;
  std::size_t acts_in_flight_ = 0;
  std::size_t turning_away_ = 0;
  Closing closing_;
  std::function<void()> drained_;
  std::int64_t date_second_ = -1;
  std::string date_;
};

}  // namespace inspectord

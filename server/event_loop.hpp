// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace inspectord {

/// The net thread's loop. It runs what is ready in rounds, so that reads share a snapshot and acts
/// a hand-over.
class EventLoop {
 public:
  /// `end_of_round` is called on the net thread after each round of at most 256 handlers: it ends
  /// the read snapshot and hands the gathered acts to the writer, in this order.
  explicit EventLoop(std::function<void()> end_of_round = {});
  ~EventLoop();

  void run();                             ///< Until stop(). Throws what a handler throws.
  void stop();                            ///< Any thread.
  void post(std::function<void()> task);  ///< Any thread: runs it on the net thread, in order.

  boost::asio::io_context& context();

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

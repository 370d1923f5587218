// SPDX-License-Identifier: Apache-2.0
#include "server/event_loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace inspectord {
namespace {

constexpr int handlers_per_round = 256;

}  // namespace

struct EventLoop::Content {
  std::function<void()> end_of_round;
  boost::asio::io_context io{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
};

EventLoop::EventLoop(std::function<void()> end_of_round) : content_(std::make_unique<Content>()) {
  content_->end_of_round = std::move(end_of_round);
}

EventLoop::~EventLoop() = default;

void EventLoop::run() {
  auto& io = content_->io;
  while (io.run_one() > 0) {
    for (int done = 1; done < handlers_per_round && io.poll_one() > 0;) ++done;
    if (content_->end_of_round) content_->end_of_round();
  }
}

void EventLoop::stop() {
  content_->io.stop();
}

void EventLoop::post(std::function<void()> task) {
  boost::asio::post(content_->io, std::move(task));
}

boost::asio::io_context& EventLoop::context() {
  return content_->io;
}

}  // namespace inspectord

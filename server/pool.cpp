// SPDX-License-Identifier: Apache-2.0
#include "server/pool.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <mutex>
#include <utility>

namespace inspectord {

struct Pool::Content {
  Content(std::size_t thread_count, std::size_t most) : most_waiting(most), threads(thread_count) {}

  bool take_place() {
    const std::lock_guard lock{mutex};
    if (stopped || waiting >= most_waiting) return false;
    ++waiting;
    return true;
  }
  void leave_place() {
    const std::lock_guard lock{mutex};
    --waiting;
  }

  const std::size_t most_waiting;
  std::mutex mutex;
  std::size_t waiting = 0;
  bool stopped = false;
  boost::asio::thread_pool threads;
};

Pool::Pool(std::size_t threads, std::size_t most_waiting)
    : content_(std::make_unique<Content>(threads, most_waiting)) {}

Pool::~Pool() {
  stop();
}

bool Pool::submit(std::function<void()> job) {
  auto& content = *content_;
  if (!content.take_place()) return false;
  boost::asio::post(content.threads, [&content, job = std::move(job)] {
    content.leave_place();
    job();
  });
  return true;
}

void Pool::stop() {
  {
    const std::lock_guard lock{content_->mutex};
    content_->stopped = true;
  }
  content_->threads.join();
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// A client that costs as little as it can: one thread, some connections, each with one request on
// its way. See bench/README.md.
#include "bench/tools/http_line.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <queue>
#include <stdexcept>
#include <string>
#include <vector>

namespace inspectord::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Nanos = std::chrono::nanoseconds;

/// What each connection sends, in turn; written by bench/harness/drive.py.
std::vector<std::vector<std::string>> read_requests(const char* path) {
  std::ifstream file{path, std::ios::binary};
  const auto number = [&file] {
    std::string line;
    if (!std::getline(file, line)) throw std::runtime_error("the file of requests ends early");
    return std::stoul(line);
  };
  std::vector<std::vector<std::string>> all(number());
  for (auto& one : all) {
    one.resize(number());
    for (auto& request : one) {
      request.resize(number());
      file.read(request.data(), static_cast<std::streamsize>(request.size()));
    }
  }
  return all;
}

class Drive {
 public:
  /// `rate`: requests a second over all connections, sent by the clock however late the answers
  /// are; 0: each as soon as the one before is answered.
  Drive(std::uint16_t port, std::vector<std::vector<std::string>> requests, std::size_t connections,
        double rate)
      : requests_(std::move(requests)), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (rate > 0)
      pause_ = Nanos{static_cast<std::int64_t>(1e9 * static_cast<double>(connections) / rate)};
    for (std::size_t i = 0; i < connections; ++i) lines_.emplace_back(port);
    seats_.resize(connections);
    for (std::size_t i = 0; i < connections; ++i) watch(i);
  }

  void run(std::chrono::milliseconds how_long) {
    start_ = Clock::now();
    end_ = start_ + how_long;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      seats_[i].due = start_ + pause_ * static_cast<int>(i) / static_cast<int>(lines_.size());
      waiting_.push({seats_[i].due, i});
    }
    out_ = lines_.size();
    auto last = start_;
    while (out_ > 0) {
      send_due();
      if (out_ == 0) break;
      epoll_event events[64];
      const auto wait = patience();
      const timespec limit{.tv_sec = wait.count() / 1'000'000'000,
                           .tv_nsec = wait.count() % 1'000'000'000};
      const int ready = ::epoll_pwait2(poll_, events, 64, &limit, nullptr);
      if (ready > 0) last = Clock::now();
      if (Clock::now() - last > std::chrono::seconds{30})
        throw std::runtime_error("no answer for 30 s");
      for (int i = 0; i < ready; ++i) take(events[i].data.u64);
    }
  }

  void print() {
    const double seconds = std::chrono::duration<double>(end_ - start_).count();
    std::sort(took_.begin(), took_.end());
    const auto at = [this](double share) {
      return took_.empty()
                 ? 0.0
                 : took_[static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1))];
    };
    std::printf(
        "{\"answers\":%zu,\"seconds\":%.3f,\"per_s\":%.2f,\"p50_ms\":%.4f,\"p99_ms\":%.4f,"
        "\"max_ms\":%.4f,\"body_bytes\":%zu,\"status\":%d}\n",
        all_, seconds, static_cast<double>(in_time_) / seconds, at(0.5), at(0.99), at(1), body_,
        status_);
  }

 private:
  struct Seat {
    std::size_t next = 0;  ///< Of its requests.
    Clock::time_point due;
  };
  using Waiting = std::pair<Clock::time_point, std::size_t>;

  void watch(std::size_t i) {
    epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, lines_[i].socket(), &event);
  }

  const std::vector<std::string>& requests_of(std::size_t i) const {
    return requests_[i % requests_.size()];
  }

  void send_due() {
    const auto now = Clock::now();
    while (!waiting_.empty() && waiting_.top().first <= now) {
      const auto i = waiting_.top().second;
      waiting_.pop();
      auto& seat = seats_[i];
      // The last act of a turn is done, so that the next run finds things as this one did.
      if (now >= end_ && seat.next == 0) {
        --out_;
        continue;
      }
      if (lines_[i].reconnect_if_closed()) watch(i);
      lines_[i].send(requests_of(i)[seat.next]);
    }
  }

  void take(std::size_t i) {
    const auto answer = lines_[i].take();
    if (!answer) return;
    const auto now = Clock::now();
    auto& seat = seats_[i];
    ++all_;
    if (now <= end_) ++in_time_;
    if (seat.due < end_)
      took_.push_back(std::chrono::duration<double, std::milli>(now - seat.due).count());
    body_ = answer->body_bytes;
    status_ = answer->status;
    seat.next = (seat.next + 1) % requests_of(i).size();
    seat.due = pause_.count() > 0 ? seat.due + pause_ : now;
    waiting_.push({seat.due, i});
  }

  Nanos patience() const {
    if (waiting_.empty()) return std::chrono::seconds{1};
    return std::max(Nanos{0}, Nanos{waiting_.top().first - Clock::now()});
  }

  const std::vector<std::vector<std::string>> requests_;
  const int poll_;
  Nanos pause_{0};
  std::vector<HttpLine> lines_;
  std::vector<Seat> seats_;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
  std::size_t out_ = 0;
  Clock::time_point start_, end_;
  std::vector<double> took_;  ///< Of all that were due before the end, also where answered after.
  std::size_t all_ = 0, in_time_ = 0;
  std::size_t body_ = 0;
  int status_ = 0;
};

}  // namespace
}  // namespace inspectord::bench

/// http_drive PORT REQUESTS CONNECTIONS MILLISECONDS [RATE]
int main(int count, char** arguments) {
  if (count < 5) return 64;
  try {
    inspectord::bench::Drive drive{static_cast<std::uint16_t>(std::atoi(arguments[1])),
                                   inspectord::bench::read_requests(arguments[2]),
                                   static_cast<std::size_t>(std::atoi(arguments[3])),
                                   count > 5 ? std::atof(arguments[5]) : 0};
    drive.run(std::chrono::milliseconds{std::atoi(arguments[4])});
    drive.print();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "http_drive: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord::bench {

/// Acts per second, and the time that 99 of 100 took at most.
struct ActFigures {
  double acts_per_second = 0;
  double p99_milliseconds = 0;
};

/// A client that does as little as possible: one thread, one connection for each act in flight.
/// Each connection starts its own plan's task and takes that back, in turn.
class ActClient {
 public:
  ActClient(std::uint16_t port, const std::string& token, const std::vector<TaskId>& tasks) {
    for (const auto& task : tasks) lines_.push_back(connect(port, token, task));
  }

  /// With so many always on their way.
  ActFigures measure(int flying, std::chrono::milliseconds how_long) {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < flying; ++i) {
      epoll_event event{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(i)}};
      ::epoll_ctl(poll, EPOLL_CTL_ADD, lines_[i].socket, &event);
    }
    std::vector<double> took;
    const auto start = Clock::now();
    for (int i = 0; i < flying; ++i) send(lines_[i]);
    for (int out = flying; out > 0;) {
      epoll_event events[64];
      const int ready = ::epoll_wait(poll, events, 64, 10'000);
      if (ready <= 0) throw std::runtime_error("no answer for ten seconds");
      for (int i = 0; i < ready; ++i) {
        auto& line = lines_[events[i].data.u32];
        if (!take_answer(line)) continue;
        took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - line.sent).count());
        if (Clock::now() - start < how_long) {
          send(line);
        } else {
          --out;
        }
      }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    ::close(poll);
    const auto done = static_cast<double>(took.size());
    std::sort(took.begin(), took.end());
    return {done / seconds, took[took.size() * 99 / 100]};
  }

 private:
  using Clock = std::chrono::steady_clock;

  /// One connection and what it sends in turn.
  struct Line {
    int socket = -1;
    std::string start, undo;
    bool started = false;
    std::string received;
    Clock::time_point sent;
  };

  static Line connect(std::uint16_t port, const std::string& token, TaskId task) {
    Line line;
    line.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(line.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("connect");
    }
    const int on = 1;
    ::setsockopt(line.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto request = [&](const std::string& action) {
      const std::string body = R"({"reason":"bench"})";
      return "POST /api/v1/tasks/" + task.to_string() + "/actions/" + action +
             " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nAuthorization: Bearer " +
             token + "\r\nIf-Match: *\r\nContent-Type: application/json\r\nContent-Length: " +
             std::to_string(body.size()) + "\r\n\r\n" + body;
    };
    line.start = request("start");
    line.undo = request("undo");
    return line;
  }

  static void send(Line& line) {
    const auto& request = line.started ? line.undo : line.start;
    line.sent = Clock::now();
    if (::send(line.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("send");
    }
  }

  /// True when the whole answer is there. Throws if it is no success: what is counted has to be
  /// durable.
  static bool take_answer(Line& line) {
    char buffer[16'384];
    const auto got = ::recv(line.socket, buffer, sizeof buffer, 0);
    if (got <= 0) throw std::runtime_error("the service hung up");
    line.received.append(buffer, static_cast<std::size_t>(got));
    const auto head = line.received.find("\r\n\r\n");
    if (head == std::string::npos ||
        line.received.size() < head + 4 + length_in(line.received, head))
      return false;
    if (!line.received.starts_with("HTTP/1.1 200")) throw std::runtime_error(line.received);
    line.received.clear();
    line.started = !line.started;
    return true;
  }

  static std::size_t length_in(std::string_view answer, std::size_t head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = answer.substr(0, head).find(name);
    if (at == std::string_view::npos) throw std::runtime_error("an answer without Content-Length");
    std::size_t length = 0;
    std::from_chars(answer.data() + at + name.size(), answer.data() + head, length);
    return length;
  }

  std::vector<Line> lines_;
};

}  // namespace inspectord::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace inspectord::bench {

struct HttpAnswer {
  int status = 0;
  std::size_t body_bytes = 0;
};

/// A connection of a client that reads only what it must: status and length. Throws where the
/// answer is no success: what is counted has to be what was asked for.
class HttpLine {
 public:
  explicit HttpLine(std::uint16_t port) : port_(port) { connect(); }
  HttpLine(HttpLine&& other) noexcept
      : port_(other.port_), socket_(std::exchange(other.socket_, -1)) {}
  HttpLine& operator=(HttpLine&&) = delete;
  ~HttpLine() {
    if (socket_ >= 0) ::close(socket_);
  }

  int socket() const { return socket_; }

  /// True: it is another socket now.
  bool reconnect_if_closed() {
    if (!closed_) return false;
    ::close(socket_);
    connect();
    return true;
  }

  void send(const std::string& request) {
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("send");
    }
  }

  /// Reads what is there; the answer once it is whole.
  std::optional<HttpAnswer> take() {
    static thread_local char buffer[256 * 1024];
    const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) throw std::runtime_error("the server hung up");
    std::string_view bytes{buffer, static_cast<std::size_t>(got)};
    if (!reading_body_) {
      head_.append(bytes);
      const auto end = head_.find("\r\n\r\n");
      if (end == std::string::npos) return std::nullopt;
      const auto rest = head_.size() - end - 4;
      head_.resize(end);
      read_head();
      left_ -= static_cast<std::int64_t>(rest);
    } else {
      left_ -= got;
    }
    reading_body_ = left_ > 0;
    if (reading_body_) return std::nullopt;
    if (left_ < 0) throw std::runtime_error("more bytes than were announced");
    head_.clear();
    return answer_;
  }

 private:
  void connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("connect");
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    closed_ = false;
  }

  void read_head() {
    std::ranges::transform(head_, head_.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string_view head{head_};
    const int status = head.size() > 12 ? std::atoi(head_.c_str() + 9) : 0;
    if ((status < 200 || status > 299) && status != 304) throw std::runtime_error(head_);
    closed_ = head.starts_with("http/1.0") || head.find("\r\nconnection: close") != head.npos;
    left_ = status == 304 || status == 204 ? 0 : length_in(head);
    answer_ = {.status = status, .body_bytes = static_cast<std::size_t>(left_)};
  }

  static std::int64_t length_in(std::string_view head) {
    constexpr std::string_view name = "\r\ncontent-length: ";
    const auto at = head.find(name);
    if (at == std::string_view::npos) throw std::runtime_error("an answer without a length");
    std::int64_t length = 0;
    std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
  }

  const std::uint16_t port_;
  int socket_ = -1;
  bool closed_ = false;
  bool reading_body_ = false;
  std::int64_t left_ = 0;
  std::string head_;
  HttpAnswer answer_;
};

}  // namespace inspectord::bench

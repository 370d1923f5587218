// SPDX-License-Identifier: Apache-2.0
#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace inspectord {

std::string RawAnswer::field(std::string_view name) const {
  const auto at = head.find("\r\n" + std::string{name} + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect");
  }
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

bool RawClient::fill() {
  std::array<char, 65536> bytes{};
  const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<RawAnswer> RawClient::receive(bool to_head) {
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  RawAnswer answer;
  answer.head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  answer.status = std::atoi(answer.head.c_str() + 9);
  const auto length = answer.field("Content-Length");
  const auto size = to_head || length.empty() ? std::size_t{0} : std::stoul(length);
  while (buffer_.size() < size) {
    if (!fill()) return std::nullopt;
  }
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

std::optional<std::string> RawClient::receive_until(std::string_view end) {
  std::size_t at;
  while ((at = buffer_.find(end)) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  auto text = buffer_.substr(0, at + end.size());
  buffer_.erase(0, text.size());
  return text;
}

bool RawClient::sees_end() {
  if (!buffer_.empty()) return false;
  std::array<char, 16> bytes{};
  return ::recv(socket_, bytes.data(), bytes.size(), 0) == 0;
}

std::vector<RawAnswer> send_and_listen(std::uint16_t port, std::string_view bytes) {
  RawClient client{port};
  client.send(bytes);
  client.finish_sending();
  std::vector<RawAnswer> answers;
  while (auto answer = client.receive()) answers.push_back(std::move(*answer));
  return answers;
}

}  // namespace inspectord

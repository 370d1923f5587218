// SPDX-License-Identifier: Apache-2.0
// Takes webhooks on loopback and says how late each came. See bench/README.md.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The number behind `name`; -1 where there is none.
std::int64_t number_after(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  std::int64_t number = -1;
  if (at != std::string_view::npos)
    std::from_chars(text.data() + at + name.size(), text.data() + text.size(), number);
  return number;
}

class Sink {
 public:
  explicit Sink(std::size_t expected) : seen_(expected, false) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 4096) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("cannot listen");
    watch(listener_);
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
  }

  void run() {
    while (distinct_ < seen_.size()) {
      epoll_event events[256];
      const int ready = ::epoll_wait(poll_, events, 256, 120'000);
      if (ready == 0) throw std::runtime_error("nothing came for two minutes");
      for (int i = 0; i < ready; ++i) {
        if (events[i].data.fd == listener_) {
          accept_all();
        } else {
          read(events[i].data.fd);
        }
      }
    }
  }

  void print() {
    std::sort(late_.begin(), late_.end());
    const auto at = [this](double share) {
      return late_[static_cast<std::size_t>(share * static_cast<double>(late_.size() - 1))];
    };
    std::printf(
        "{\"requests\":%zu,\"distinct\":%zu,\"connections\":%zu,\"first_due_ms\":%.3f,"
        "\"last_at_ms\":%.3f,\"late_p50_ms\":%.3f,\"late_p99_ms\":%.3f,\"late_max_ms\":%.3f}\n",
        requests_, distinct_, connections_, first_due_, last_at_, at(0.5), at(0.99), at(1));
  }

 private:
  void watch(int socket) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
  }

  void accept_all() {
    int socket = -1;
    while ((socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      received_[socket].clear();
      ++connections_;
      watch(socket);
    }
  }

  void read(int socket) {
    char buffer[16'384];
    const auto got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) {
      ::close(socket);
      return;
    }
    auto& text = received_[socket];
    text.append(buffer, static_cast<std::size_t>(got));
    while (take_one(text)) {
      constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
      if (::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return;
    }
  }

  /// A whole request at the front of the text is taken off and counted.
  bool take_one(std::string& text) {
    const auto head_end = text.find("\r\n\r\n");
    if (head_end == std::string::npos) return false;
    std::string head = text.substr(0, head_end);
    for (char& c : head) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto length = number_after(head, "content-length: ");
    if (length < 0) throw std::runtime_error("a request without a length");
    const auto whole = head_end + 4 + static_cast<std::size_t>(length);
    if (text.size() < whole) return false;
    count(std::string_view{text}.substr(head_end + 4, static_cast<std::size_t>(length)));
    text.erase(0, whole);
    return true;
  }

  void count(std::string_view body) {
    const double at = now_ms();
    const auto no = number_after(body, "\"n\":");
    const auto due = static_cast<double>(number_after(body, "\"due\":"));
    ++requests_;
    if (no < 0 || static_cast<std::size_t>(no) >= seen_.size() ||
        seen_[static_cast<std::size_t>(no)])
      return;
    seen_[static_cast<std::size_t>(no)] = true;
    ++distinct_;
    first_due_ = distinct_ == 1 ? due : std::min(first_due_, due);
    last_at_ = at;
    late_.push_back(at - due);
  }

  const int poll_ = ::epoll_create1(EPOLL_CLOEXEC);
  int listener_ = -1;
  std::map<int, std::string> received_;
  std::vector<bool> seen_;
  std::size_t requests_ = 0, distinct_ = 0, connections_ = 0;
  double first_due_ = 0, last_at_ = 0;
  std::vector<double> late_;
};

}  // namespace

/// sink COUNT: says its port, takes so many different webhooks ({"n":0,"due":MILLISECONDS,...}),
/// says how it went, and ends.
int main(int count, char** arguments) {
  try {
    Sink sink{count > 1 ? static_cast<std::size_t>(std::atoi(arguments[1])) : 1};
    sink.run();
    sink.print();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sink: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: Apache-2.0
#include "notifications/curl_loop.hpp"

#include <curl/curl.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <deque>
#include <mutex>
#include <new>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace inspectord {
namespace {

constexpr int longest_sleep_ms =
    3'600'000;  // curl_multi_poll wants a bound; a wake-up or curl's timer comes first.

void start_curl_once() {
  static const auto result = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (result != CURLE_OK) throw std::runtime_error("curl_global_init failed");
}

/// A peer that closes while TLS writes would end the process; curl leaves this to those who set
/// NOSIGNAL.
void block_broken_pipe_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::optional<IpAddress> address_of(const curl_sockaddr& from) {
  if (from.family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &from.addr, sizeof v4);
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return IpAddress::v4(bytes);
  }
  if (from.family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  // curl keeps room for the largest address behind `addr`, whose declared type is shorter.
  std::memcpy(&v6, static_cast<const void*>(&from.addr),
              std::min<std::size_t>(sizeof v6, from.addrlen));
  IpAddress::Bytes bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return IpAddress{bytes};
}

}  // namespace

/// Everything below `submit` belongs to the loop's thread.
class CurlLoop::Impl {
 public:
  explicit Impl(Limits limits) : limits_(limits), multi_(curl_multi_init()) {
    if (!multi_) throw std::bad_alloc{};
    thread_ = std::thread{[this] { run(); }};
  }

  ~Impl() { stop(); }

  void submit(std::unique_ptr<Transfer> transfer) {
    {
      const std::lock_guard lock{mutex_};
      if (!stopping_) {
        submitted_.push_back(std::move(transfer));
        curl_multi_wakeup(multi_);
        return;
      }
    }
    transfer->skipped(Transfer::Skipped::stopped);
  }

  void stop() {
    {
      const std::lock_guard lock{mutex_};
      if (!std::exchange(stopping_, true)) curl_multi_wakeup(multi_);
    }
    const std::lock_guard lock{join_mutex_};
    if (thread_.joinable()) thread_.join();
  }

 private:
  using Queue = std::deque<std::unique_ptr<Transfer>>;

  /// A destination: how many are under way, who waits.
  struct Lane {
    std::size_t running = 0;
    Queue waiting;
  };

  struct Running {
    Impl* loop;
    std::unique_ptr<Transfer> transfer;
    std::string destination;
  };

  void run() {
    block_broken_pipe_signal();
    while (take_submitted()) {
      int still_running = 0;
      curl_multi_perform(multi_, &still_running);
      if (collect_finished()) continue;  // what was started in their place wants its first step
      curl_multi_poll(multi_, nullptr, 0, longest_sleep_ms, nullptr);
    }
    cancel_all();
    for (auto* easy : spare_) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi_);
  }

  bool take_submitted() {
    Queue taken;
    {
      const std::lock_guard lock{mutex_};
      if (stopping_) return false;
      taken.swap(submitted_);
    }
    for (auto& transfer : taken) {
      auto& lane = lanes_[transfer->destination()];
      lane.waiting.push_back(std::move(transfer));
    }
    if (!taken.empty()) start_waiting();
    return true;
  }

  /// Fills the free places, one of each destination in turn.
  void start_waiting() {
    for (bool started = true; started && running_.size() < limits_.in_flight;) {
      started = false;
      for (auto& [destination, lane] : lanes_) {
        if (lane.waiting.empty() || lane.running >= limits_.per_destination) continue;
        if (running_.size() >= limits_.in_flight) return;
        start(destination, lane);
        started = true;
      }
    }
  }

  void start(const std::string& destination, Lane& lane) {
    auto* easy = take_handle();
    auto transfer = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    ++lane.running;
    auto& running = running_[easy];
    running = std::make_unique<Running>(Running{this, std::move(transfer), destination});
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY,
                     "");  // a proxy from the environment would go round the guard
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Impl::open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, running.get());
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &Impl::close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    running->transfer->prepare(easy);
    curl_multi_add_handle(multi_, easy);
  }

  CURL* take_handle() {
    if (!spare_.empty()) {
      auto* easy = spare_.back();
      spare_.pop_back();
      return easy;
    }
    auto* easy = curl_easy_init();
    if (!easy) throw std::bad_alloc{};
    return easy;
  }

  bool collect_finished() {
    bool any = false;
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      any = true;
      finish(message->easy_handle, message->data.result);
    }
    if (any) start_waiting();
    return any;
  }

  void finish(CURL* easy, CURLcode code) {
    curl_multi_remove_handle(multi_, easy);
    const auto running = std::move(running_.extract(easy).mapped());
    auto lane = lanes_.find(running->destination);
    --lane->second.running;
    Queue skipped;
    if (!running->transfer->finished(easy, code)) skipped.swap(lane->second.waiting);
    if (lane->second.running == 0 && lane->second.waiting.empty()) lanes_.erase(lane);
    curl_easy_reset(easy);
    spare_.push_back(easy);
    for (auto& transfer : skipped) transfer->skipped(Transfer::Skipped::unreachable);
  }

  void cancel_all() {
    // An idle SMTP connection would say QUIT and wait for the answer, which a dead relay never
    // gives.
    for (const int fd : sockets_) ::shutdown(fd, SHUT_RDWR);
    for (auto& [easy, running] : std::exchange(running_, {})) {
      curl_multi_remove_handle(multi_, easy);
      curl_easy_cleanup(easy);
      running->transfer->cancelled();
    }
    for (auto& [destination, lane] : lanes_) {
      for (auto& transfer : lane.waiting) transfer->skipped(Transfer::Skipped::stopped);
    }
    lanes_.clear();
    Queue late;
    {
      const std::lock_guard lock{mutex_};
      late.swap(submitted_);
    }
    for (auto& transfer : late) transfer->skipped(Transfer::Skipped::stopped);
  }

  static curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* to) {
    auto& running = *static_cast<Running*>(data);
    const auto address = address_of(*to);
    if (!address || !running.transfer->may_connect(*address)) return CURL_SOCKET_BAD;
    const int fd = ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    if (fd < 0) return CURL_SOCKET_BAD;
    running.loop->sockets_.insert(fd);
    return fd;
  }

  static int close_socket(void* data, curl_socket_t fd) {
    static_cast<Impl*>(data)->sockets_.erase(fd);
    return ::close(fd);
  }

  const Limits limits_;
  CURLM* const multi_;

  std::mutex mutex_;
  Queue submitted_;
  bool stopping_ = false;

  std::unordered_map<CURL*, std::unique_ptr<Running>> running_;
  std::unordered_map<std::string, Lane> lanes_;
  std::vector<CURL*> spare_;
  std::set<int> sockets_;

  std::mutex join_mutex_;
  std::thread thread_;
};

CurlLoop::CurlLoop(Limits limits) {
  start_curl_once();
  impl_ = std::make_unique<Impl>(limits);
}

CurlLoop::~CurlLoop() = default;

void CurlLoop::submit(std::unique_ptr<Transfer> transfer) {
  impl_->submit(std::move(transfer));
}

void CurlLoop::stop() {
  impl_->stop();
}

}  // namespace inspectord

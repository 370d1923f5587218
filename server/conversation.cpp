// SPDX-License-Identifier: Apache-2.0
#include "server/conversation.hpp"

#include "server/http/wire.hpp"
#include "server/http_stream.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <optional>

namespace inspectord {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// What a refused request's body may have left for the connection to be kept.
constexpr std::uint64_t discardable_body = 64 * 1024;
constexpr std::size_t linger_bytes = 16 * 1024 * 1024;
constexpr std::size_t linger_bytes_of_the_turned_away = 64 * 1024;

constexpr std::string_view full_house =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: "
    "close\r\n\r\n";

constexpr std::string_view no_body;

/// A comment, which readers of server-sent events pass over: shows that both ends live.
constexpr std::string_view heartbeat = ":\n\n";

bool is_loopback(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  }
  return address.is_loopback();
}

/// What resumes a coroutine. Not any_completion_handler: that of Asio 1.81 copies itself into
/// itself for ever.
using Resume = asio::async_result<asio::use_awaitable_t<>, void()>::handler_type;

/// An act on its way through the writer; lives in the frame of its session's coroutine, which
/// cannot go before finish() resumed it: nothing else holds the handler.
class SessionAct final : public WriterAct {
 public:
  SessionAct(PreparedAct& prepared, const Exchange& exchange, asio::any_io_executor executor)
      : prepared_(prepared), exchange_(exchange), executor_(std::move(executor)) {}

  bool act(Transaction& transaction) override {
    return prepared_.act(transaction, exchange_.now());
  }

  /// Any thread. On the net thread, where App delivers, the session goes on at once.
  void finish() noexcept override {
    // Both are moved out first: once resumed, the frame may be gone before dispatch returns.
    auto executor = std::move(executor_);
    auto resume = std::move(*resume_);
    asio::dispatch(executor, std::move(resume));
  }

  void resume_with(Resume resume) { resume_.emplace(std::move(resume)); }

 private:
  PreparedAct& prepared_;
  const Exchange& exchange_;
  asio::any_io_executor executor_;
  std::optional<Resume> resume_;
};

/// Gives the act to the writer once the coroutine is suspended. It has no cancellation: the slot of
/// the handler is not used. Named, since g++ 12 destroys a lambda inside co_await twice.
struct HandOver {
  ActQueue* queue;
  SessionAct* act;

  template <class Handler>
  void operator()(Handler&& handler) const {
    act->resume_with(std::forward<Handler>(handler));
    queue->submit(*act);
  }
};

/// A request that is begun on the pool; lives as an act does, and its session waits as long.
class PoolBeginning final {
 public:
  PoolBeginning(const Exchange& exchange, const Admitted& admitted, const Request& request,
                asio::any_io_executor executor)
      : exchange_(exchange),
        admitted_(admitted),
        request_(request),
        executor_(std::move(executor)) {}

  void resume_with(Resume resume) { resume_.emplace(std::move(resume)); }

  /// On the pool.
  void begin() noexcept { finish(exchange_.begin(admitted_, request_)); }
  /// Too much waits for the pool.
  void refuse() noexcept { finish(exchange_.overloaded(request_)); }

  Begun take() { return std::move(*begun_); }

 private:
  void finish(Begun begun) {
    begun_.emplace(std::move(begun));
    // Moved out first, and never resumed from here: the frame goes on on the net thread at once.
    auto executor = std::move(executor_);
    auto resume = std::move(*resume_);
    asio::post(executor, std::move(resume));
  }

  const Exchange& exchange_;
  const Admitted& admitted_;
  const Request& request_;
  asio::any_io_executor executor_;
  std::optional<Resume> resume_;
  std::optional<Begun> begun_;
};

/// Gives a beginning to the pool once the coroutine is suspended; see HandOver.
struct HandToPool {
  Pool* pool;
  PoolBeginning* beginning;

  template <class Handler>
  void operator()(Handler&& handler) const {
    beginning->resume_with(std::forward<Handler>(handler));
    const bool taken = pool->submit([job = beginning] { job->begin(); });
    if (!taken) beginning->refuse();
  }
};

/// One connection and what is being said on it.
class Conversation final : public OpenConnection {
 public:
  Conversation(tcp::socket socket, Sessions& sessions)
      : sessions_(sessions),
        exchange_(sessions.exchange()),
        stream_(std::move(socket), sessions.options(), sessions.closing(), sessions.deadlines()),
        news_(stream_.executor()) {
    const auto peer = stream_.peer();
    request_.peer = peer.to_string();
    request_.peer_is_loopback = is_loopback(peer);
    sessions_.enter(*this);
  }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;
  ~Conversation() { sessions_.leave(*this); }

  /// One request and its answer; false when the connection is to end.
  asio::awaitable<bool> answer_next();

  void look_up() override {
    stream_.look_up();
    hear();
  }
  /// What is with the writer is answered into a closed socket.
  void cut_off() override { stream_.cut_off(); }
  void hear() override {
    heard_ = true;
    news_.cancel();
  }

 private:
  asio::awaitable<bool> refuse();
  asio::awaitable<void> begin();
  asio::awaitable<void> perform(PreparedAct& prepared);
  asio::awaitable<void> answer(bool keep);
  asio::awaitable<void> go_on();
  asio::awaitable<void> wait_for_news();
  void write_answers_head(bool keep);

  Sessions& sessions_;
  const Exchange& exchange_;
  HttpStream stream_;
  Request request_;
  std::optional<Admitted> admitted_;
  Begun begun_;
  Response response_;
  std::string out_;
  asio::steady_timer news_;
  bool heard_ = false;
};

asio::awaitable<bool> Conversation::answer_next() {
  admitted_.reset();
  const bool arrived = co_await stream_.read_head(request_);
  if (!arrived) co_return false;
  exchange_.introduce(request_);
  if (stream_.fault()) {
    response_ = exchange_.fault(*stream_.fault(), request_);
    co_await answer(false);
    co_return false;
  }
  auto admission = exchange_.admit(request_);
  if (auto* refused = std::get_if<Response>(&admission)) {
    response_ = std::move(*refused);
    const bool keep = co_await refuse();
    co_return keep;
  }
  admitted_ = std::move(std::get<Admitted>(admission));
  if (stream_.head().has_body()) {
    const auto own_limit = admitted_->route->max_body;
    const auto limit = own_limit > 0 ? own_limit : sessions_.options().max_body;
    const bool complete = co_await stream_.read_body(request_, limit);
    if (!complete && !stream_.fault()) co_return false;
    if (stream_.fault()) {
      response_ = exchange_.fault(*stream_.fault(), request_);
      co_await answer(false);
      co_return false;
    }
  }
  co_await begin();
  if (auto* ready = std::get_if<Response>(&begun_)) {
    response_ = std::move(*ready);
  } else {
    co_await perform(*std::get<std::unique_ptr<PreparedAct>>(begun_));
  }
  if (response_.live && request_.method != Method::head) {
    co_await go_on();
    co_return false;
  }
  const bool keep = stream_.head().keep_alive && !sessions_.closing().begun;
  co_await answer(keep);
  co_return keep;
}

/// Answers what was not admitted. The connection is kept where the body can be thrown away.
asio::awaitable<bool> Conversation::refuse() {
  const auto& head = stream_.head();
  bool keep = head.keep_alive;
  if (head.has_body()) {
    const bool small = !head.chunked && head.content_length <= discardable_body;
    keep = keep && small && !head.expects_continue;
    if (keep) keep = co_await stream_.read_body(request_, discardable_body);
  }
  co_await answer(keep);
  co_return keep;
}

/// Here, or on the pool and back. While it is there nothing can resume, cancel or destroy this
/// coroutine.
asio::awaitable<void> Conversation::begin() {
  const auto& handler = admitted_->route->handler;
  if (!begins_on_pool(handler)) {
    begun_ = exchange_.begin(*admitted_, request_);
    co_return;
  }
  PoolBeginning beginning{exchange_, *admitted_, request_, stream_.executor()};
  auto& pool = reads_at_length(handler) ? sessions_.readers() : sessions_.pool();
  const HandToPool hand_to_pool{&pool, &beginning};
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(hand_to_pool,
                                                                       asio::use_awaitable);
  begun_ = beginning.take();
}

/// Through the writer and back. While the act is away nothing can resume, cancel or destroy this
/// coroutine.
asio::awaitable<void> Conversation::perform(PreparedAct& prepared) {
  if (!sessions_.begin_act()) {
    response_ = exchange_.overloaded(request_);
    co_return;
  }
  SessionAct act{prepared, exchange_, stream_.executor()};
  const HandOver hand_over{&sessions_.acts(), &act};
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(hand_over,
                                                                       asio::use_awaitable);
  sessions_.end_act();
  response_ = exchange_.finish(prepared, act, *admitted_, request_);
}

/// Says what there is, then what comes, to the end of the connection: after each commit, and a
/// heartbeat where nothing does.
asio::awaitable<void> Conversation::go_on() {
  const auto live = response_.live;
  if (!sessions_.begin_stream(*this)) {
    response_ = exchange_.overloaded(request_);
    co_await answer(false);
    co_return;
  }
  write_answers_head(false);
  exchange_.note(admitted_->route, request_, response_.status, 0);
  bool taken = co_await stream_.write(out_, no_body);
  while (taken) {
    heard_ = false;
    auto piece = exchange_.more(*live, request_);
    if (!piece || sessions_.closing().begun) break;
    out_ = std::move(*piece);
    if (out_.empty()) {
      co_await wait_for_news();
      if (heard_) continue;
      out_ = heartbeat;
    }
    taken = co_await stream_.write(out_, no_body);
  }
  co_await stream_.linger(linger_bytes_of_the_turned_away);
}

/// Until hear(), or until it is time for a heartbeat.
asio::awaitable<void> Conversation::wait_for_news() {
  boost::system::error_code woken;
  auto token = asio::redirect_error(asio::use_awaitable, woken);
  news_.expires_after(sessions_.options().heartbeat_time);
  co_await news_.async_wait(token);
}

void Conversation::write_answers_head(bool keep) {
  out_.clear();
  append_head(out_, response_, WireFacts{!keep, request_.request_id, sessions_.date()});
}

asio::awaitable<void> Conversation::answer(bool keep) {
  write_answers_head(keep);
  const bool without_body =
      request_.method == Method::head || response_.status == 204 || response_.status == 304;
  const auto body = without_body ? std::string_view{} : response_.content();
  const bool taken = co_await stream_.write(out_, body);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - stream_.begun_at();
  exchange_.note(admitted_ ? admitted_->route : nullptr, request_, response_.status, took.count());
  response_ = Response{};
  begun_ = Response{};
  if (!keep && taken) co_await stream_.linger(linger_bytes);
}

}  // namespace

asio::awaitable<void> converse(tcp::socket socket, Sessions& sessions) {
  Conversation conversation{std::move(socket), sessions};
  for (;;) {
    const bool more = co_await conversation.answer_next();
    if (!more) break;
  }
}

asio::awaitable<void> say_full(tcp::socket socket, Sessions& sessions, std::size_t& turning_away) {
  ++turning_away;
  HttpStream stream{std::move(socket), sessions.options(), sessions.closing(),
                    sessions.deadlines()};
  const bool taken = co_await stream.write(full_house, no_body);
  if (taken) co_await stream.linger(linger_bytes_of_the_turned_away);
  --turning_away;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/session.hpp"

#include "core/log.hpp"
#include "server/http/head.hpp"
#include "server/http/wire.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <chrono>
#include <optional>

namespace inspectord {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t read_size = 4096;
constexpr std::size_t body_read_size = 64 * 1024;
/// What a refused request's body may have left for the connection to be kept.
constexpr std::uint64_t discardable_body = 64 * 1024;
/// Chunk headers, extensions and trailers beyond this must be outweighed by the body they carry.
constexpr std::size_t chunk_overhead = 16 * 1024;
constexpr std::size_t chunk_extension_size = 256;
constexpr std::size_t linger_bytes = 16 * 1024 * 1024;
constexpr std::chrono::milliseconds linger_time{2000};
/// How long a connection without a request is still listened to while the service stops: its client
/// may have sent one that has not arrived.
constexpr std::chrono::milliseconds farewell_time{250};

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view full_house =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: "
    "close\r\n\r\n";

std::string_view view_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
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

/// Refuses long chunk extensions as Beast reads them.
struct ExtensionGuard {
  void operator()(std::uint64_t, beast::string_view extensions, error_code& error) const {
    if (extensions.size() > chunk_extension_size) error = http::error::bad_chunk_extension;
  }
};

}  // namespace

/// One connection: reads requests one after another and answers each before it reads the next.
class Conversation {
 public:
  Conversation(tcp::socket socket, Sessions& sessions)
      : stream_(std::move(socket)), sessions_(sessions) {
    error_code ignored;
    stream_.socket().set_option(tcp::no_delay{true}, ignored);
    const auto peer = stream_.socket().remote_endpoint(ignored);
    request_.peer = peer.address().to_string();
    request_.peer_is_loopback = is_loopback(peer.address());
    sessions_.open_.insert(this);
  }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;
  ~Conversation() { sessions_.close(*this); }

  /// One request and its answer; false when the connection is to end.
  asio::awaitable<bool> converse();

  /// The service stops: an idle connection looks up.
  void look_up() {
    if (idle_) stream_.cancel();
  }
  /// The time to drain is over. What is with the writer is answered into a closed socket.
  void cut_off() { stream_.close(); }

 private:
  using Parser = http::request_parser<http::string_body>;

  asio::awaitable<bool> await_head();
  asio::awaitable<bool> read_more(std::size_t bytes);
  asio::awaitable<bool> read_body(std::size_t limit);
  asio::awaitable<bool> perform(PreparedAct& prepared);
  asio::awaitable<void> answer(bool keep);
  asio::awaitable<void> write_plain(std::string_view bytes);
  asio::awaitable<void> linger();

  static bool is_loopback(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
      return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
    }
    return address.is_loopback();
  }
  bool parse_head(std::string_view bytes);
  bool parse_body(std::size_t& raw, error_code& error);
  static HeadFault body_fault(const error_code& error);
  void begin_request();
  void skip_empty_line();

  beast::tcp_stream stream_;
  Sessions& sessions_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  ExtensionGuard extension_guard_;
  Request request_;
  Head head_;
  std::optional<HeadFault> fault_;
  std::optional<Admitted> admitted_;
  Response response_;
  std::string out_;
  SteadyClock::time_point started_;
  bool idle_ = false;
};

asio::awaitable<bool> Conversation::converse() {
  begin_request();
  const bool arrived = co_await await_head();
  if (!arrived) co_return false;
  const auto& exchange = sessions_.exchange_;
  exchange.introduce(request_);
  if (fault_) {
    response_ = exchange.fault(*fault_, request_);
    co_await answer(false);
    co_return false;
  }
  auto admission = exchange.admit(request_);
  if (auto* refused = std::get_if<Response>(&admission)) {
    response_ = std::move(*refused);
    bool keep = head_.keep_alive;
    if (head_.has_body()) {
      const bool small = !head_.chunked && head_.content_length <= discardable_body;
      keep = keep && small && !head_.expects_continue;
      if (keep) keep = co_await read_body(discardable_body);
    }
    co_await answer(keep);
    co_return keep;
  }
  admitted_ = std::move(std::get<Admitted>(admission));
  const auto own_limit = admitted_->route->max_body;
  const auto limit = own_limit > 0 ? own_limit : sessions_.options_.max_body;
  if (head_.has_body()) {
    const bool complete = co_await read_body(limit);
    if (!complete && !fault_) co_return false;
    if (fault_) {
      response_ = exchange.fault(*fault_, request_);
      co_await answer(false);
      co_return false;
    }
  }
  auto begun = exchange.begin(*admitted_, request_);
  if (auto* ready = std::get_if<Response>(&begun)) {
    response_ = std::move(*ready);
  } else {
    co_await perform(*std::get<std::unique_ptr<PreparedAct>>(begun));
  }
  const bool keep = head_.keep_alive && !sessions_.stopping_;
  co_await answer(keep);
  co_return keep;
}

void Conversation::begin_request() {
  request_.headers.clear();
  request_.body.clear();
  request_.path.clear();
  request_.query.clear();
  request_.method = Method::get;
  request_.request_id.clear();
  head_ = Head{};
  fault_.reset();
  admitted_.reset();
}

/// False when the connection ended or timed out. Otherwise the request's head is read, or fault_
/// says why not.
asio::awaitable<bool> Conversation::await_head() {
  const auto& limits = sessions_.options_;
  HeadScanner scanner;
  idle_ = buffer_.size() == 0;
  stream_.expires_after(idle_ ? limits.idle_time : limits.head_time);
  for (bool skipped = false;;) {
    if (!skipped && buffer_.size() >= 2) {
      skip_empty_line();
      skipped = true;
    }
    const auto state = scanner.scan(view_of(buffer_).substr(0, limits.max_head + 1));
    started_ = SteadyClock::now();
    if (state == HeadScanner::State::bad) fault_ = HeadFault{};
    if (state == HeadScanner::State::complete) break;
    if (state == HeadScanner::State::more && buffer_.size() > limits.max_head) {
      const bool in_first_line =
          view_of(buffer_).substr(0, limits.max_head).find('\n') == std::string_view::npos;
      fault_ = in_first_line ? HeadFault{414, "http_target_too_long"}
                             : HeadFault{431, "http_head_too_large"};
    }
    if (fault_) co_return true;
    const bool more = co_await read_more(read_size);
    if (!more) co_return false;
    if (idle_) {
      idle_ = false;
      stream_.expires_after(limits.head_time);
    }
  }
  const auto size = scanner.size();
  if (!parse_head(view_of(buffer_).substr(0, size)) && !fault_) fault_ = HeadFault{};
  buffer_.consume(size);
  co_return true;
}

void Conversation::skip_empty_line() {
  if (view_of(buffer_).starts_with("\r\n")) buffer_.consume(2);
}

bool Conversation::parse_head(std::string_view bytes) {
  HeadLimits limits;
  limits.bytes = sessions_.options_.max_head;
  auto read = read_head(bytes, limits);
  if (const auto* fault = std::get_if<HeadFault>(&read)) {
    fault_ = *fault;
    return false;
  }
  head_ = std::move(std::get<Head>(read));
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
  parser_->body_limit(boost::none);
  error_code error;
  parser_->put(asio::buffer(bytes.data(), bytes.size()), error);
  if (error || !parser_->is_header_done()) return false;
  request_.method = head_.method;
  request_.path = head_.path;
  request_.query = head_.query;
  for (const auto& field : parser_->get()) {
    const auto name = field.name_string();
    const auto value = field.value();
    request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  return true;
}

/// Reads what has arrived behind what is already there. False at the end of the stream, on errors
/// and time-outs.
asio::awaitable<bool> Conversation::read_more(std::size_t bytes) {
  for (;;) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto space = buffer_.prepare(bytes);
    if (idle_ && sessions_.stopping_) stream_.expires_after(farewell_time);
    const std::size_t size = co_await stream_.async_read_some(space, token);
    buffer_.commit(size);
    if (!error) co_return true;
    // look_up() cancels an idle read; listen once more, for a short while.
    const bool woken = error == asio::error::operation_aborted && idle_ && !sessions_.cut_off_;
    if (!woken) co_return false;
  }
}

/// False, with fault_ set where there is something to say, when the body did not come whole.
asio::awaitable<bool> Conversation::read_body(std::size_t limit) {
  if (!head_.chunked && head_.content_length > limit) {
    fault_ = HeadFault{413, "http_body_too_large"};
    co_return false;
  }
  if (head_.expects_continue && buffer_.size() == 0) co_await write_plain(go_on);
  parser_->eager(true);
  parser_->body_limit(limit);
  if (head_.chunked) parser_->on_chunk_header(extension_guard_);
  stream_.expires_after(sessions_.options_.body_time);
  std::size_t raw = 0;
  while (!parser_->is_done()) {
    error_code error = http::error::need_more;
    if (buffer_.size() > 0 && !parse_body(raw, error)) fault_ = body_fault(error);
    if (fault_) co_return false;
    if (parser_->is_done()) break;
    if (error != http::error::need_more && buffer_.size() > 0) continue;
    const bool more = co_await read_more(body_read_size);
    if (!more) co_return false;
  }
  request_.body = std::move(parser_->get().body());
  co_return true;
}

/// Hands the bytes that are there to Beast. False where that, or what framed them, cannot be
/// accepted.
bool Conversation::parse_body(std::size_t& raw, error_code& error) {
  error = {};
  const auto used = parser_->put(buffer_.data(), error);
  buffer_.consume(used);
  raw += used;
  const bool bad = error && error != http::error::need_more;
  if (bad || !head_.chunked) return !bad;
  const bool endless_line = error == http::error::need_more && buffer_.size() > chunk_overhead;
  return !endless_line && raw <= chunk_overhead + 2 * parser_->get().body().size();
}

HeadFault Conversation::body_fault(const error_code& error) {
  if (error == http::error::body_limit) return HeadFault{413, "http_body_too_large"};
  return HeadFault{400, "http_bad_body"};
}

/// Through the writer and back. While the act is away nothing can resume, cancel or destroy this
/// coroutine.
asio::awaitable<bool> Conversation::perform(PreparedAct& prepared) {
  const auto& exchange = sessions_.exchange_;
  if (sessions_.acts_in_flight_ >= sessions_.options_.max_acts) {
    response_ = exchange.overloaded(request_);
    co_return false;
  }
  ++sessions_.acts_in_flight_;
  SessionAct act{prepared, exchange, stream_.get_executor()};
  const HandOver hand_over{&sessions_.acts_, &act};
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(hand_over,
                                                                       asio::use_awaitable);
  --sessions_.acts_in_flight_;
  response_ = exchange.finish(prepared, act, *admitted_, request_);
  co_return true;
}

asio::awaitable<void> Conversation::answer(bool keep) {
  out_.clear();
  append_head(out_, response_, WireFacts{!keep, request_.request_id, sessions_.date()});
  const bool without_body =
      request_.method == Method::head || response_.status == 204 || response_.status == 304;
  const std::array<asio::const_buffer, 2> buffers{
      asio::buffer(out_), without_body ? asio::const_buffer{} : asio::buffer(response_.body)};
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  stream_.expires_after(sessions_.options_.write_time);
  co_await asio::async_write(stream_, buffers, token);
  const std::chrono::duration<double> took = SteadyClock::now() - started_;
  sessions_.exchange_.note(admitted_ ? admitted_->route : nullptr, request_, response_.status,
                           took.count());
  response_ = Response{};
  if (!keep && !error) co_await linger();
}

asio::awaitable<void> Conversation::write_plain(std::string_view bytes) {
  error_code ignored;
  auto token = asio::redirect_error(asio::use_awaitable, ignored);
  stream_.expires_after(sessions_.options_.write_time);
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  co_await asio::async_write(stream_, buffer, token);
}

/// Closes without a reset that would take the last answer from the client (RFC 9112, 9.6).
asio::awaitable<void> Conversation::linger() {
  error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream_.expires_after(linger_time);
  for (std::size_t seen = 0; seen < linger_bytes;) {
    buffer_.clear();
    const bool more = co_await read_more(body_read_size);
    if (!more) break;
    seen += buffer_.size();
  }
}

namespace {

asio::awaitable<void> serve(tcp::socket socket, Sessions& sessions) {
  Conversation conversation{std::move(socket), sessions};
  for (;;) {
    const bool more = co_await conversation.converse();
    if (!more) break;
  }
}

/// What leaves a session is a broken house: the connection is closed, the others live on.
void log_end(std::exception_ptr broken) {
  if (!broken) return;
  try {
    std::rethrow_exception(broken);
  } catch (const std::exception& error) {
    log::error("a session broke", {{"error", error.what()}});
  }
}

asio::awaitable<void> say_full(tcp::socket socket, std::size_t& turning_away) {
  ++turning_away;
  beast::tcp_stream stream{std::move(socket)};
  error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  stream.expires_after(linger_time);
  const auto bytes = asio::buffer(full_house.data(), full_house.size());
  co_await asio::async_write(stream, bytes, token);
  stream.socket().shutdown(tcp::socket::shutdown_send, error);
  std::array<char, 4096> unread{};
  const auto space = asio::buffer(unread);
  for (std::size_t seen = 0; !error && seen < read_size * 16;) {
    const std::size_t size = co_await stream.async_read_some(space, token);
    seen += size;
  }
  --turning_away;
}

}  // namespace

Sessions::Sessions(asio::any_io_executor executor, const Exchange& exchange, ActQueue& acts,
                   const HttpOptions& options)
    : executor_(executor),
      exchange_(exchange),
      acts_(acts),
      options_(options),
      drain_timer_(executor) {}

Sessions::~Sessions() = default;

void Sessions::open(tcp::socket socket) {
  asio::co_spawn(executor_, serve(std::move(socket), *this), log_end);
}

void Sessions::turn_away(tcp::socket socket) {
  constexpr std::size_t most_turned_away_at_once = 64;
  if (turning_away_ >= most_turned_away_at_once) return;
  asio::co_spawn(executor_, say_full(std::move(socket), turning_away_), log_end);
}

void Sessions::stop(std::function<void()> drained) {
  stopping_ = true;
  drained_ = std::move(drained);
  if (open_.empty()) return std::exchange(drained_, {})();
  for (auto* conversation : open_) conversation->look_up();
  drain_timer_.expires_after(options_.drain_time);
  drain_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    cut_off_ = true;
    for (auto* conversation : open_) conversation->cut_off();
  });
}

void Sessions::close(Conversation& conversation) {
  open_.erase(&conversation);
  if (!open_.empty() || !drained_) return;
  drain_timer_.cancel();
  asio::post(executor_, std::exchange(drained_, {}));
}

/// The Date field, written once a second.
const std::string& Sessions::date() {
  const auto now = exchange_.now();
  const auto second = to_millis(now) / 1000;
  if (second != date_second_) {
    date_ = to_imf_fixdate(now);
    date_second_ = second;
  }
  return date_;
}

}  // namespace inspectord

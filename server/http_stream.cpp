// SPDX-License-Identifier: Apache-2.0
#include "server/http_stream.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>

namespace inspectord {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

using boost::system::error_code;

constexpr std::size_t read_size = 4096;
constexpr std::size_t body_read_size = 64 * 1024;
/// Chunk headers, extensions and trailers beyond this must be outweighed by the body they carry.
constexpr std::size_t chunk_overhead = 16 * 1024;
constexpr std::size_t chunk_extension_size = 256;
constexpr std::chrono::milliseconds linger_time{2000};
/// How long a connection without a request is still listened to while the service stops: its client
/// may have sent one that has not arrived.
constexpr std::chrono::milliseconds farewell_time{250};

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view no_body;

/// Refuses long chunk extensions as Beast reads them.
struct ExtensionGuard {
  void operator()(std::uint64_t, beast::string_view extensions, error_code& error) const {
    if (extensions.size() > chunk_extension_size) error = http::error::bad_chunk_extension;
  }
};

HeadFault body_fault(const error_code& error, std::size_t limit) {
  if (error == http::error::body_limit) return HeadFault{413, "http_body_too_large", limit};
  return HeadFault{400, "http_bad_body"};
}

/// The time for what is read or written ends with it: an act may take longer.
class Timed {
 public:
  explicit Timed(Deadlines::Wait& wait) : wait_(wait) {}
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;
  ~Timed() { wait_.no_longer(); }

 private:
  Deadlines::Wait& wait_;
};

}  // namespace

struct HttpStream::Content {
  Content(tcp::socket taken, Deadlines& deadlines)
      : socket(std::move(taken)), wait(deadlines, [this] { close(); }) {}

  void close() {
    error_code ignored;
    socket.close(ignored);
  }

  std::string_view arrived() const {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
  }

  tcp::socket socket;
  Deadlines::Wait wait;  ///< Closes the socket under whatever it waits for.
  beast::flat_buffer buffer;
  std::optional<http::request_parser<http::string_body>> parser;
  ExtensionGuard extension_guard;
};

HttpStream::HttpStream(tcp::socket socket, const HttpOptions& limits, const Closing& closing,
                       Deadlines& deadlines)
    : content_(std::make_unique<Content>(std::move(socket), deadlines)),
      limits_(limits),
      closing_(closing) {
  error_code ignored;
  content_->socket.set_option(tcp::no_delay{true}, ignored);
  content_->socket.non_blocking(true, ignored);
}

HttpStream::~HttpStream() = default;

asio::awaitable<bool> HttpStream::read_head(Request& request) {
  auto& buffer = content_->buffer;
  begin(request);
  HeadScanner scanner;
  const Timed timed{content_->wait};
  idle_ = buffer.size() == 0;
  content_->wait.at_most(idle_ ? limits_.idle_time : limits_.head_time);
  for (bool skipped = false;;) {
    if (!skipped && buffer.size() >= 2) {
      if (content_->arrived().starts_with("\r\n")) buffer.consume(2);
      skipped = true;
    }
    const auto state = scanner.scan(content_->arrived().substr(0, limits_.max_head + 1));
    begun_at_ = std::chrono::steady_clock::now();
    if (state == HeadScanner::State::bad) fault_ = HeadFault{};
    if (state == HeadScanner::State::complete) break;
    if (state == HeadScanner::State::more) note_endless_head();
    if (fault_) co_return true;
    const bool more = co_await read_more(read_size);
    if (!more) co_return false;
    if (idle_) {
      idle_ = false;
      content_->wait.at_most(limits_.head_time);
    }
  }
  if (!take_head(scanner.size(), request) && !fault_) fault_ = HeadFault{};
  buffer.consume(scanner.size());
  co_return true;
}

void HttpStream::begin(Request& request) {
  request.headers.clear();
  request.body.clear();
  request.path.clear();
  request.query.clear();
  request.query_was_read = false;
  request.method = Method::get;
  request.request_id.clear();
  head_ = Head{};
  fault_.reset();
}

void HttpStream::note_endless_head() {
  if (content_->buffer.size() <= limits_.max_head) return;
  const bool in_first_line =
      content_->arrived().substr(0, limits_.max_head).find('\n') == std::string_view::npos;
  fault_ = in_first_line ? HeadFault{414, "http_target_too_long"}
                         : HeadFault{431, "http_head_too_large"};
}

bool HttpStream::take_head(std::size_t size, Request& request) {
  const auto bytes = content_->arrived().substr(0, size);
  HeadLimits limits;
  limits.bytes = limits_.max_head;
  auto read = inspectord::read_head(bytes, limits);
  if (const auto* fault = std::get_if<HeadFault>(&read)) {
    fault_ = *fault;
    return false;
  }
  head_ = std::move(std::get<Head>(read));
  auto& parser = content_->parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
  parser.body_limit(boost::none);
  error_code error;
  parser.put(asio::buffer(bytes.data(), bytes.size()), error);
  if (error || !parser.is_header_done()) return false;
  request.method = head_.method;
  request.path = head_.path;
  request.query = head_.query;
  for (const auto& field : parser.get()) {
    const auto name = field.name_string();
    const auto value = field.value();
    request.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  return true;
}

/// Reads what has arrived behind what is already there. False at the end of the stream, on errors
/// and time-outs.
asio::awaitable<bool> HttpStream::read_more(std::size_t bytes) {
  auto& socket = content_->socket;
  auto& buffer = content_->buffer;
  for (;;) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto space = buffer.prepare(bytes);
    if (idle_ && closing_.begun) content_->wait.at_most(farewell_time);
    const std::size_t size = co_await socket.async_read_some(space, token);
    buffer.commit(size);
    if (!error) co_return true;
    // look_up() cancels an idle read; listen once more, for a short while.
    const bool woken = error == asio::error::operation_aborted && idle_ && !closing_.cut_off;
    if (!woken) co_return false;
  }
}

asio::awaitable<bool> HttpStream::read_body(Request& request, std::size_t limit) {
  auto& buffer = content_->buffer;
  auto& parser = *content_->parser;
  if (!head_.chunked && head_.content_length > limit) {
    fault_ = HeadFault{413, "http_body_too_large", limit};
    co_return false;
  }
  if (head_.expects_continue && buffer.size() == 0) co_await write(go_on, no_body);
  parser.eager(true);
  parser.body_limit(limit);
  if (head_.chunked) parser.on_chunk_header(content_->extension_guard);
  const Timed timed{content_->wait};
  content_->wait.at_most(limits_.body_time);
  for (std::size_t raw = 0; !parser.is_done();) {
    bool wants_more = true;
    if (buffer.size() > 0 && !take_body(raw, limit, wants_more)) co_return false;
    if (parser.is_done()) break;
    if (!wants_more && buffer.size() > 0) continue;
    const bool more = co_await read_more(body_read_size);
    if (!more) co_return false;
  }
  request.body = std::move(parser.get().body());
  co_return true;
}

/// Hands the bytes that are there to Beast. False, with fault_ set, where that, or what framed
/// them, cannot be accepted.
bool HttpStream::take_body(std::size_t& raw, std::size_t limit, bool& wants_more) {
  auto& buffer = content_->buffer;
  auto& parser = *content_->parser;
  error_code error;
  const auto used = parser.put(buffer.data(), error);
  buffer.consume(used);
  raw += used;
  wants_more = error == http::error::need_more;
  bool acceptable = !error || wants_more;
  if (acceptable && head_.chunked) {
    const bool endless_line = wants_more && buffer.size() > chunk_overhead;
    acceptable = !endless_line && raw <= chunk_overhead + 2 * parser.get().body().size();
  }
  if (!acceptable) fault_ = body_fault(error, limit);
  return acceptable;
}

/// Most answers fit into what the kernel takes at once: then nothing waits, and there is no time to
/// limit.
asio::awaitable<bool> HttpStream::write(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
  error_code error;
  const auto taken = content_->socket.write_some(buffers, error);
  if (!error && taken == head.size() + body.size()) co_return true;
  if (error && error != asio::error::would_block) co_return false;
  const auto head_taken = std::min(taken, head.size());
  const std::array<asio::const_buffer, 2> rest{asio::buffer(head.substr(head_taken)),
                                               asio::buffer(body.substr(taken - head_taken))};
  auto token = asio::redirect_error(asio::use_awaitable, error);
  const Timed timed{content_->wait};
  content_->wait.at_most(limits_.write_time);
  co_await asio::async_write(content_->socket, rest, token);
  co_return !error;
}

asio::awaitable<void> HttpStream::linger(std::size_t most) {
  error_code ignored;
  content_->socket.shutdown(tcp::socket::shutdown_send, ignored);
  const Timed timed{content_->wait};
  content_->wait.at_most(linger_time);
  for (std::size_t seen = 0; seen < most;) {
    content_->buffer.clear();
    const bool more = co_await read_more(body_read_size);
    if (!more) break;
    seen += content_->buffer.size();
  }
}

asio::any_io_executor HttpStream::executor() {
  return content_->socket.get_executor();
}

asio::ip::address HttpStream::peer() const {
  error_code ignored;
  return content_->socket.remote_endpoint(ignored).address();
}

void HttpStream::look_up() {
  if (!idle_) return;
  error_code ignored;
  content_->socket.cancel(ignored);
}

void HttpStream::cut_off() {
  content_->close();
}

}  // namespace inspectord

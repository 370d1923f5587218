// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "server/deadlines.hpp"
#include "server/http/head.hpp"
#include "server/http/request.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace inspectord {

/// How far the end of the service has come, as every connection sees it.
struct Closing {
  bool begun = false;
  bool cut_off = false;  ///< The time to drain is over.
};

/// The bytes of one connection: requests in, answers out, each within its limits of size and time.
/// The one place that sees Beast's parser. Net thread; a connection reads or writes, never both.
class HttpStream {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  /// Requires: options, closing and deadlines outlive it.
  HttpStream(boost::asio::ip::tcp::socket, const HttpOptions&, const Closing&, Deadlines&);
  ~HttpStream();

  /// False when the connection ended or timed out. Otherwise the request's head is read, or fault()
  /// says why not.
  boost::asio::awaitable<bool> read_head(Request&);
  /// False, with fault() set where there is something to say, when the body did not come whole.
  boost::asio::awaitable<bool> read_body(Request&, std::size_t limit);
  /// False: the client does not take it.
  boost::asio::awaitable<bool> write(std::string_view head, std::string_view body);
  /// Closes without a reset that would take the last answer from the client (RFC 9112, 9.6).
  /// At most so many bytes of what the client still says are read.
  boost::asio::awaitable<void> linger(std::size_t most);

  const Head& head() const { return head_; }
  const std::optional<HeadFault>& fault() const { return fault_; }
  SteadyTime begun_at() const { return begun_at_; }  ///< When the last of the head arrived.
  boost::asio::any_io_executor executor();
  boost::asio::ip::address peer() const;

  void look_up();  ///< The service stops: an idle connection ends soon.
  void cut_off();

 private:
  struct Content;

  boost::asio::awaitable<bool> read_more(std::size_t bytes);
  void begin(Request&);
  void note_endless_head();
  bool take_head(std::size_t size, Request&);
  bool take_body(std::size_t& raw, std::size_t limit, bool& wants_more);

  std::unique_ptr<Content> content_;
  const HttpOptions& limits_;
  const Closing& closing_;
  Head head_;
  std::optional<HeadFault> fault_;
  SteadyTime begun_at_;
  bool idle_ = false;
};

}  // namespace inspectord

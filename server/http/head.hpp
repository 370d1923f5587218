// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace inspectord {

/// What the head of a request may cost.
struct HeadLimits {
  std::size_t bytes = 16 * 1024;
  std::size_t target = 8000;  ///< RFC 9112, 3: at least 8000 is recommended.
  std::size_t fields = 100;
};

/// Looks at the bytes of a head as they arrive, before any parser: finds its end, and refuses a CR
/// without LF, an LF without CR and NUL as soon as they are seen (RFC 9112, 2.2).
class HeadScanner {
 public:
  enum class State { more, complete, bad };

  /// `bytes` is all that has arrived so far; what was looked at before is not looked at again.
  State scan(std::string_view bytes);
  std::size_t size() const { return position_; }  ///< Once complete: the head with its empty line.

 private:
  std::size_t position_ = 0;
  std::size_t line_start_ = 0;
};

/// The head was refused: the status that says so and a code for the words (`refusal.<code>`).
struct HeadFault {
  int status = 400;
  std::string_view code = "http_malformed";
  std::size_t limit = 0;  ///< In bytes, where it was passed over; 0: it is no matter of one.
};

/// What the request line and the framing fields say, checked as RFC 9112 demands and Beast does
/// not.
struct Head {
  Method method = Method::get;
  std::string path;
  std::string query;
  bool keep_alive = true;
  bool chunked = false;
  bool expects_continue = false;
  std::uint64_t content_length = 0;

  bool has_body() const { return chunked || content_length > 0; }
};

/// Requires: `head` ends with its empty line and was found complete by the scanner.
std::variant<Head, HeadFault> read_head(std::string_view head, const HeadLimits&);

/// "host", "host:port", "[v6]:port" and nothing else (RFC 9110, 7.2).
bool is_valid_host(std::string_view);

}  // namespace inspectord

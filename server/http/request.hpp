// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/headers.hpp"
#include "words/catalogue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// The methods this service knows; any other token is refused before there is a request.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

std::string_view to_string(Method);
std::optional<Method> parse_method(std::string_view);  ///< Case matters (RFC 9110, 9.1).

/// What a client asks, after the wire: routes see this and nothing of the connection.
struct Request {
  Method method = Method::get;
  std::string path;   ///< As sent, still percent-encoded; "*" only with OPTIONS.
  std::string query;  ///< Without the "?", still percent-encoded.
  Headers headers;    ///< Never those of a chunked body's trailer.
  std::string body;
  std::string peer;  ///< The address of the other end, without the port.
  bool peer_is_loopback = false;
  std::string request_id;  ///< The client's X-Request-Id, or one of ours.
  Language language = Language::vi;
  mutable bool query_was_read = false;  ///< Somebody asked for its parameters, and refuses others.

  std::optional<std::string_view> header(std::string_view name) const {
    const auto* value = headers.find(name);
    return value ? std::optional<std::string_view>{*value} : std::nullopt;
  }
  std::optional<std::string_view> if_match() const { return header("If-Match"); }
  std::optional<std::string_view> idempotency_key() const { return header("Idempotency-Key"); }
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/headers.hpp"
#include "server/http/kept_body.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace inspectord {

class LiveBody;

/// What a client is answered. Content-Length, Date, Connection and X-Request-Id are added on the
/// way out.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::shared_ptr<LiveBody> live{};  ///< Goes on behind the body, to the end of the connection.
  std::shared_ptr<const KeptBody> kept{};  ///< In the place of `body`, which is empty.
  bool packed = false;                     ///< Of what is kept the compressed bytes.

  std::string_view content() const {
    if (!kept) return body;
    return packed ? kept->gzipped() : kept->bytes();
  }
};

inline Response make_response(int status, std::string_view content_type, std::string body) {
  Response response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.add("Content-Type", content_type);
  return response;
}
inline Response json_response(int status, std::string body) {
  return make_response(status, "application/json", std::move(body));
}

}  // namespace inspectord

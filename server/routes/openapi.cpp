// SPDX-License-Identifier: Apache-2.0
#include "server/routes/openapi.hpp"

#include "server/http/accept_encoding.hpp"
#include "server/http/entity_tag.hpp"
#include "server/openapi_document.hpp"

#include <string>
#include <utility>

namespace inspectord {
namespace {

/// It was compressed when the program was built.
Result<Response> show(const Call& call) {
  const auto& document = openapi_document();
  const bool packed = accepts_gzip(call.request.header("Accept-Encoding"));
  const auto plain = "\"" + std::string{document.hash} + "\"";
  const auto tag = packed ? gzip_tag(plain) : plain;
  auto response = has_already(call.request, tag)
                      ? Response{.status = 304, .headers = {}, .body = {}}
                      : make_response(200, "application/json",
                                      std::string{packed ? document.gzipped : document.bytes});
  if (packed && response.status == 200) response.headers.add("Content-Encoding", "gzip");
  response.headers.add("ETag", tag);
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("Vary", "Accept-Encoding");
  return response;
}

}  // namespace

std::vector<Route> openapi_routes() {
  return {{Method::get, "/api/openapi.json", Rule::anyone(), answers(show)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/routes/web.hpp"

#include "server/http/accept_encoding.hpp"
#include "server/http/entity_tag.hpp"

#include <string>
#include <utility>

namespace inspectord {
namespace {

/// Nothing but what this house itself serves: no inline script or style, no other origin, no frame
/// around it. `data:` for images that style sheets carry.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
    "'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr std::string_view ask_again = "no-cache";
constexpr std::string_view keep_for_a_year = "public, max-age=31536000, immutable";

/// Two encodings are two representations, and so have two strong tags (RFC 9110, 8.8.3.3).
std::string tag_of(const WebFile& file, bool gzip) {
  return "\"" + file.hash + (gzip ? "-gz\"" : "\"");
}

Response content_of(WebFile file, std::string_view path, bool gzip) {
  auto response =
      make_response(200, media_type_of_web_file(path), std::move(gzip ? file.gzipped : file.bytes));
  if (gzip) response.headers.add("Content-Encoding", "gzip");
  return response;
}

Result<Response> serve(const WebFiles& files, const Request& request, const std::string& path,
                       std::string_view caching) {
  auto file = files.find(path);
  if (!file) return Refusal{no_such_thing};
  const bool gzip = !file->gzipped.empty() && accepts_gzip(request.header("Accept-Encoding"));
  const auto tag = tag_of(*file, gzip);
  auto response = has_already(request, tag) ? Response{.status = 304, .headers = {}, .body = {}}
                                            : content_of(std::move(*file), path, gzip);
  response.headers.add("ETag", tag);
  response.headers.add("Cache-Control", caching);
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("Content-Security-Policy", content_policy);
  response.headers.add("Referrer-Policy", "no-referrer");
  response.headers.add("Cross-Origin-Opener-Policy", "same-origin");
  return response;
}

}  // namespace

std::vector<Route> web_routes(WebFiles files) {
  if (!files.has_page()) return {};
  const auto index = [files](const Call& call) {
    return serve(files, call.request, "index.html", ask_again);
  };
  const auto asset = [files](const Call& call) {
    return serve(files, call.request, "assets/" + call.parameters.at("file"),
                 files.is_fixed() ? keep_for_a_year : ask_again);
  };
  return {{Method::get, "/", Rule::anyone(), answers(index)},
          {Method::get, "/assets/{file}", Rule::anyone(), answers(asset)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/http/representation.hpp"

#include "formats/gzip.hpp"
#include "server/http/entity_tag.hpp"
#include "server/http/negotiation.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t worth_compressing = 1024;

bool is_kept(const Response& response) {
  const auto* caching = response.headers.find("Cache-Control");
  return !caching || caching->find("no-store") == std::string::npos;
}

bool is_text(const Response& response) {
  const auto* type = response.headers.find("Content-Type");
  if (!type) return false;
  return type->starts_with("text/") || type->starts_with("application/json") ||
         type->starts_with("application/problem+json") || type->starts_with("message/rfc822");
}

void add_to_vary(Response& response, std::string_view field) {
  const auto* vary = response.headers.find("Vary");
  if (vary && vary->find(field) != std::string::npos) return;
  response.headers.set("Vary", vary ? *vary + ", " + std::string{field} : std::string{field});
}

/// The tag of what was read: its own, or that of its bytes.
std::string tag_for(const Response& response) {
  if (response.kept) return response.kept->tag();
  const auto* given = response.headers.find("ETag");
  if (!given) return tag_of(response.body);
  const auto version = version_in(*given);
  return version ? tag_of(*version, response.body) : *given;
}

/// RFC 9110, 15.4.5: what would have changed what the client keeps of it.
Response not_modified(const Response& whole) {
  Response response{.status = 304, .headers = {}, .body = {}};
  for (const auto* name : {"ETag", "Cache-Control", "Vary", "Content-Location", "Expires"}) {
    if (const auto* value = whole.headers.find(name)) response.headers.add(name, *value);
  }
  return response;
}

/// A handler that knew by itself that the client has it did not know under which coding.
void name_the_tag_kept(Response& response, const Request& request) {
  const auto* tag = response.headers.find("ETag");
  if (!tag || has_already(request, *tag)) return;
  const auto packed = gzip_tag(*tag);
  if (has_already(request, packed)) response.headers.set("ETag", packed);
}

}  // namespace

Response represented(Response response, const Request& request) {
  if (response.status == 304) name_the_tag_kept(response, request);
  if (!is_kept(response) || response.content().empty() || response.live) return response;
  const bool packable = is_text(response) && !response.headers.find("Content-Encoding");
  if (packable) add_to_vary(response, "Accept-Encoding");
  const bool packed =
      packable && response.content().size() >= worth_compressing && accepts_gzip(request);
  const bool was_read = request.method == Method::get || request.method == Method::head;
  if (was_read && response.status == 200) {
    const auto tag = tag_for(response);
    response.headers.set("ETag", packed ? gzip_tag(tag) : tag);
    if (has_already(request, *response.headers.find("ETag"))) return not_modified(response);
  }
  if (!packed) return response;
  response.packed = response.kept != nullptr;
  if (!response.kept) response.body = gzipped(response.body);
  response.headers.add("Content-Encoding", "gzip");
  return response;
}

}  // namespace inspectord

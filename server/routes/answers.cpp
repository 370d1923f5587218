// SPDX-License-Identifier: Apache-2.0
#include "server/routes/answers.hpp"

#include "core/digest.hpp"
#include "server/http/entity_tag.hpp"
#include "server/http/target.hpp"

#include <string_view>
#include <utility>

namespace inspectord {
namespace {

/// As it may stand in a query (RFC 3986, 2.3).
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += "%" + to_hex(std::string_view{&c, 1});
    }
  }
  return out;
}

std::string link_to_next(const Request& request, std::string_view parameter,
                         const std::string& cursor) {
  std::string target = request.path + "?";
  const auto parameters = parse_query(request.query);
  for (const auto& [name, value] : parameters.value_or(decltype(parameters)::value_type{})) {
    if (name != parameter) target += percent_encoded(name) + "=" + percent_encoded(value) + "&";
  }
  return "<" + target + std::string{parameter} + "=" + percent_encoded(cursor) + ">; rel=\"next\"";
}

}  // namespace

Response answer_json(int status, const JsonValue& json) {
  auto response = json_response(status, write_json(json));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("Vary", "Authorization, Accept-Language");
  return response;
}

Response answer_json(int status, const JsonValue& json, Version version) {
  auto response = answer_json(status, json);
  response.headers.add("ETag", version_tag(version));
  return response;
}

Response answer_kept(std::shared_ptr<const KeptBody> body) {
  auto response = json_response(200, {});
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("Vary", "Authorization, Accept-Language, Accept-Encoding");
  response.headers.add("ETag", body->tag());
  response.kept = std::move(body);
  return response;
}

Response answer_page(const Request& request, JsonArray items,
                     const std::optional<std::string>& next_cursor) {
  auto response = answer_json(
      200, JsonObject{{"items", std::move(items)},
                      {"next_cursor", next_cursor ? JsonValue{*next_cursor} : JsonValue{}}});
  if (next_cursor) response.headers.add("Link", link_to_next(request, "cursor", *next_cursor));
  return response;
}

Response answer_feed(const Request& request, JsonArray items, const std::string& next_cursor,
                     bool more) {
  auto response = answer_json(
      200, JsonObject{{"items", std::move(items)}, {"next_cursor", next_cursor}, {"more", more}});
  response.headers.add("Link", link_to_next(request, "after", next_cursor));
  return response;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/http/problem.hpp"

#include "formats/json.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace inspectord {
namespace {

std::string key_of(std::string_view code) {
  return "refusal." + std::string{code};
}

/// What every problem says; `detail` is the first thing that is wrong.
JsonObject common_members(int status, std::string_view code, std::string detail,
                          const Request& request, const Words& words) {
  return JsonObject{{"type", "/problems/" + std::string{code}},
                    {"title", words(request.language, "problem." + std::to_string(status), {})},
                    {"status", status},
                    {"detail", std::move(detail)},
                    {"instance", "urn:request:" + request.request_id},
                    {"code", code},
                    {"request_id", request.request_id}};
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// One thing that is wrong. A program reads its arguments, a person its message.
JsonValue error_of(const Problem& wrong, const Request& request, const Words& words) {
  JsonObject error{
      {"pointer", wrong.pointer},
      {"code", wrong.reason.code},
      {"message", words(request.language, key_of(wrong.reason.code),
                        spoken(request.language, wrong.reason.code, wrong.arguments))}};
  JsonObject arguments;
  for (const auto& [name, value] : wrong.arguments) {
    const auto place = name == "line" || name == "column" ? number_in(value) : std::nullopt;
    if (place) {
      error.emplace_back(name, *place);
    } else {
      arguments.emplace_back(name, value);
    }
  }
  if (!arguments.empty()) error.emplace_back("arguments", std::move(arguments));
  return error;
}

Response to_response(int status, JsonObject members, Language language) {
  auto response = make_response(status, "application/problem+json", write_json(std::move(members)));
  response.headers.add("Content-Language", to_string(language));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Vary", "Accept-Language");
  return response;
}

}  // namespace

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return 422;
    case RefusalKind::malformed:
      return 400;
    case RefusalKind::conflict:
      return 409;
    case RefusalKind::stale:
      return 412;
    case RefusalKind::unauthenticated:
      return 401;
    case RefusalKind::forbidden:
      return 403;
    case RefusalKind::not_found:
      return 404;
    case RefusalKind::too_large:
      return 413;
    case RefusalKind::precondition:
      return 428;
    case RefusalKind::unavailable:
      return 503;
  }
  return 500;
}

Response problem(const Refusal& refusal, const Request& request, const Words& words) {
  const int status = status_of(refusal.reason().kind);
  JsonArray errors;
  for (const auto& wrong : refusal.problems()) errors.push_back(error_of(wrong, request, words));
  auto detail = *errors.front().find("message")->if_string();
  auto members = common_members(status, refusal.reason().code, std::move(detail), request, words);
  members.emplace_back("errors", std::move(errors));
  if (!refusal.open_actions().empty()) {
    JsonArray actions;
    for (const auto& action : refusal.open_actions()) actions.emplace_back(action);
    members.emplace_back("open_actions", std::move(actions));
  }
  return to_response(status, std::move(members), request.language);
}

Response problem(int status, std::string_view code, const Request& request, const Words& words,
                 const Arguments& arguments) {
  auto detail = words(request.language, key_of(code), arguments);
  return to_response(status, common_members(status, code, std::move(detail), request, words),
                     request.language);
}

}  // namespace inspectord

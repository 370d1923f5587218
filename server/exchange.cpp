// SPDX-License-Identifier: Apache-2.0
#include "server/exchange.hpp"

#include "core/log.hpp"
#include "server/http/accept_language.hpp"
#include "server/http/negotiation.hpp"
#include "server/http/representation.hpp"
#include "server/http/wire.hpp"
#include "server/keyed_act.hpp"
#include "server/metrics.hpp"
#include "server/routes/query.hpp"

#include <utility>

namespace inspectord {
namespace {

/// What nobody asks for is refused, as lists refuse it: a slip in a name would else be overlooked.
/// Outside the interface (feeds, files of the page) others add parameters of their own.
Result<Done> query_taken(const Request& request) {
  if (request.query_was_read || !request.path.starts_with("/api/")) return Done{};
  return Query{request}.finish();
}

Response with_field(Response response, std::string_view name, std::string_view value) {
  response.headers.set(name, value);
  return response;
}

std::string listed(const std::vector<std::string_view>& types) {
  std::string list;
  for (const auto type : types) list.append(list.empty() ? "" : ", ").append(type);
  return list;
}

}  // namespace

void Exchange::introduce(Request& request) const {
  const auto given = request.header("X-Request-Id");
  const bool usable =
      given && request.headers.count("X-Request-Id") == 1 && is_valid_request_id(*given);
  request.request_id =
      usable ? std::string{*given} : uuid_to_string(make_uuid(parts_.clock.now(), parts_.random));
  request.language = language_of(request.header("Accept-Language"), parts_.default_language);
}

std::variant<Admitted, Response> Exchange::admit(const Request& request) const try {
  auto match = parts_.router.match(request.method, request.path);
  if (std::holds_alternative<RouteUnknown>(match)) return fault({404, "http_no_route"}, request);
  if (std::holds_alternative<RouteMalformed>(match))
    return fault({400, "http_bad_target"}, request);
  if (const auto* others = std::get_if<RouteOtherMethods>(&match)) {
    if (request.method == Method::options) {
      return with_field(Response{.status = 204, .headers = {}, .body = {}}, "Allow", others->allow);
    }
    return with_field(fault({405, "http_method_not_allowed"}, request), "Allow", others->allow);
  }
  auto& found = std::get<RouteFound>(match);
  const auto& rule = found.route->rule;
  auto actor = rule.asks_who() ? parts_.authenticate(request) : std::optional<Actor>{};
  if (!actor) return refused(actor.error(), request);
  const auto allowed = rule.allows(request, *actor ? &**actor : nullptr);
  if (!allowed) return refused(allowed.error(), request);
  Actor nobody;
  nobody.channel = ActorChannel::http;
  return Admitted{found.route, std::move(found.parameters), actor->value_or(nobody)};
} catch (const StorageError& error) {
  log::error("a read failed", {{"request_id", request.request_id}, {"error", error.what()}});
  return overloaded(request);
} catch (const std::exception& error) {
  return broken(error.what(), request);
}

Begun Exchange::begin(const Admitted& admitted, const Request& request) const try {
  if (auto refused = refused_type(admitted, request)) return std::move(*refused);
  auto begun = handle(admitted, request);
  auto* ready = std::get_if<Response>(&begun);
  if (!ready) return begun;
  const auto* type = ready->headers.find("Content-Type");
  if (ready->status == 200 && type && !accepts(request, *type))
    return fault({406, "http_not_acceptable"}, request);
  return represented(std::move(*ready), request);
} catch (const StorageError& error) {
  return storage_failed(error, admitted, request);
} catch (const std::exception& error) {
  return broken(error.what(), request);
}

/// What is said of types before anything is done. A write answers in JSON, if at all.
std::optional<Response> Exchange::refused_type(const Admitted& admitted,
                                               const Request& request) const {
  if (!std::holds_alternative<WriteHandler>(admitted.route->handler)) return std::nullopt;
  if (!accepts(request, "application/json")) return fault({406, "http_not_acceptable"}, request);
  const auto& taken = admitted.route->media_types;
  if (!taken.empty()) {
    if (sends_one_of(request, taken)) return std::nullopt;
    return with_field(fault({415, "http_table_type"}, request), "Accept", listed(taken));
  }
  if (!admitted.route->takes_json || request.body.empty() || may_send_json(request))
    return std::nullopt;
  return with_field(fault({415, "http_media_type"}, request), "Accept", "application/json");
}

Begun Exchange::handle(const Admitted& admitted, const Request& request) const {
  const Call call{request, admitted.parameters, admitted.actor};
  const auto& handler = admitted.route->handler;
  if (const auto* write = std::get_if<WriteHandler>(&handler)) {
    auto begun = prepare(*write, call);
    if (!begun) return refused(begun.error(), request);
    return std::move(begun).value();
  }
  auto response = read(handler, call);
  if (!response) return refused(response.error(), request);
  if (const auto taken = query_taken(request); !taken) return refused(taken.error(), request);
  return std::move(response).value();
}

Result<Response> Exchange::read(const Handler& handler, const Call& call) const {
  if (const auto* answer = std::get_if<AnswerHandler>(&handler)) return (*answer)(call);
  if (const auto* lasting = std::get_if<LongReadHandler>(&handler)) return lasting->read(call);
  return std::get<ReadHandler>(handler)(call, parts_.snapshot());
}

/// A request with a key is done once for it; without, whenever it comes.
Result<Begun> Exchange::prepare(const WriteHandler& write, const Call& call) const {
  auto key = TRY(idempotency_key_of(call.request));
  auto begun = TRY(write.prepare(call));
  TRY(query_taken(call.request));
  auto* act = std::get_if<std::unique_ptr<PreparedAct>>(&begun);
  const bool has_owner = !call.actor.user.is_nil();
  if (!act || !key || call.request.method != Method::post || !has_owner) return begun;
  return Begun{keyed(std::move(*act), call, std::move(*key), parts_.answers, parts_.random)};
}

Response Exchange::finish(PreparedAct& prepared, const WriterAct& act, const Admitted& admitted,
                          const Request& request) const try {
  switch (act.ending()) {
    case Ending::committed:
      if (act.made_due()) prepared.settled();
      [[fallthrough]];
    case Ending::refused: {
      auto response = prepared.encode(Call{request, admitted.parameters, admitted.actor});
      if (!response) return refused(response.error(), request);
      return represented(std::move(response).value(), request);
    }
    case Ending::failed:
      std::rethrow_exception(act.failure());
    case Ending::unavailable:
      return not_durable(request);
  }
  return broken("an act ended in no known way", request);
} catch (const std::exception& error) {
  return broken(error.what(), request);
}

Response Exchange::not_durable(const Request& request) const {
  return with_field(fault({503, "http_not_durable"}, request), "Retry-After", "5");
}

/// Reading, or keeping a file before its act, met a disk that does not do it.
Response Exchange::storage_failed(const StorageError& error, const Admitted& admitted,
                                  const Request& request) const {
  const bool writes = std::holds_alternative<WriteHandler>(admitted.route->handler);
  log::error(writes ? "a file was not kept" : "a read failed",
             {{"request_id", request.request_id}, {"error", error.what()}});
  if (!writes) return overloaded(request);
  if (error.fatal() && parts_.disk_failed) parts_.disk_failed(error);
  return not_durable(request);
}

std::optional<std::string> Exchange::more(LiveBody& live, const Request& request) const try {
  if (!std::holds_alternative<Admitted>(admit(request))) return std::nullopt;
  return live.next(parts_.snapshot());
} catch (const std::exception& error) {
  log::error("a stream broke", {{"request_id", request.request_id}, {"error", error.what()}});
  return std::nullopt;
}

Response Exchange::fault(const HeadFault& fault, const Request& request) const {
  const Arguments arguments =
      fault.limit > 0 ? Arguments{{"limit", std::to_string(fault.limit)}} : Arguments{};
  auto response = problem(fault.status, fault.code, request, parts_.words, arguments);
  if (fault.status == 405)
    response.headers.add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return response;
}

Response Exchange::overloaded(const Request& request) const {
  return with_field(fault({503, "http_overloaded"}, request), "Retry-After", "1");
}

void Exchange::note(const Route* route, const Request& request, int status, double seconds) const {
  const auto path = route ? route->path : std::string_view{"unmatched"};
  parts_.metrics.count_request(path, status, seconds);
  if (!log::is_written(log::Level::info)) return;
  log::info("answered", {{"request_id", request.request_id},
                         {"method", to_string(request.method)},
                         {"route", path},
                         {"status", status},
                         {"micros", static_cast<std::int64_t>(seconds * 1e6)}});
}

Response Exchange::refused(const Refusal& refusal, const Request& request) const {
  auto response = problem(refusal, request, parts_.words);
  if (response.status == 401)
    response.headers.add("WWW-Authenticate", "Bearer realm=\"inspectord\"");
  if (response.status == 503) response.headers.add("Retry-After", "5");
  return response;
}

Response Exchange::broken(std::string_view what, const Request& request) const {
  log::error("a request broke", {{"request_id", request.request_id}, {"error", what}});
  return fault({500, "http_broken"}, request);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/routes/health.hpp"

#include "formats/json.hpp"
#include "storage/outbox_depth.hpp"

#include <utility>

namespace inspectord {
namespace {

Response not_kept(Response response) {
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Result<Response> healthz(const Call&) {
  return not_kept(json_response(200, write_json(JsonObject{{"status", "ok"}})));
}

Result<Response> readyz(const std::vector<ReadyCheck>& checks) {
  JsonArray reasons;
  for (const auto& check : checks) {
    if (auto reason = check.failing()) {
      reasons.push_back(JsonObject{{"check", check.name}, {"reason", std::move(*reason)}});
    }
  }
  if (reasons.empty())
    return not_kept(json_response(200, write_json(JsonObject{{"status", "ready"}})));
  auto response = json_response(
      503, write_json(JsonObject{{"status", "not_ready"}, {"reasons", std::move(reasons)}}));
  response.headers.add("Retry-After", "1");
  return not_kept(std::move(response));
}

}  // namespace

std::vector<Route> health_routes(std::vector<ReadyCheck> checks, Metrics& metrics) {
  const auto ready = [checks = std::move(checks)](const Call&) { return readyz(checks); };
  const auto show_metrics = [&metrics](const Call&, Snapshot& snapshot) -> Result<Response> {
    for (const auto& [state, messages] : outbox::depth(snapshot))
      metrics.set_outbox(to_code(state), messages);
    return not_kept(make_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()));
  };
  const Roles operators{Role::administrator, Role::auditor};
  return {{Method::get, "/healthz", Rule::anyone(), answers(healthz)},
          {Method::get, "/readyz", Rule::anyone(), answers(ready)},
          {Method::get, "/metrics", Rule::loopback_or(operators), reads(show_metrics)}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/routes/health.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::HasSubstr;

Response ask(const std::vector<Route>& routes, std::string_view path) {
  const Request request;
  const PathParameters parameters;
  const Actor actor;
  for (const auto& route : routes) {
    if (route.path != path) continue;
    const Call call{request, parameters, actor};
    if (const auto* answer = std::get_if<AnswerHandler>(&route.handler))
      return (*answer)(call).value();
    const auto database = open_sqlite(":memory:");
    migrate(*database, Instant{});
    return std::get<ReadHandler>(route.handler)(call, *database).value();
  }
  throw std::logic_error("no such route");
}

TEST(Readyz, SaysWhatIsNotReady) {
  Metrics metrics{"1.2.3"};
  std::optional<std::string> reason = "first_tick_pending";
  const auto routes = health_routes(
      {{"migrations", [] { return std::nullopt; }}, {"first_tick", [&reason] { return reason; }}},
      metrics);
  auto response = ask(routes, "/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(
      response.body,
      R"({"status":"not_ready","reasons":[{"check":"first_tick","reason":"first_tick_pending"}]})");
  reason.reset();
  response = ask(routes, "/readyz");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(ask(routes, "/healthz").status, 200);
}

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
  Metrics metrics{"1.2.3"};
  static constexpr std::string_view plans = "/api/v1/plans";
  metrics.count_request(plans, 200, 0.002);
  metrics.count_request(plans, 200, 0.002);
  metrics.count_request(plans, 404, 0.2);
  metrics.count_delivery("mail", "accepted");
  metrics.set_scheduler_lag(std::chrono::milliseconds{1500});
  metrics.set_last_success("tick", from_millis(1'700'000'000'000));
  const auto text = ask(health_routes({}, metrics), "/metrics").body;
  EXPECT_THAT(text, HasSubstr("inspectord_build_info{version=\"1.2.3\"} 1\n"));
  EXPECT_THAT(
      text,
      HasSubstr("inspectord_http_requests_total{route=\"/api/v1/plans\",status=\"200\"} 2\n"));
  EXPECT_THAT(
      text,
      HasSubstr("inspectord_http_requests_total{route=\"/api/v1/plans\",status=\"404\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("inspectord_http_request_seconds_count{route=\"/api/v1/plans\"} 3\n"));
  EXPECT_THAT(text,
              HasSubstr("inspectord_deliveries_total{channel=\"mail\",outcome=\"accepted\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("inspectord_outbox_pending{state=\"queued\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("inspectord_scheduler_lag_seconds 1.5\n"));
  EXPECT_THAT(text,
              HasSubstr("inspectord_last_success_timestamp_seconds{work=\"tick\"} 1700000000\n"));
}

}  // namespace
}  // namespace inspectord

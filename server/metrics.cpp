// SPDX-License-Identifier: Apache-2.0
#include "server/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <utility>

namespace inspectord {
namespace {

using prometheus::Labels;

constexpr double millis_per_second = 1000;

prometheus::Histogram::BucketBoundaries seconds_buckets() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
}

}  // namespace

struct Metrics::Content {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("inspectord_http_requests_total")
          .Help("Requests answered, by route template and status.")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& request_seconds =
      prometheus::BuildHistogram()
          .Name("inspectord_http_request_seconds")
          .Help("From the head of a request to the last byte of its answer.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& deliveries =
      prometheus::BuildCounter()
          .Name("inspectord_deliveries_total")
          .Help("Attempts to deliver a message, by channel and outcome.")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& outbox_pending =
      prometheus::BuildGauge()
          .Name("inspectord_outbox_pending")
          .Help("Messages that wait to be delivered or are under way, by state.")
          .Register(registry);
  prometheus::Gauge& dead_letters = prometheus::BuildGauge()
                                        .Name("inspectord_outbox_dead")
                                        .Help("Messages that were given up.")
                                        .Register(registry)
                                        .Add({});
  prometheus::Gauge& scheduler_lag =
      prometheus::BuildGauge()
          .Name("inspectord_scheduler_lag_seconds")
          .Help("How late the last tick was that something had been due at.")
          .Register(registry)
          .Add({});
  prometheus::Family<prometheus::Gauge>& last_success =
      prometheus::BuildGauge()
          .Name("inspectord_last_success_timestamp_seconds")
          .Help("When that kind of work last went well.")
          .Register(registry);
  /// What was asked of the registry before: a look-up there copies strings and takes a lock.
  std::map<std::pair<const char*, int>, std::pair<prometheus::Counter*, prometheus::Histogram*>>
      kept;
};

Metrics::Metrics(std::string_view version) : content_(std::make_unique<Content>()) {
  prometheus::BuildGauge()
      .Name("inspectord_build_info")
      .Help("1, labelled with the version.")
      .Register(content_->registry)
      .Add(Labels{{"version", std::string{version}}})
      .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view route, int status, double seconds) {
  auto& [answered, took] = content_->kept[{route.data(), status}];
  if (!answered) {
    const std::string path{route};
    answered = &content_->requests.Add(Labels{{"route", path}, {"status", std::to_string(status)}});
    took = &content_->request_seconds.Add(Labels{{"route", path}}, seconds_buckets());
  }
  answered->Increment();
  took->Observe(seconds);
}

void Metrics::count_delivery(std::string_view channel, std::string_view outcome) {
  content_->deliveries
      .Add(Labels{{"channel", std::string{channel}}, {"outcome", std::string{outcome}}})
      .Increment();
}

void Metrics::set_outbox(std::string_view state, std::int64_t messages) {
  auto& gauge = state == "dead"
                    ? content_->dead_letters
                    : content_->outbox_pending.Add(Labels{{"state", std::string{state}}});
  gauge.Set(static_cast<double>(messages));
}

void Metrics::set_scheduler_lag(std::chrono::milliseconds lag) {
  content_->scheduler_lag.Set(static_cast<double>(lag.count()) / millis_per_second);
}

void Metrics::set_last_success(std::string_view work, Instant at) {
  content_->last_success.Add(Labels{{"work", std::string{work}}})
      .Set(static_cast<double>(to_millis(at)) / millis_per_second);
}

std::string Metrics::text() const {
  return prometheus::TextSerializer{}.Serialize(content_->registry.Collect());
}

}  // namespace inspectord

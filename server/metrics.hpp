// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace inspectord {

/// What the service counts about itself, as Prometheus reads it. Labels come from closed lists. Any
/// thread.
class Metrics {
 public:
  explicit Metrics(std::string_view version);
  ~Metrics();

  /// Net thread. `route` has static storage: it is told apart by where it stands.
  void count_request(std::string_view route, int status, double seconds);
  void count_delivery(std::string_view channel, std::string_view outcome);
  /// `state` of the outbox: what waits or is under way, and the dead letters.
  void set_outbox(std::string_view state, std::int64_t messages);
  /// How late the tick that just ran was.
  void set_scheduler_lag(std::chrono::milliseconds lag);
  /// When that kind of work ("tick", "delivery") last went well.
  void set_last_success(std::string_view work, Instant at);

  std::string text() const;  ///< The text exposition format, version 0.0.4.

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

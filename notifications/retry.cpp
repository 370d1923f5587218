// SPDX-License-Identifier: Apache-2.0
#include "notifications/retry.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::milliseconds, 9> waits{5s,  5min, 30min, 2h, 5h,
                                                         10h, 14h,  20h,   24h};

}  // namespace

std::optional<Instant> next_retry_at(Instant now, int attempt_number, const Delivery& delivery,
                                     std::uint64_t chance) {
  if (delivery.outcome != DeliveryOutcome::retry) return std::nullopt;
  const auto rung = static_cast<std::size_t>(std::max(attempt_number, 1)) - 1;
  if (rung >= waits.size()) return std::nullopt;
  const auto asked =
      std::clamp<std::chrono::milliseconds>(delivery.retry_after.value_or(0s), 0ms, waits.back());
  const auto wait = std::max(waits.at(rung), asked);
  const auto most_jitter = static_cast<std::uint64_t>(wait.count()) / 10;
  return now + wait + std::chrono::milliseconds{chance % (most_jitter + 1)};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// A point in time (UTC, milliseconds). Civil time becomes one only through a Zone
/// (calendar/zone.hpp).
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// RFC 3339, e.g. "2026-03-02T01:00:00Z"; milliseconds only where there are any.
std::string to_rfc3339(Instant, std::chrono::minutes offset = std::chrono::minutes{0});

/// Reads RFC 3339 with "Z" or a numeric offset; nothing else.
std::optional<Instant> parse_rfc3339(std::string_view);

/// Milliseconds since 1970, as stored.
constexpr std::int64_t to_millis(Instant at) {
  return at.time_since_epoch().count();
}
constexpr Instant from_millis(std::int64_t millis) {
  return Instant{std::chrono::milliseconds{millis}};
}

}  // namespace inspectord

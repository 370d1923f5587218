// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace inspectord {

/// What is done about runs that were missed, while the service slept or was down.
enum class MisfirePolicy {
  all,     ///< Each is made up for, the oldest first.
  latest,  ///< The last one alone; the others are counted.
  skip,    ///< None; all are counted.
};

std::string_view to_string(MisfirePolicy);
std::optional<MisfirePolicy> parse_misfire_policy(std::string_view);

/// What follows from the runs missed between two instants.
struct Misfire {
  std::vector<Instant> runs;  ///< To be made up for, in order.
  std::int64_t skipped = 0;   ///< Missed and left out.
  /// `all` takes no more than its limit at once: what is left is asked for from here.
  std::optional<Instant> resume_after;

  friend bool operator==(const Misfire&, const Misfire&) = default;
};

/// The first run strictly after an instant.
using NextRun = std::function<std::optional<Instant>(Instant after)>;

/// The runs after `last_run` up to `now`, `now` included. Keeps at most `limit` of them in memory,
/// however many there were.
Misfire missed_runs(MisfirePolicy, Instant last_run, Instant now, const NextRun&,
                    std::size_t limit = 1'000);

}  // namespace inspectord

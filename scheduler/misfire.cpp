// SPDX-License-Identifier: Apache-2.0
#include "scheduler/misfire.hpp"

#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 3> names{"all", "latest", "skip"};

}  // namespace

std::string_view to_string(MisfirePolicy policy) {
  return names[static_cast<std::size_t>(policy)];
}

std::optional<MisfirePolicy> parse_misfire_policy(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<MisfirePolicy>(i);
  }
  return std::nullopt;
}

Misfire missed_runs(MisfirePolicy policy, Instant last_run, Instant now, const NextRun& next,
                    std::size_t limit) {
  Misfire found;
  std::optional<Instant> latest;
  for (auto at = next(last_run); at && *at <= now; at = next(*at)) {
    if (policy == MisfirePolicy::all) {
      if (found.runs.size() == limit) {
        found.resume_after = latest.value_or(last_run);
        return found;
      }
      found.runs.push_back(*at);
    } else {
      ++found.skipped;
    }
    latest = at;
  }
  if (policy == MisfirePolicy::latest && latest) {
    found.runs.push_back(*latest);
    --found.skipped;
  }
  return found;
}

}  // namespace inspectord

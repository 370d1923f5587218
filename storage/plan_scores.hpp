// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "storage/connection.hpp"
#include "workflow/record.hpp"

#include <vector>

namespace inspectord {

/// The scores of a plan, in the order in which they were begun. What cannot be read back is a
/// broken house: throws std::runtime_error.
std::vector<ScoreRecord> read_scores(Connection&, PlanId);
/// Writes those that differ, with `now` as when they last changed.
void write_scores(Transaction&, PlanId, const std::vector<ScoreRecord>& before,
                  const std::vector<ScoreRecord>& after, Instant now);

/// Recommendations as plans.record keeps them.
JsonValue encode_recommendations(const std::vector<Recommendation>&);
std::vector<Recommendation> decode_recommendations(const JsonValue&);

}  // namespace inspectord

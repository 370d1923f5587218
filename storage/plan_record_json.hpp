// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "workflow/record.hpp"

namespace inspectord {

/// What a plan row keeps as JSON: approval, overrides, notes, waivers, corrections, the open
/// amendment and the revisions before it, recommendations.
JsonValue encode_record(const PlanRecord&);

/// Puts what encode_record wrote back into a record. Throws std::runtime_error for what no version
/// of ours wrote.
void decode_record(const JsonValue&, PlanRecord&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "workflow/plan/plan.hpp"

#include <string>
#include <string_view>

// Plan files: `"format": "inspectord-plan/1"`, described in plans/plan.schema.json. A file is taken
// whole or not at all: every error it has is found at once (formats/json_reasons.hpp,
// formats/decode_reasons.hpp).

namespace inspectord {

using PlanFileResult = Decoded<Plan>;

PlanFileResult decode_plan(std::string_view text, const JsonLimits& = {});
PlanFileResult plan_from_json(const JsonValue&);  ///< From storage or the body of a request.

/// What decode_plan reads as an equal plan. Readable, `format` first, members in the order of the
/// structs, those left out that keep their default; ends in a newline.
std::string encode_plan(const Plan&);
JsonValue plan_to_json(const Plan&);

}  // namespace inspectord

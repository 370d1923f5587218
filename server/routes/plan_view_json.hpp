// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "server/routes/plan_sight.hpp"
#include "storage/plans.hpp"

namespace inspectord {

/// The whole record, for the agency that owns the plan.
JsonObject plan_json(const PlanRecord&, const AgencyNames&, const Zone&);

/// The record as it was looked at: whole, or its head and the parts that concern the viewer.
JsonObject plan_json(const PlanSight&, const AgencyNames&, const Zone&);

JsonValue override_json(const Override&);
/// Every paper under which the plan has been in force: the first issue, then its amendments.
JsonArray revisions_json(const PlanRecord&, const Zone&);

/// One line of a list.
JsonObject plan_summary_json(const PlanSummary&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/part_view_json.hpp"
#include "workflow/recommendations.hpp"
#include "workflow/score_acts.hpp"

// What scores and recommendations look like from outside. Like the parts of a plan they carry its
// version.

namespace inspectord {

/// As a plan lists it; where it waits for a day, a note says so and why.
JsonObject recommendation_json(const PlanRecord&, const DutyRecord&, const AgencyNames&);
/// Alone: with its papers, how its day was reached, and its state and note in words.
JsonObject recommendation_json(const PlanRecord&, const DutyRecord&, const AgencyNames&,
                               const DutyDetails&, Language, const Zone&);
/// How many there are, and in which state.
JsonObject follow_up_json(const FollowUp&);

/// State and totals. Requires: the plan has the sheet.
JsonObject score_summary_json(const PlanRecord&, const ScoreRecord&, Language);
/// With the points by criterion, and the deductions that late reports suggest `today`.
JsonObject score_json(const PlanRecord&, const ScoreRecord&, LocalDate today, Language);

}  // namespace inspectord

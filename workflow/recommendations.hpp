// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/part_acts.hpp"

#include <optional>
#include <string>
#include <vector>

// Follow-up of a concluded plan. A recommendation is a duty of its unit, with a duty's day, papers,
// ledger rows and derivation of "late"; its states and actions are its own.

namespace inspectord {

/// The recommendation that a duty stands for, or nullptr.
const Recommendation* find_recommendation(const PlanRecord&, const DutyRecord&);

/// A recommendation as its machine sees it.
struct RecommendationPart {
  RecommendationState state = RecommendationState::open;
  std::optional<RecommendationState> state_before;
  bool has_day = false;
};
/// Requires: the duty stands for a recommendation.
RecommendationPart as_recommendation(const DutyRecord&);

/// What the table leaves open to it: a day is set once, and extended from then on.
std::vector<std::string> open_to(const RecommendationPart&, std::vector<std::string> actions);

/// How far the recommendations of a plan are.
struct FollowUp {
  int all = 0;
  int open = 0;
  int reported = 0;
  int verified = 0;
  int closed = 0;
  int without_day = 0;  ///< Of those open: they wait, and nobody is reminded.

  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};
FollowUp follow_up(const PlanRecord&);

/// `report` takes the submission of the input. Requires: the plan's version was compared. Refuses
/// an agency that is neither the plan's owner nor the unit with not_yours.
Result<Step> act_on_recommendation(const PlanRecord&, DutyId, RecommendationAction,
                                   const DutyInput&, const Scene&);

}  // namespace inspectord

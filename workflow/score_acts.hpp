// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/score_sheets.hpp"
#include "workflow/step.hpp"

#include <string>
#include <string_view>
#include <vector>

// Self-scoring, re-scoring (phúc tra) and settling the score of an inspected unit.

namespace inspectord {

struct ScoreInput {
  std::vector<GivenPoints> points{};  ///< self_score, rescore.
  std::string reason{};               ///< exempt, undo.
};

/// Which score of a plan is meant.
struct ScoreOf {
  std::string sheet{};  ///< Key of Plan::score_sheets.
  std::string unit{};   ///< Agency key.
};

/// The score as it stands: of one that nothing was done about yet, awaited. Nullopt: the plan does
/// not score that unit by that sheet.
std::optional<ScoreRecord> score_of(const PlanRecord&, const ScoreOf&);

/// What the table leaves open to a score: no re-scoring where the sheet knows none, and no end
/// without it where the sheet asks for it.
std::vector<std::string> open_actions(const PlanRecord&, const ScoreRecord&);

/// Requires: the plan's version was compared. Refuses an agency that is neither the plan's owner
/// nor the unit, and the unit before the plan was notified, with not_yours.
Result<Step> act_on_score(const PlanRecord&, const ScoreOf&, ScoreAction, const ScoreInput&,
                          const Scene&);

/// A deduction that late reports suggest; a person decides (domain.md section 5), nothing applies
/// it.
struct ProposedDeduction {
  std::string criterion;  ///< Its place in the sheet.
  double points = 0;      ///< Within the cap of its group.
  std::vector<DutyId>
      reports;  ///< Filed late, missed, or due and not there on the day asked about.
};

/// For each criterion of a deduction that takes points for each late report.
std::vector<ProposedDeduction> proposed_deductions(const PlanRecord&, const ScoreSheet&,
                                                   AgencyId unit, LocalDate today);

}  // namespace inspectord

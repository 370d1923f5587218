// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"
#include "workflow/warnings.hpp"

#include <vector>

namespace inspectord {

/// What a conclusion asks of one of its units.
struct RecommendationEntry {
  std::string unit{};  ///< Agency key.
  std::string text{};
  std::optional<LocalDate> due{};  ///< The last on-time day; else why there is none:
  std::string no_day_because{};
};

/// A numbered conclusion or report, and the visited units that it covers (their agency keys).
struct ConclusionEntry {
  std::string number{};
  LocalDate date{};
  std::vector<std::string> units{};
  std::vector<RecommendationEntry> recommendations{};
};

/// What comes with an action on a plan; which members are needed the guard of its row says
/// (workflow/machine/).
struct PlanInput {
  std::string reason{};
  std::string document{};
  std::string number{};
  std::optional<LocalDate> date{};
  std::string signer{};  ///< approve: name under the paper; own by default, if signed here.
  std::optional<LocalDate> signed_on{};            ///< approve: default today.
  std::optional<Sha256> signed_file{};             ///< approve by a clerk: the scanned paper.
  std::optional<Plan> content{};                   ///< edit, amend: the new content.
  std::vector<Override> overrides{};               ///< edit, submit: proposed.
  std::vector<AttachmentNote> attachment_notes{};  ///< notify, supplement (only what was supplied
                                                   ///< is told; `reason` names its document).
  std::vector<ReachWaiver> reach_waivers{};        ///< notify.
  std::vector<ConclusionEntry> conclusions{};      ///< conclude.
  std::string step{};  ///< amend: "draft" (default), "approve", "number", "notify", "drop".
};

/// The record of a plan that enters the house, drafted. The ids of its agencies are the
/// directory's.
Step draft(Plan, PlanId, const Scene&);

/// One action on a plan. Refuses with all that is missing and the actions that are open. Requires:
/// the version was compared, and the actor's agency owns the plan.
Result<Step> act_on_plan(const PlanRecord&, PlanAction, const PlanInput&, const Scene&);

/// Codes of the actions that are open to a plan: the table's, less those that a submission, or none
/// yet, rules out.
std::vector<std::string> open_actions(const PlanRecord&);

/// The errors of a plan that nothing overrides yet; `proposed` counts proposed overrides as well.
std::vector<Warning> open_errors(const Plan&, const std::vector<Override>&, const DaysOff&,
                                 bool proposed);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/reminders.hpp"
#include "usecases/house.hpp"
#include "usecases/plan_files.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/recommendations.hpp"
#include "workflow/score_acts.hpp"

#include <optional>

// Acts on plans: one function and one transaction each. An act that is refused leaves nothing
// behind.

namespace inspectord {

namespace refuse {
inline constexpr Reason unknown_policy{"unknown_policy"};  ///< policy
}  // namespace refuse

/// What an act did, for its answer.
struct ActOutcome {
  PlanRecord record;  ///< As it is now stored; its version is the new one.
  LedgerChange ledger;
  int messages = 0;  ///< Queued for sending.
};

/// Stores what became of a plan, with all that follows from it: events, ledger, messages. For acts
/// that are not on one plan. Requires: `before` is as stored.
ActOutcome store_step(Transaction&, const PlanRecord& before, Step, const Actor&, Instant now,
                      const House&);

/// A plan file enters the house, drafted by the actor for its agency. Its agencies are found in the
/// directory by name and the body above them, or added. One that names no reminder policy gets
/// that of new plans. Refuses the same content, or the same issuer, kind, number and year, with the
/// id of the plan of this agency that is there; and a policy that neither the program nor the house
/// has.
Result<ActOutcome> import_plan(Transaction&, const Plan&, const Actor&, Instant now, const House&);

/// Refuses stale versions (nullopt: any), plans of other agencies (as not found), a signed or
/// supplied file that the actor's agency does not keep, a content that no plan file could hold or
/// that another plan has, and whatever the machine refuses.
Result<ActOutcome> act_on_plan(Transaction&, PlanId, std::optional<Version>, PlanAction, PlanInput,
                               const Actor&, Instant now, const House&);
Result<ActOutcome> act_on_visit(Transaction&, VisitId, std::optional<Version>, VisitAction,
                                const VisitInput&, const Actor&, Instant now, const House&);
Result<ActOutcome> act_on_duty(Transaction&, DutyId, std::optional<Version>, DutyAction, DutyInput,
                               const Actor&, Instant now, const House&);
Result<ActOutcome> act_on_task(Transaction&, TaskId, std::optional<Version>, TaskAction,
                               const TaskInput&, const Actor&, Instant now, const House&);
Result<ActOutcome> act_on_recommendation(Transaction&, DutyId, std::optional<Version>,
                                         RecommendationAction, DutyInput, const Actor&, Instant now,
                                         const House&);
Result<ActOutcome> act_on_score(Transaction&, PlanId, const ScoreOf&, std::optional<Version>,
                                ScoreAction, const ScoreInput&, const Actor&, Instant now,
                                const House&);

}  // namespace inspectord

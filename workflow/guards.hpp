// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/machine.hpp"
#include "workflow/plan_acts.hpp"
#include "workflow/reasons.hpp"

// What the acts of a plan share.

namespace inspectord {

/// The table's word on it: the state allows the action, and one of the actor's roles may.
Result<Done> allowed(const PlanRecord&, PlanAction, const Actor&);

/// An event about the plan itself, with the state before and after.
Event plan_event(const PlanRecord& before, const PlanRecord& after, std::string code,
                 std::string why);

/// Overrides that are proposed for a content: each has a reason and meets a warning that can be
/// kept as written.
void check_overrides(Guard&, const Plan&, const std::vector<Override>&, const DaysOff&);
/// Adds one who writes, once.
void add_writer(std::vector<UserId>& written_by, UserId);
/// A proposal replaces an earlier one for the same place; none takes effect before the approval.
void propose(std::vector<Override>& list, const std::vector<Override>&, const Scene&);

/// What a content needs before it is signed: one who wrote none of it, the named signer or
/// somebody whose substitution for that signer holds on the day of signing (a clerk records a paper
/// signature), no open error, and for an inspection plan a
/// leader and a visit.
void check_signature(Guard&, const Plan&, const std::vector<Override>&,
                     const std::vector<UserId>& written_by, const PlanInput&, const Scene&);
/// Requires: check_signature passed.
Approval approval_of(const Plan&, const PlanInput&, const Scene&);

/// What an act supplies has its bytes.
void check_supplied(Guard&, const std::vector<AttachmentNote>&);

/// What a note has to say: a waiver why, a paper to follow its day and who brings it.
void check_note(Guard&, const AttachmentNote&, const std::string& pointer);

/// Notes and waivers that come with an act replace earlier ones for the same attachment or target.
void take_notes(PlanRecord&, const PlanInput&);

/// What is missing before a content may be notified: number, date, open errors, reach, attachments.
void check_notifiable(Guard&, const PlanRecord&, const Scene&);

Result<Step> conclude(const PlanRecord&, const PlanInput&, const Scene&);
Result<Step> amend(const PlanRecord&, const PlanInput&, const Scene&);

}  // namespace inspectord

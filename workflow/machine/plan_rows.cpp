// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.hpp"

#include <array>

namespace inspectord {
namespace {

using enum Role;

constexpr std::optional<PlanState> begins{};

const std::array rows{
    PlanTransition{begins,
                   PlanAction::draft,
                   PlanState::drafted,
                   {planner, administrator},
                   "the file parses; not the same file, nor issuer, number and year, again",
                   "warnings are computed"},
    PlanTransition{PlanState::drafted,
                   PlanAction::edit,
                   PlanState::drafted,
                   {planner, administrator},
                   "not submitted; the version is the newest",
                   "version rises"},
    PlanTransition{PlanState::drafted,
                   PlanAction::submit,
                   PlanState::drafted,
                   {planner},
                   "not submitted yet",
                   "content is locked; only return unlocks"},
    PlanTransition{PlanState::drafted,
                   PlanAction::approve,
                   PlanState::approved,
                   {approver, clerk},
                   "the signer or a dated substitute, never the drafter; a clerk records a paper "
                   "signature (signer, "
                   "day, signed file); no open error warning except number and date; an inspection "
                   "plan has a leader "
                   "and a visit",
                   "proposed overrides take effect; the hash of the content is recorded"},
    PlanTransition{PlanState::drafted,
                   PlanAction::return_,
                   PlanState::drafted,
                   {approver, clerk, planner},
                   "submitted; a remark",
                   "content is unlocked"},
    PlanTransition{PlanState::approved,
                   PlanAction::return_,
                   PlanState::drafted,
                   {approver, clerk},
                   "a remark",
                   "the approval is void"},
    PlanTransition{PlanState::approved,
                   PlanAction::number,
                   PlanState::approved,
                   {clerk},
                   "unique per issuer, kind and year; a full date, not before the signature, not "
                   "in the future; the "
                   "content is the approved one",
                   "number and date are set"},
    PlanTransition{PlanState::approved,
                   PlanAction::notify,
                   PlanState::notified,
                   {clerk, planner},
                   "number and date; every visit and dated duty reaches an agency that can be "
                   "told, or is waived with "
                   "a reason; attachments present, waived, or to follow with day and owner",
                   "visits, duties and tasks begin; notices are queued and reminders planned in "
                   "this transaction; "
                   "instants already past are dropped and listed"},
    PlanTransition{
        PlanState::notified,
        PlanAction::supplement,
        PlanState::notified,
        {clerk, planner},
        "a missing attachment arrives, as a file that the agency keeps; or is waived, or to follow",
        "of what arrives only those concerned are told, and may read it"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::supplement,
        PlanState::inspected,
        {clerk, planner},
        "a missing attachment arrives, as a file that the agency keeps; or is waived, or to follow",
        "of what arrives only those concerned are told, and may read it"},
    PlanTransition{PlanState::approved,
                   PlanAction::correct,
                   PlanState::approved,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::notified,
                   PlanAction::correct,
                   PlanState::notified,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::inspected,
                   PlanAction::correct,
                   PlanState::inspected,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::concluded,
                   PlanAction::correct,
                   PlanState::concluded,
                   {clerk},
                   "letter of correction with number and date; form only",
                   "recorded"},
    PlanTransition{PlanState::notified,
                   PlanAction::inspect,
                   PlanState::inspected,
                   {planner, inspector},
                   "every visit held (minutes, or a reason) or cancelled, none postponed; without "
                   "visits the period is over, or a reason",
                   "visit reminders end"},
    PlanTransition{PlanState::inspected,
                   PlanAction::reopen,
                   PlanState::notified,
                   {planner},
                   "a reason: mistake, or a visit added",
                   "reminders are planned again"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::conclude,
        PlanState::concluded,
        {planner, approver},
        "inspection: each visited unit covered by a numbered conclusion, not before its visit and "
        "not in the future, and its score final by every sheet that is for it, or not scored for a "
        "reason; implementation: closing report or reason; guidance: closing day or successor; "
        "duties due by then closed, waived or missed; no amendment under way; each recommendation "
        "has a day, or a reason why none",
        "recommendations begin, with reminders of their own; the rest ends, and its reminders are "
        "dropped"},
    PlanTransition{PlanState::drafted,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {planner, approver},
                   "a reason",
                   "nobody is told; a number stays void"},
    PlanTransition{PlanState::approved,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {planner, approver},
                   "a reason",
                   "nobody is told; a number stays void"},
    PlanTransition{PlanState::notified,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {approver, clerk},
                   "a reason and a document",
                   "all who were told are told; reminders are dropped"},
    PlanTransition{PlanState::inspected,
                   PlanAction::cancel,
                   PlanState::cancelled,
                   {approver, clerk},
                   "a reason and a document",
                   "all who were told are told; reminders are dropped"},
    PlanTransition{
        PlanState::notified,
        PlanAction::amend,
        PlanState::notified,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date",
        "until the revision is notified the old reminders hold; then only what changed is told"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::amend,
        PlanState::inspected,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date",
        "until the revision is notified the old reminders hold; then only what changed is told"},
    PlanTransition{
        PlanState::inspected,
        PlanAction::amend,
        PlanState::notified,
        {planner, approver, clerk},
        "a revision with its own second-person approval, number and date; a visit is new",
        "the plan is notified again"},
};

}  // namespace

std::span<const PlanTransition> plan_machine() {
  return rows;
}

}  // namespace inspectord

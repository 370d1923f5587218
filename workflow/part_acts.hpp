// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/step.hpp"

namespace inspectord {

/// What comes with an action on a visit.
struct VisitInput {
  std::optional<LocalDate> date{};  ///< move, reschedule.
  bool firm = false;                ///< reschedule: the new day is firm.
  std::string reason{};    ///< move, postpone, reschedule, cancel: a code of visit_reasons, told as
                           ///< its label; hold, undo: in words, told to nobody.
  std::string note{};      ///< In words, for the journal alone.
  std::string document{};  ///< move: where the plan named the day as firm; hold: the minutes, which
                           ///< may come later; else `reason` says why there are none.
};

/// A paper that was filed against a duty.
struct Submission {
  SubmissionId id{};
  std::string number{};  ///< Of the paper: "123/BC-UBND".
  std::optional<LocalDate> paper_date{};
  std::optional<LocalDate> sent_on{};
  std::optional<LocalDate> received_on{};
  std::string way{};  ///< "axis", "mail", "paper", "at_visit", "link"
  bool nil = false;
  UserId recorded_by{};
  Instant recorded_at{};
  std::optional<Instant> undone_at{};  ///< Recorded by mistake: it counts no more.
  std::optional<UserId> undone_by{};

  /// The day it is judged by: sent, else received.
  std::optional<LocalDate> judged_on() const { return sent_on ? sent_on : received_on; }
};

struct DutyInput {
  std::optional<LocalDate> date{};        ///< set_date, extend: the last on-time day.
  std::optional<LocalDate> event_date{};  ///< set_date, instead of `date`: of the event that the
                                          ///< duty counts from.
  std::string raw{};                      ///< set_date: how the day was given.
  std::string reason{};
  std::string document{};
  std::optional<Submission> submission{};  ///< submit, nil.
  std::optional<AgencyId> successor{};     ///< hand_over: who owes it from now on.
};

struct TaskInput {
  std::optional<LocalDate> date{};  ///< set_date.
  std::string reason{};
};

/// Requires of all three: the plan's version was compared; the plan is in force (else refused with
/// wrong_state).
Result<Step> act_on_visit(const PlanRecord&, VisitId, VisitAction, const VisitInput&, const Scene&);
Result<Step> act_on_duty(const PlanRecord&, DutyId, DutyAction, const DutyInput&, const Scene&);
Result<Step> act_on_task(const PlanRecord&, TaskId, TaskAction, const TaskInput&, const Scene&);

}  // namespace inspectord

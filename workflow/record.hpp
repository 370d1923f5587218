// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "core/digest.hpp"
#include "core/id.hpp"
#include "workflow/follow_up.hpp"
#include "workflow/plan/plan.hpp"
#include "workflow/states.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// What has happened to a plan: its state, and everything in it that has a state of its own. Values
// only.

namespace inspectord {

/// Counts the changes of a plan; a stale one is refused.
using Version = std::int64_t;

/// Who signed what, and when (a paper signature is recorded by the clerk).
struct Approval {
  std::string signer;  ///< Name, as it stands under the paper.
  LocalDate signed_on{};
  UserId recorded_by;  ///< The signer, or the clerk who records a paper signature.
  bool on_paper = false;
  std::optional<Sha256> signed_file;
  Sha256 content_hash{};  ///< number and notify refuse any other content.
  Instant at{};
  std::optional<SubstitutionId> under{};  ///< By which another than the named signer signed.

  friend bool operator==(const Approval&, const Approval&) = default;
};

/// "Keep as written, with reason": proposed by the planner, effective from the approval on.
struct Override {
  std::string code{};     ///< Of the warning.
  std::string pointer{};  ///< Of the warning.
  std::string reason{};
  UserId by{};
  bool effective = false;

  friend bool operator==(const Override&, const Override&) = default;
};

/// What stands in place of an attachment that the paper names and nobody has yet.
struct AttachmentNote {
  enum class Kind { waived, to_follow, supplied };
  std::string key{};
  Kind kind = Kind::waived;
  std::string reason{};
  std::optional<LocalDate> day{};  ///< to_follow: until when.
  std::string owner{};             ///< to_follow: who brings it.
  std::optional<Sha256> file{};    ///< supplied: what was sent.

  friend bool operator==(const AttachmentNote&, const AttachmentNote&) = default;
};

/// "It is all right that this visit or duty reaches nobody", with reason.
struct ReachWaiver {
  std::string target{};  ///< "visit:cho-moi", "duty:bao-cao"
  std::string reason{};

  friend bool operator==(const ReachWaiver&, const ReachWaiver&) = default;
};

/// A visit of a notified plan.
struct VisitRecord {
  VisitId id;
  std::string key;  ///< Of Plan::visits.
  VisitState state = VisitState::tentative;
  LocalDate date{};
  int sequence =
      0;  ///< Rises with each change of day, place or state: the SEQUENCE of its calendar entry.
  std::string reason;     ///< Of the last change.
  std::string minutes{};  ///< Of a held visit: number and date of the paper, as given.
  std::string no_minutes_because{};
  std::optional<VisitState> state_before;  ///< What undo brings back; gone after an undo.
  std::optional<LocalDate> date_before;

  friend bool operator==(const VisitRecord&, const VisitRecord&) = default;
};

/// What one agency owes for one period, or is recommended to do.
struct DutyRecord {
  DutyId id;
  std::string key;  ///< Of Plan::duties or recurring_duties, or of a recommendation.
  std::optional<AgencyId>
      agency;  ///< Empty while the debtor is a group without members or a role nobody fills.
  std::string period;  ///< "2024" of a yearly duty, a visit's key of a duty due at it; else empty.
                       ///< What an amendment replaced carries "~" and the revision behind.
  DutyState state = DutyState::waiting;
  std::optional<DueDate> due;
  int sequence = 0;
  bool nil_return = false;
  bool late = false;      ///< Of the last submission; derived from the day sent, else received.
  bool released = false;  ///< Filed or settled, and a later revision asks for it no more.
  std::string reason;
  std::optional<DutyState> state_before;
  std::optional<DueDate> due_before;
  std::optional<AgencyId> handed_from{};  ///< The debtor of the content, where a successor owes it.

  friend bool operator==(const DutyRecord&, const DutyRecord&) = default;
};

struct TaskRecord {
  TaskId id;
  std::string key;
  TaskState state = TaskState::not_started;
  std::optional<LocalDate> inner_date;  ///< Reminds the planner's side only.
  int sequence = 0;                     ///< Rises with each change, so that it is reminded of anew.
  std::string reason;
  std::optional<TaskState> state_before;

  friend bool operator==(const TaskRecord&, const TaskRecord&) = default;
};

/// A revision on its way: drafted, approved, numbered; it takes effect when it is notified.
struct Amendment {
  int revision = 0;
  RevisionState state = RevisionState::drafted;
  Plan content;
  std::string reason;
  UserId drafted_by;
  std::vector<UserId> written_by;  ///< All who wrote any of its drafts or overrides: none may sign.
  std::vector<Override>
      overrides{};  ///< Those in force, as they stand for its content, and new ones.
  std::optional<Approval> approval;
  std::string number;
  std::optional<LocalDate> date;

  friend bool operator==(const Amendment&, const Amendment&) = default;
};

/// A revision that was notified: what it was signed, numbered and dated by.
struct Revision {
  int revision = 0;  ///< From 2 on; the first issue is the plan's own approval, number and date.
  Approval approval;
  std::string number;
  LocalDate date{};
  std::string reason;
  Instant notified_at{};

  friend bool operator==(const Revision&, const Revision&) = default;
};

/// A letter that corrects the form of an issued plan (decree 30/2020 art. 18.3).
struct Correction {
  std::string number;
  LocalDate date{};
  std::string text;

  friend bool operator==(const Correction&, const Correction&) = default;
};

/// A plan and its life.
struct PlanRecord {
  PlanId id;
  AgencyId owner;
  Version version = 1;
  int revision = 1;
  Plan content;
  PlanState state = PlanState::drafted;
  bool submitted = false;  ///< Content locked; only `return` unlocks.
  std::string number;      ///< As assigned; starts as the paper's own.
  std::optional<PartialDate> date;
  UserId drafted_by;
  std::vector<UserId> written_by;    ///< All who wrote content or overrides before the first
                                     ///< notification: none may sign.
  std::optional<Approval> approval;  ///< Of the first issue; later ones: revisions.
  std::optional<Instant> notified_at;
  std::string reason;            ///< Of the last act that needs one.
  std::string closing_document;  ///< Conclusion, closing report: number and date as given.
  std::vector<Override> overrides;
  std::vector<AttachmentNote> attachment_notes;
  std::vector<ReachWaiver> reach_waivers;
  std::vector<Correction> corrections;
  std::vector<VisitRecord> visits;  ///< From the notification on.
  std::vector<DutyRecord> duties;
  std::vector<TaskRecord> tasks;
  std::vector<ScoreRecord> scores;              ///< Of which something is known.
  std::vector<Recommendation> recommendations;  ///< From the conclusion on.
  std::optional<Amendment> amendment;
  std::vector<Revision> revisions;           ///< Notified amendments, oldest first.
  std::map<std::string, AgencyId> agencies;  ///< Keys of Plan::agencies in the directory.

  const VisitRecord* find_visit(VisitId) const;
  const DutyRecord* find_duty(DutyId) const;

  friend bool operator==(const PlanRecord&, const PlanRecord&) = default;
};

/// The entry of a list by its key, or nullptr.
template <class Entry>
const Entry* find_by_key(const std::vector<Entry>& entries, std::string_view key) {
  for (const auto& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

}  // namespace inspectord

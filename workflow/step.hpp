// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "core/result.hpp"
#include "workflow/audience.hpp"
#include "workflow/record.hpp"
#include "workflow/roles.hpp"
#include "workflow/substitution.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// What an act may look at besides the plan itself. All of it outlives the call.
struct Scene {
  const Actor& actor;
  Instant now;
  LocalDate today;  ///< The day of `now` where the plan lives.
  const Directory& directory;
  const DaysOff& days_off;
  Random& random;  ///< For new ids.
  Sha256 (*hash_content)(
      const Plan&);  ///< Over the canonical bytes of a content: bytes belong to formats/.
  std::vector<Substitution> substitutions{};  ///< approve: those of the agency, ended ones too.
  std::optional<UserId> named_user{};  ///< approve: the user who bears the name PlanInput::signer.
};

/// Something that happened, for the journal and all that reads it.
struct Event {
  std::string code;          ///< "plan.approved", "visit.moved"
  std::string subject_kind;  ///< "plan", "visit", "duty", "task"
  UuidBytes subject{};
  std::string why;
  Arguments before, after;

  friend bool operator==(const Event&, const Event&) = default;
};

enum class NoticeKind {
  plan_notified,
  plan_amended,
  plan_cancelled,
  visit_changed,
  attachment_supplied
};

/// Who owes something no more.
struct Released {
  AgencyId agency;
  std::string what;  ///< In the words of the content that asked for it.

  friend bool operator==(const Released&, const Released&) = default;
};

/// Somebody is to be told at once. Turned into messages in the same transaction: all that one step
/// has for an agency is one message.
struct Notice {
  NoticeKind kind = NoticeKind::plan_notified;
  std::vector<Told> to;
  std::string key;                    ///< Of the visit, duty or attachment it is about.
  std::optional<LocalDate> old_date;  ///< visit_changed: the day that is off.
  std::string reason;                 ///< visit_changed: a code of visit_reasons, or empty.
  std::string document;
  std::string unit{};  ///< visit_changed: its name, also where the content has the visit no more.
  std::vector<Released> released{};  ///< plan_amended.
  std::optional<VisitState>
      old_state{};              ///< visit_changed: postponed or cancelled, where it was off
                                ///< before. Without a day and this: nobody knew of it.
  std::vector<DutyId> asked{};  ///< plan_amended: owed anew, or by another day.
  std::vector<AgencyId>
      newcomers{};                 ///< plan_amended: new to the plan, to be told their whole part.
  std::vector<AgencyId> joined{};  ///< plan_amended: in a team, or in another role.

  friend bool operator==(const Notice&, const Notice&) = default;
};

/// The plan after an act, and what follows from it.
struct Step {
  PlanRecord record;
  std::vector<Event> events;
  std::vector<Notice> notices;
  std::string dropped_because;  ///< The code under which reminders that no longer hold are dropped
                                ///< ("moved", ...).
};

}  // namespace inspectord

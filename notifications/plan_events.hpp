// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/icalendar.hpp"
#include "storage/plan_history.hpp"
#include "words/catalogue.hpp"
#include "workflow/directory.hpp"
#include "workflow/record.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// A plan and all that its calendar entries are made of. What is named outlives the call.
struct PlanForCalendar {
  const PlanRecord& record;
  const PlanChanges& changes;
  const std::vector<Plan>& former;  ///< Needed where an amendment took a visit or duty out.
  const std::map<AgencyId, std::string>& names;  ///< Of the debtors.
  Language language = Language::vi;
  LocalDate today{};  ///< What was called off more than 90 days before is not shown any more.
};

/// Which entries of a plan are meant; all where nothing is said.
struct EventChoice {
  std::optional<AgencyId> agency{};      ///< What this one is visited for, takes part in, or owes.
  const Directory* directory = nullptr;  ///< Needed with an agency.
  std::string team{};                    ///< The visits of this team, and what its roles owe.
};

/// Whether the record has visits or duties that its content does not know any more.
bool needs_former_contents(const PlanRecord&);

/// The visits and dated duties of a plan as entries of a calendar; none before its notification.
/// UIDs are the ids of visit and duty; a plan that was cancelled cancels each of them.
std::vector<CalendarEvent> plan_events(const PlanForCalendar&, const EventChoice&);

}  // namespace inspectord

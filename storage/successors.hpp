// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "storage/connection.hpp"

#include <string>
#include <vector>

// Which agencies follow which: many may follow one, and one many.

namespace inspectord {

/// An agency before or after another, as it is named.
struct RelatedAgency {
  AgencyId id;
  std::string name;
  std::string document;  ///< That says so, as given.
};
std::vector<RelatedAgency> successors_of(Connection&, AgencyId);
std::vector<RelatedAgency> predecessors_of(Connection&, AgencyId);

/// Its last day in force, and who follows it; what is there already stays, with a new document.
void end_agency(Transaction&, AgencyId, LocalDate last_day, const std::vector<AgencyId>& successors,
                std::string_view document);

/// A duty that is pending in a plan in force.
struct PendingDuty {
  DutyId id;
  PlanId plan;
  std::string plan_title;
  std::string key;
  std::string state;
  std::string last_on_time;  ///< Empty: it has no day yet.
};
/// Those that an agency owes in the plans of an owner.
std::vector<PendingDuty> pending_duties(Connection&, AgencyId debtor, AgencyId owner);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/directory.hpp"
#include "workflow/record.hpp"

#include <string_view>
#include <vector>

// Who is told what (design.md section 5). Nobody here is chosen by whether he can be reached: see
// Directory.

namespace inspectord {

/// As what somebody is told.
enum class Part {
  unit,               ///< The inspected unit.
  specialist_office,  ///< Its specialist office.
  team,               ///< A member of the team.
  result,             ///< Secretary and leader, asked to record the result of a visit.
  debtor,             ///< Who owes a duty.
  focal,              ///< The issuer's focal office, which sees who is late.
  executor,           ///< Who has a task, or is named as recipient to execute.
  for_report,         ///< A superior (b/c): the plan's notice only.
  planner,            ///< The planner's own side: inner dates of tasks.
};

std::string_view to_string(Part);
std::optional<Part> parse_part(std::string_view);

/// An agency, and as what it is told.
struct Told {
  AgencyId agency;
  Part part = Part::unit;

  friend auto operator<=>(const Told&, const Told&) = default;
};

/// Those who get the reminders of a visit before its day: unit, specialist office, team.
std::vector<Told> visit_audience(const Plan&, const Visit&, const Directory&);

/// Those who are asked to record its result afterwards: secretary and leader, else the drafting
/// unit.
std::vector<Told> result_audience(const Plan&, const Visit&, const Directory&);

/// The debtors of a duty: an agency, the members of a group, or the agency of a role in a team.
std::vector<AgencyId> debtors_of(const Plan&, const Duty&, const Directory&);

/// The issuer's focal office: the drafting unit, else the issuer.
std::optional<AgencyId> focal_office(const Plan&, const Directory&);

/// Those whom an attachment concerns: who writes by its outline, or has a task about it; else all
/// who execute the plan.
std::vector<Told> attachment_audience(const Plan&, const std::vector<DutyRecord>&,
                                      std::string_view attachment, const Directory&);

/// Everybody who gets the plan's notice, each once, with the part that concerns it most.
std::vector<Told> notice_audience(const Plan&, const std::vector<DutyRecord>&, const Directory&);

}  // namespace inspectord

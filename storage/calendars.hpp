// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off_data.hpp"
#include "calendar/due_date.hpp"
#include "storage/connection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

using CalendarVersionId = Id<struct CalendarVersionTag>;

/// A calendar as it was accepted. The owner is an agency, or the house.
struct StoredCalendar {
  CalendarVersionId id;
  std::optional<AgencyId> owner;
  int number = 1;  ///< Counts the versions of its owner.
  DaysOffData data;
  std::string source;
  LocalDate valid_from{};  ///< The first day that is otherwise than in the version before.
  UserId accepted_by;
  Instant accepted_at{};
};

/// None is ever changed or deleted.
namespace calendar_rows {

void insert(Transaction&, const StoredCalendar&);

/// The version in force, or nullopt where none was accepted.
std::optional<StoredCalendar> current(Connection&, std::optional<AgencyId> owner);
/// Its id alone.
std::optional<CalendarVersionId> current_id(Connection&, std::optional<AgencyId> owner);
/// The agencies that have one of their own.
std::vector<AgencyId> owners(Connection&);
/// All of an owner, newest first.
std::vector<StoredCalendar> versions(Connection&, std::optional<AgencyId> owner);

}  // namespace calendar_rows

/// What a calendar may move: an open duty of a plan in force, and when it is due.
struct OpenDue {
  DutyId duty;
  PlanId plan;
  AgencyId plan_owner;
  DueDate due;
};

/// Those that look at days from one to another: their last day on time lies between, or they count
/// up to a later one, or back from one. Of one owner's plans, or of all.
std::vector<OpenDue> open_dues(Connection&, LocalDate not_before, LocalDate not_after,
                               std::optional<AgencyId> owner);

/// A coming visit of a plan in force.
struct ComingVisit {
  PlanId plan;
  AgencyId plan_owner;
  std::string key;
  LocalDate date{};
};

/// Those that are to take place from one day to another, both included.
std::vector<ComingVisit> coming_visits(Connection&, LocalDate first, LocalDate last,
                                       std::optional<AgencyId> owner);

/// Plans that are not notified yet and not off: their visits are in their content alone. Those with
/// a visit on one of these days, both included, or with visits around them, in order of their last.
std::vector<PlanId> plans_before_notice(Connection&, LocalDate first, LocalDate last,
                                        std::optional<AgencyId> owner);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "notifications/compose.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// One deadline that another calendar moved.
struct MovedDeadline {
  std::string what;
  std::string plan;  ///< Number, or title where it has none yet.
  PlanId plan_id;
  DutyId duty;
  DueDate before, after;
};

/// One visit whose day is a day off now, or is none any more.
struct FlaggedVisit {
  std::string unit;
  std::string plan;
  PlanId plan_id;
  std::string key;
  LocalDate date{};
  bool off = false;
  std::string why;  ///< In words: "nghỉ hoán đổi, Quốc khánh 2/9".
};

/// All that an accepted calendar moves for one agency.
struct CalendarNews {
  AgencyId recipient;
  std::string recipient_name;
  std::string version;
  std::string source;
  std::vector<MovedDeadline> deadlines;
  std::vector<FlaggedVisit> visits;
};

/// "calendar_changed": one message, of no plan. Requires: there are deadlines or visits.
Composed compose_calendar_changed(Language, const CalendarNews&);

}  // namespace inspectord

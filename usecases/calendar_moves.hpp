// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "usecases/house.hpp"
#include "workflow/record.hpp"
#include "workflow/reminders.hpp"

#include <optional>
#include <string>
#include <vector>

// What another calendar moves: found before it is accepted, and stored when it is.

namespace inspectord {

/// A day that is worked by one of two calendars and not by the other.
struct ChangedDay {
  LocalDate day{};
  DayFacts before, after;

  friend bool operator==(const ChangedDay&, const ChangedDay&) = default;
};

/// The plan of a move, as answers name it.
struct MovedIn {
  PlanId plan;
  AgencyId owner;
  std::string number, title;
};

/// A coming visit whose day is a day off now, or is none any more. Its day stays: whoever keeps the
/// plan moves it.
struct VisitMove {
  MovedIn in;
  std::string key;
  std::string unit;  ///< By name.
  ChangedDay day;
  std::optional<AgencyId> focal{};  ///< Who is told; empty before the plan is notified.
};

/// An open duty that is due on other days.
struct DutyMove {
  MovedIn in;
  DutyId duty;
  std::string key, what;
  std::optional<AgencyId> agency;
  DueDate before, after;
};

/// A reminder to come that leaves at another time; before or after is empty where there is none.
struct ReminderMove {
  MovedIn in;
  TargetKind target_kind = TargetKind::duty;
  UuidBytes target{};
  std::string rule;
  AgencyId recipient;
  std::optional<Instant> before{}, after{};
};

/// A plan with its open duties as they were and as they become.
struct MovedPlan {
  PlanRecord before, after;
};

struct CalendarMoves {
  std::vector<ChangedDay> days;
  std::vector<VisitMove> visits;
  std::vector<DutyMove> duties;
  std::vector<ReminderMove> reminders;
  std::vector<MovedPlan> plans;  ///< Those whose records change.
};

/// The days off of a plan's owner, before and after.
struct CalendarPair {
  std::shared_ptr<const DaysOff> before, after;
};

/// Whose calendar changes, and to what. The house's calendar is under those of all agencies.
struct CalendarProposal {
  std::optional<AgencyId> owner;  ///< Empty: the house's.
  DaysOffData data;
};

/// The owner's own view of the change, for the answer and for plans of that owner.
CalendarPair calendar_pair(Connection&, const CalendarProposal&, AgencyId plan_owner, const House&);

/// All that moves, of the proposal's owner or of everybody. Looks from a year before the day of
/// `now` to five years ahead. Writes nothing.
CalendarMoves find_moves(Connection&, const CalendarProposal&, Instant now, const House&);

}  // namespace inspectord

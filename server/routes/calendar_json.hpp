// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "storage/calendars.hpp"
#include "usecases/calendar_cases.hpp"
#include "words/catalogue.hpp"

#include <optional>
#include <string>

// How calendars of days off, and what a change of one moves, are written.

namespace inspectord {

/// A calendar in force, or the one of the program, which nobody accepted.
struct CalendarShown {
  std::optional<AgencyId> owner{};
  int number = 0;
  DaysOffData data;
  std::string source{};
  std::optional<LocalDate> valid_from{};
  std::optional<UserId> accepted_by{};
  std::optional<Instant> accepted_at{};

  static CalendarShown of(StoredCalendar);
};

JsonObject calendar_json(const CalendarShown&, const Zone&);

/// The days of a year that are not as their weekday says, and what is known of the year.
JsonObject days_json(const DaysOff&, int year, Language);

/// What moves: plans of the viewer one by one, those of others by number alone.
JsonObject outcome_json(const CalendarOutcome&, AgencyId viewer, Language, const Zone&);

}  // namespace inspectord

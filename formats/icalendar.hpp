// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/zone.hpp"
#include "core/instant.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// STATUS of an event (RFC 5545, 3.8.1.11).
enum class EventStatus { tentative, confirmed, cancelled };

/// One entry of a calendar. Its texts may hold anything: what a calendar cannot carry is left out
/// or replaced as the bytes are made, and never begins a line of its own.
struct CalendarEvent {
  std::string uid;       ///< The same for as long as the thing exists.
  int sequence = 0;      ///< Rises when day, time, place or status change.
  Instant changed_at{};  ///< DTSTAMP and LAST-MODIFIED: of the record, never of the asking.
  LocalDate day{};
  std::optional<LocalTime> start;  ///< Empty: all day.
  std::optional<LocalTime> end;    ///< Of the same day; empty where nobody has said it.
  EventStatus status = EventStatus::confirmed;
  bool deadline = false;  ///< Takes no time of the day (TRANSP:TRANSPARENT).
  std::string summary;
  std::string description;  ///< Lines end in "\n".
  std::string location;
  std::string url;  ///< Only where there is a page.
  std::vector<std::string> categories;

  friend bool operator==(const CalendarEvent&, const CalendarEvent&) = default;
};

/// What a feed hands out.
struct Calendar {
  std::string name;
  std::vector<CalendarEvent> events;
};

/// The bytes of a feed (RFC 5545, RFC 7986; METHOD:PUBLISH), UTF-8, equal for equal values. Times
/// of day are local where the zone keeps one offset over the years of the events, as Vietnam does,
/// and UTC elsewhere.
std::string encode_calendar(const Calendar&, const Zone&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/zone.hpp"
#include "core/instant.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
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

/// How the times of day of one calendar are written: local where the zone keeps one offset over the
/// years of its events, as Vietnam does, and UTC elsewhere.
class CalendarTimes {
 public:
  /// `years`: of the events that have a time of day. Requires: the zone outlives it.
  CalendarTimes(const Zone&, const std::set<std::chrono::year>& years);

  const Zone& zone() const { return *zone_; }
  std::optional<std::chrono::minutes> offset() const { return offset_; }  ///< Empty: UTC.
  const std::string& start_field() const { return start_; }  ///< "DTSTART:", or with its TZID.
  const std::string& end_field() const { return end_; }
  std::string at(LocalDate, LocalTime) const;

  /// Whether events are written alike.
  friend bool operator==(const CalendarTimes& a, const CalendarTimes& b) {
    return a.offset_ == b.offset_;
  }

 private:
  const Zone* zone_;
  std::optional<std::chrono::minutes> offset_;
  std::string start_, end_;
};

// The bytes of a feed (RFC 5545, RFC 7986; METHOD:PUBLISH), UTF-8, equal for equal values: its
// head, its events, its end.

std::string encode_calendar_head(const std::string& name, const CalendarTimes&);
std::string encode_event(const CalendarEvent&, const CalendarTimes&);
std::string_view calendar_end();

/// All of it.
std::string encode_calendar(const Calendar&, const Zone&);

}  // namespace inspectord

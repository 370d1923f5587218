// SPDX-License-Identifier: Apache-2.0
#include "formats/icalendar.hpp"

#include "formats/calendar_lines.hpp"

#include <array>
#include <cstdlib>
#include <set>
#include <string_view>

namespace inspectord {
namespace {

using std::chrono::minutes;

constexpr std::size_t usual_size_of_event = 640;

/// Digits with leading zeros at the end of a text.
void append_number(std::string& out, int value, int digits) {
  std::array<char, 8> text{};
  for (int i = digits - 1; i >= 0; --i) {
    text[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(text.data(), static_cast<std::size_t>(digits));
}

std::string basic(LocalDate day) {
  std::string text;
  append_number(text, static_cast<int>(day.year()), 4);
  append_number(text, static_cast<int>(static_cast<unsigned>(day.month())), 2);
  append_number(text, static_cast<int>(static_cast<unsigned>(day.day())), 2);
  return text;
}

std::string basic(LocalDate day, std::chrono::seconds since_midnight) {
  auto text = basic(day) + "T";
  const auto seconds = static_cast<int>(since_midnight.count());
  append_number(text, seconds / 3600, 2);
  append_number(text, seconds / 60 % 60, 2);
  append_number(text, seconds % 60, 2);
  return text;
}

/// 20260302T010000Z
std::string basic_utc(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  return basic(LocalDate{day}, std::chrono::floor<std::chrono::seconds>(at - day)) + "Z";
}

/// +0700; +07 where the minutes are left out.
std::string offset_text(minutes offset, bool with_minutes) {
  std::string text = offset < minutes{0} ? "-" : "+";
  const auto size = std::abs(static_cast<int>(offset.count()));
  append_number(text, size / 60, 2);
  if (with_minutes || size % 60 != 0) append_number(text, size % 60, 2);
  return text;
}

/// The offset that the zone keeps all through the years; nullopt where it changes, or there are
/// none.
std::optional<minutes> kept_offset(const std::set<std::chrono::year>& years, const Zone& zone) {
  std::set<minutes> offsets;
  for (const auto year : years) {
    for (unsigned month = 1; month <= 12; ++month) {
      const LocalDate day{year, std::chrono::month{month}, std::chrono::day{1}};
      offsets.insert(zone.offset_at(zone.at(day, LocalTime{0})));
    }
  }
  return offsets.size() == 1 ? std::optional{*offsets.begin()} : std::nullopt;
}

void write_zone(CalendarLines& lines, const Zone& zone, minutes offset) {
  const auto text = offset_text(offset, true);
  lines.line("BEGIN:VTIMEZONE").text("TZID", zone.name());
  lines.line("BEGIN:STANDARD").line("DTSTART:19700101T000000");
  lines.plain("TZOFFSETFROM", text).plain("TZOFFSETTO", text);
  lines.plain("TZNAME", offset_text(offset, false));
  lines.line("END:STANDARD").line("END:VTIMEZONE");
}

void write_head(CalendarLines& lines, const std::string& name, const CalendarTimes& times) {
  lines.line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:-//inspectord//inspectord//VI");
  lines.line("CALSCALE:GREGORIAN").line("METHOD:PUBLISH");
  lines.text("NAME", name).text("X-WR-CALNAME", name);
  lines.text("X-WR-TIMEZONE", times.zone().name());
  lines.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H").line("X-PUBLISHED-TTL:PT1H");
  lines.line("COLOR:steelblue");
  if (times.offset()) write_zone(lines, times.zone(), *times.offset());
}

void write_time(CalendarLines& lines, const CalendarEvent& event, const CalendarTimes& times) {
  if (!event.start) {
    lines.plain("DTSTART;VALUE=DATE", basic(event.day));
    lines.plain("DTEND;VALUE=DATE", basic(plus_days(event.day, 1)));
    return;
  }
  lines.begin(times.start_field()).put(times.at(event.day, *event.start)).end();
  if (event.end && *event.end > *event.start)
    lines.begin(times.end_field()).put(times.at(event.day, *event.end)).end();
}

std::string_view status_line(EventStatus status) {
  switch (status) {
    case EventStatus::tentative:
      return "STATUS:TENTATIVE";
    case EventStatus::confirmed:
      return "STATUS:CONFIRMED";
    case EventStatus::cancelled:
      return "STATUS:CANCELLED";
  }
  return "STATUS:CONFIRMED";
}

void write_categories(CalendarLines& lines, const std::vector<std::string>& categories) {
  if (categories.empty()) return;
  lines.begin("CATEGORIES:");
  for (const auto& category : categories) {
    if (&category != &categories.front()) lines.put(",");
    lines.put_text(category);
  }
  lines.end();
}

void write_event(CalendarLines& lines, const CalendarEvent& event, const CalendarTimes& times) {
  const auto stamp = basic_utc(event.changed_at);
  lines.line("BEGIN:VEVENT").text("UID", event.uid);
  lines.plain("SEQUENCE", std::to_string(event.sequence));
  lines.plain("DTSTAMP", stamp).plain("LAST-MODIFIED", stamp);
  write_time(lines, event, times);
  lines.text("SUMMARY", event.summary);
  if (!event.description.empty()) lines.text("DESCRIPTION", event.description);
  if (!event.location.empty()) lines.text("LOCATION", event.location);
  if (!event.url.empty()) lines.uri("URL", event.url);
  write_categories(lines, event.categories);
  lines.line(status_line(event.status));
  lines.line(event.deadline ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE").line("END:VEVENT");
}

}  // namespace

CalendarTimes::CalendarTimes(const Zone& zone, const std::set<std::chrono::year>& years)
    : zone_(&zone), offset_(kept_offset(years, zone)) {
  const auto tzid = offset_ ? ";TZID=" + zone.name() + ":" : std::string{":"};
  start_ = "DTSTART" + tzid;
  end_ = "DTEND" + tzid;
}

std::string CalendarTimes::at(LocalDate day, LocalTime time) const {
  return offset_ ? basic(day, time) : basic_utc(zone_->at(day, time));
}

std::string encode_calendar_head(const std::string& name, const CalendarTimes& times) {
  CalendarLines lines;
  write_head(lines, name, times);
  return std::move(lines).take();
}

std::string encode_event(const CalendarEvent& event, const CalendarTimes& times) {
  CalendarLines lines;
  lines.reserve(usual_size_of_event);
  write_event(lines, event, times);
  return std::move(lines).take();
}

std::string_view calendar_end() {
  return "END:VCALENDAR\r\n";
}

std::string encode_calendar(const Calendar& calendar, const Zone& zone) {
  std::set<std::chrono::year> years;
  for (const auto& event : calendar.events) {
    if (event.start) years.insert(event.day.year());
  }
  const CalendarTimes times{zone, years};
  CalendarLines lines;
  lines.reserve((calendar.events.size() + 1) * usual_size_of_event);
  write_head(lines, calendar.name, times);
  for (const auto& event : calendar.events) write_event(lines, event, times);
  return std::move(lines).take().append(calendar_end());
}

}  // namespace inspectord

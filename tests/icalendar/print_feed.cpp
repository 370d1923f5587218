// SPDX-License-Identifier: Apache-2.0
// Prints the sample feed and what it was made of as JSON; read.mjs stands at the other end.
#include "calendar/zone.hpp"
#include "formats/json.hpp"
#include "tests/icalendar/sample_feed.hpp"

#include <cstdio>

namespace inspectord {
namespace {

JsonValue status_of(EventStatus status) {
  switch (status) {
    case EventStatus::tentative:
      return "TENTATIVE";
    case EventStatus::confirmed:
      return "CONFIRMED";
    case EventStatus::cancelled:
      return "CANCELLED";
  }
  return {};
}

JsonValue time_of(const CalendarEvent& event, const std::optional<LocalTime>& time) {
  return time ? JsonValue{to_rfc3339(Zone::vietnam().at(event.day, *time))} : JsonValue{};
}

JsonValue json_of(const CalendarEvent& event) {
  JsonArray categories;
  for (const auto& category : event.categories) categories.push_back(category);
  const auto stamp = std::chrono::floor<std::chrono::seconds>(event.changed_at);
  return JsonObject{
      {"uid", event.uid},
      {"sequence", event.sequence},
      {"stamp", to_rfc3339(stamp)},
      {"start", event.start ? time_of(event, event.start) : JsonValue{to_string(event.day)}},
      {"end",
       event.start ? time_of(event, event.end) : JsonValue{to_string(plus_days(event.day, 1))}},
      {"status", status_of(event.status)},
      {"transparent", event.deadline},
      {"summary", event.summary},
      {"description", event.description},
      {"location", event.location},
      {"url", event.url},
      {"categories", std::move(categories)}};
}

}  // namespace
}  // namespace inspectord

int main() {
  using namespace inspectord;
  const auto sample = sample_feed();
  JsonArray events;
  for (const auto& event : sample.calendar.events) events.push_back(json_of(event));
  std::puts(write_json(JsonObject{{"name", sample.calendar.name},
                                  {"events", std::move(events)},
                                  {"feed", sample.bytes}})
                .c_str());
}

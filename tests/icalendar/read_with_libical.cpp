// SPDX-License-Identifier: Apache-2.0
// Our feeds as libical reads them.
#include "calendar/zone.hpp"
#include "tests/icalendar/sample_feed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <libical/ical.h>

#include <map>
#include <memory>

namespace inspectord {
namespace {

struct Freed {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

Component parsed(const std::string& bytes) {
  icaltimezone_set_tzid_prefix("");
  return Component{icalparser_parse_string(bytes.c_str())};
}

std::map<std::string, icalcomponent*> events_of(icalcomponent* calendar) {
  std::map<std::string, icalcomponent*> events;
  for (auto* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
    events.emplace(icalcomponent_get_uid(event), event);
  return events;
}

std::string text(const char* value) {
  return value ? value : "";
}

icalproperty_status status_of(EventStatus status) {
  switch (status) {
    case EventStatus::tentative:
      return ICAL_STATUS_TENTATIVE;
    case EventStatus::confirmed:
      return ICAL_STATUS_CONFIRMED;
    case EventStatus::cancelled:
      return ICAL_STATUS_CANCELLED;
  }
  return ICAL_STATUS_NONE;
}

Instant instant_of(icaltimetype time) {
  const auto* zone = icaltime_get_timezone(time);
  return Instant{
      std::chrono::seconds{icaltime_as_timet_with_zone(time, const_cast<icaltimezone*>(zone))}};
}

LocalDate date_of(icaltimetype time) {
  return make_date(time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day));
}

std::vector<std::string> categories_of(icalcomponent* event) {
  std::vector<std::string> categories;
  for (auto* one = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); one;
       one = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY))
    categories.push_back(text(icalproperty_get_categories(one)));
  return categories;
}

/// libical 3.0 writes the comma inside a category without its escape, and then reads two.
std::string joined(const std::vector<std::string>& categories) {
  std::string all;
  for (const auto& one : categories) {
    for (const char c : one) {
      if (c != ' ') all += c;
    }
    all += ',';
  }
  return all;
}

void expect_times(icalcomponent* read, const CalendarEvent& event) {
  const auto& zone = Zone::vietnam();
  const auto start = icalcomponent_get_dtstart(read);
  const auto end = icalcomponent_get_dtend(read);
  ASSERT_EQ(start.is_date != 0, !event.start.has_value());
  if (!event.start) {
    EXPECT_EQ(date_of(start), event.day);
    EXPECT_EQ(date_of(end), plus_days(event.day, 1));
    return;
  }
  EXPECT_EQ(instant_of(start), zone.at(event.day, *event.start));
  if (event.end) {
    EXPECT_EQ(instant_of(end), zone.at(event.day, *event.end));
  }
}

void expect_equal(icalcomponent* read, const CalendarEvent& event) {
  EXPECT_EQ(text(icalcomponent_get_summary(read)), event.summary);
  EXPECT_EQ(text(icalcomponent_get_description(read)), event.description);
  EXPECT_EQ(text(icalcomponent_get_location(read)), event.location);
  EXPECT_EQ(icalcomponent_get_sequence(read), event.sequence);
  EXPECT_EQ(icalcomponent_get_status(read), status_of(event.status));
  EXPECT_EQ(instant_of(icalcomponent_get_dtstamp(read)),
            std::chrono::floor<std::chrono::seconds>(event.changed_at));
  EXPECT_EQ(joined(categories_of(read)), joined(event.categories));
  expect_times(read, event);
}

void expect_whole(icalcomponent* calendar, const Calendar& made) {
  const auto events = events_of(calendar);
  EXPECT_EQ(events.size(), made.events.size());
  for (const auto& event : made.events) {
    SCOPED_TRACE(event.uid);
    const auto found = events.find(event.uid);
    ASSERT_NE(found, events.end());
    expect_equal(found->second, event);
  }
}

TEST(FeedInLibical, HasEveryEventWithItsTimes) {
  const auto sample = sample_feed();
  ASSERT_GE(sample.calendar.events.size(), 16u);
  const auto calendar = parsed(sample.bytes);
  ASSERT_TRUE(calendar);
  expect_whole(calendar.get(), sample.calendar);
  const auto difficult = sample.calendar.events.back();
  EXPECT_EQ(categories_of(events_of(calendar.get()).at(difficult.uid)), difficult.categories);
}

/// What libical found wrong in a calendar, and in its events.
std::vector<std::string> errors_in(icalcomponent* component) {
  std::vector<std::string> errors;
  for (auto* one = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); one;
       one = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
    errors.push_back(text(icalproperty_get_xlicerror(one)));
  for (auto* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner;
       inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
    for (auto& error : errors_in(inner)) errors.push_back(std::move(error));
  }
  return errors;
}

TEST(FeedInLibical, HasNoErrors) {
  const auto calendar = parsed(sample_feed().bytes);
  ASSERT_TRUE(calendar);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_PUBLISH);
  // RFC 5546 asks for an ORGANIZER, with which calendars would take each entry for an invitation.
  icalrestriction_check(calendar.get());
  EXPECT_THAT(errors_in(calendar.get()), testing::Each(testing::HasSubstr("ORGANIZER")));
}

TEST(FeedInLibical, SurvivesBeingWrittenByIt) {
  const auto sample = sample_feed();
  const auto calendar = parsed(sample.bytes);
  ASSERT_TRUE(calendar);
  const std::unique_ptr<char, decltype(&free)> written{
      icalcomponent_as_ical_string_r(calendar.get()), &free};
  const auto again = parsed(written.get());
  ASSERT_TRUE(again);
  expect_whole(again.get(), sample.calendar);
}

}  // namespace
}  // namespace inspectord

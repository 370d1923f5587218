// SPDX-License-Identifier: Apache-2.0
#include "tests/icalendar/sample_feed.hpp"

#include "server/routes/feed_calendar.hpp"
#include "tests/support/journey.hpp"

namespace inspectord {
namespace {

VisitInput to_day(std::string_view date) {
  VisitInput input;
  if (!date.empty()) input.date = day(date);
  input.reason = "disaster";  // its label has a comma
  input.document = "12/TB-SLĐTBXH";
  return input;
}

void live(Journey& service) {
  const auto an_giang = service.issue(plan_file("an-giang-2022"), "78/KH-MH").id;
  service.act(an_giang, "cho-moi", VisitAction::move, to_day("2022-10-20"));
  service.set_clock("2024-04-24 09:00");
  const auto bac_giang = service.issue(plan_file("bac-giang-2024"), "77/KH-MH").id;
  service.act(bac_giang, "son-dong", VisitAction::move, to_day("2024-05-27"));
  service.act(bac_giang, "son-dong", VisitAction::move, to_day("2024-05-30"));
  service.act(bac_giang, "son-dong", VisitAction::cancel, to_day(""));
  service.act(bac_giang, "luc-ngan", VisitAction::confirm, to_day(""));
  service.act(bac_giang, "luc-nam", VisitAction::postpone, to_day(""));
}

CalendarEvent difficult_event() {
  CalendarEvent event;
  event.uid = "difficult";
  event.sequence = 7;
  event.changed_at = local("2024-04-24 09:00");
  event.day = make_date(2024, 2, 29);
  event.start = std::chrono::hours{23};
  event.end = std::chrono::hours{23} + std::chrono::minutes{59};
  event.status = EventStatus::tentative;
  event.summary = "a;b,c\\d\\n:\"e\" END:VEVENT";
  for (int i = 0; i < 60; ++i) event.description += "Đoàn kiểm tra 😀;\\,\n";
  event.description += "BEGIN:VEVENT";
  event.location = "Hội trường A, tầng 2; cổng \"sau\"";
  event.url = "https://example.vn/x?a=1,2;b=3";
  event.categories = {"Kiểm tra, đột xuất", "Trẻ em; gia đình"};
  return event;
}

}  // namespace

SampleFeed sample_feed() {
  Journey service{"2022-08-02 09:00"};
  live(service);
  Feed feed;
  feed.owner = service.staff().planner.agency;
  auto calendar = service.read([&](Snapshot& snapshot) {
    return calendar_of(snapshot, feed, service.house().zone.date_of(service.now()));
  });
  calendar.events.push_back(difficult_event());
  auto bytes = encode_calendar(calendar, service.house().zone);
  return {std::move(calendar), std::move(bytes)};
}

}  // namespace inspectord

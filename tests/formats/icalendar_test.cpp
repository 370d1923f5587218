// SPDX-License-Identifier: Apache-2.0
#include "formats/icalendar.hpp"

#include "tests/support/calendar_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace inspectord {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

CalendarEvent visit() {
  CalendarEvent event;
  event.uid = "01902d3e-8c00-7abc-8def-0123456789ab";
  event.sequence = 2;
  event.changed_at = parse_rfc3339("2022-09-01T08:15:30.250+07:00").value();
  event.day = make_date(2022, 10, 18);
  event.start = hours{8};
  event.end = hours{11} + minutes{30};
  event.summary = "Kiểm tra UBND huyện Chợ Mới";
  return event;
}

std::string encoded(const CalendarEvent& event) {
  return encode_calendar({.name = "Lịch", .events = {event}}, Zone::vietnam());
}

std::string round_trip(const std::string& text) {
  auto event = visit();
  event.summary = text;
  return calendar_events(encoded(event)).at(0)["SUMMARY"];
}

TEST(EncodeCalendar, SaysWhatItIsAndHowOftenToAsk) {
  const auto lines = calendar_lines(encoded(visit()));
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  for (const auto* line : {"VERSION:2.0", "METHOD:PUBLISH", "NAME:Lịch", "X-WR-CALNAME:Lịch",
                           "X-WR-TIMEZONE:Asia/Ho_Chi_Minh", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
                           "X-PUBLISHED-TTL:PT1H", "PRODID:-//inspectord//inspectord//VI"})
    EXPECT_THAT(lines, Contains(line));
}

TEST(EncodeCalendar, WritesTimesOfVietnamWithTheirZone) {
  const auto lines = calendar_lines(encoded(visit()));
  for (const auto* line :
       {"BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700", "TZNAME:+07", "DTSTART;TZID=Asia/Ho_Chi_Minh:20221018T080000",
        "DTEND;TZID=Asia/Ho_Chi_Minh:20221018T113000"})
    EXPECT_THAT(lines, Contains(line));
}

TEST(EncodeCalendar, WritesUtcWhereTheZoneChangesItsOffset) {
  const auto bytes =
      encode_calendar({.name = "x", .events = {visit()}}, Zone::find("Europe/Berlin").value());
  const auto lines = calendar_lines(bytes);
  EXPECT_THAT(lines, Contains("DTSTART:20221018T060000Z"));
  EXPECT_THAT(lines, Contains("DTEND:20221018T093000Z"));
  EXPECT_THAT(bytes, Not(HasSubstr("VTIMEZONE")));
}

TEST(EncodeCalendar, EndsAnAllDayEventOnTheDayAfter) {
  auto event = visit();
  event.start.reset();
  event.day = make_date(2024, 2, 29);
  event.deadline = true;
  const auto bytes = encoded(event);
  const auto read = calendar_events(bytes).at(0);
  EXPECT_EQ(read["DTSTART;VALUE=DATE"], "20240229");
  EXPECT_EQ(read["DTEND;VALUE=DATE"], "20240301");
  EXPECT_EQ(read["TRANSP"], "TRANSPARENT");
  EXPECT_THAT(bytes, Not(HasSubstr("VTIMEZONE")));
}

TEST(EncodeCalendar, SaysNoEndWhereNobodyDid) {
  auto event = visit();
  event.end.reset();
  EXPECT_THAT(encoded(event), Not(HasSubstr("DTEND")));
  event.end = event.start;
  EXPECT_THAT(encoded(event), Not(HasSubstr("DTEND")));
}

TEST(EncodeCalendar, TakesEveryStampFromTheRecord) {
  const auto read = calendar_events(encoded(visit())).at(0);
  EXPECT_EQ(read["DTSTAMP"], "20220901T011530Z");
  EXPECT_EQ(read["LAST-MODIFIED"], "20220901T011530Z");
  EXPECT_EQ(read["SEQUENCE"], "2");
  EXPECT_EQ(encoded(visit()), encoded(visit()));
}

TEST(EncodeCalendar, NamesEachStatus) {
  auto event = visit();
  EXPECT_EQ(calendar_events(encoded(event)).at(0)["STATUS"], "CONFIRMED");
  event.status = EventStatus::tentative;
  EXPECT_EQ(calendar_events(encoded(event)).at(0)["STATUS"], "TENTATIVE");
  event.status = EventStatus::cancelled;
  EXPECT_EQ(calendar_events(encoded(event)).at(0)["STATUS"], "CANCELLED");
}

TEST(EncodeCalendar, LeavesOutWhatIsNotThere) {
  const auto bytes = encoded(visit());
  for (const auto* name : {"DESCRIPTION", "LOCATION", "URL", "CATEGORIES"})
    EXPECT_THAT(bytes, Not(HasSubstr(name)));
}

TEST(EncodeCalendar, EscapesTexts) {
  auto event = visit();
  event.description = "một; hai, ba\\bốn\nnăm";
  event.categories = {"Kiểm tra, đột xuất", "Trẻ em"};
  const auto lines = calendar_lines(encoded(event));
  EXPECT_THAT(lines, Contains("DESCRIPTION:một\\; hai\\, ba\\\\bốn\\nnăm"));
  EXPECT_THAT(lines, Contains("CATEGORIES:Kiểm tra\\, đột xuất,Trẻ em"));
}

TEST(EncodeCalendar, LetsNoTextBeginALine) {
  for (const std::string brk : {"\n", "\r", "\r\n", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"}) {
    auto event = visit();
    const auto evil = "x" + brk + "END:VEVENT" + brk + "ATTENDEE:mailto:a@example.vn";
    event.uid = event.summary = event.description = event.location = event.url = evil;
    event.categories = {evil};
    const auto bytes = encode_calendar({.name = evil, .events = {event}}, Zone::vietnam());
    const auto events = calendar_events(bytes);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0]["ATTENDEE"], "");
    EXPECT_EQ(events[0]["SUMMARY"], "x\nEND:VEVENT\nATTENDEE:mailto:a@example.vn");
    EXPECT_EQ(bytes.find("\xe2\x80\xa8"), std::string::npos);
  }
}

TEST(EncodeCalendar, DropsControlCharactersAndRepairsBytes) {
  EXPECT_EQ(round_trip(std::string{"a\0b\x07\x1b\x7f\xc2\x9b"
                                   "c\td",
                                   11}),
            "abc\td");
  EXPECT_EQ(round_trip("a\xff\xc3(b"), "a\xef\xbf\xbd\xef\xbf\xbd(b");
  EXPECT_EQ(round_trip("cut \xe1\xba"), "cut \xef\xbf\xbd\xef\xbf\xbd");
}

TEST(EncodeCalendar, EncodesWhatDoesNotBelongIntoAUri) {
  auto event = visit();
  event.url = "https://example.vn/kế hoạch?a=1,2";
  EXPECT_THAT(calendar_lines(encoded(event)),
              Contains("URL:https://example.vn/k%E1%BA%BF%20ho%E1%BA%A1ch?a=1,2"));
}

TEST(EncodeCalendar, FoldsBetweenCodePoints) {
  // calendar_lines throws where a line is too long or torn.
  for (std::size_t lead = 0; lead < 80; ++lead) {
    std::string text(lead, 'x');
    for (int i = 0; i < 40; ++i) text += "ế😀;";
    EXPECT_EQ(round_trip(text), text) << lead;
  }
  EXPECT_EQ(round_trip(std::string(67, 'x')), std::string(67, 'x'));
}

TEST(EncodeCalendar, UsesTheWholeLine) {
  auto event = visit();
  event.summary = std::string(67, 'x');
  EXPECT_THAT(encoded(event), HasSubstr("\r\nSUMMARY:" + std::string(67, 'x') + "\r\nSTATUS"));
  event.summary += 'y';
  EXPECT_THAT(encoded(event), HasSubstr("x\r\n y\r\nSTATUS"));
}

/// Code points of all lengths, the ones with a meaning of their own more often than chance would.
std::string random_text(std::mt19937& engine) {
  static const std::vector<std::string> parts{"a",  ";",  ",",  "\\",       "\n",           ":",
                                              "\"", "ế",  "đ",  "\xc2\xa0", "\xe2\x82\xab", "😀",
                                              " ",  "\t", "\\n"};
  std::string text;
  for (auto size = engine() % 200; size > 0; --size) text += parts[engine() % parts.size()];
  return text;
}

TEST(EncodeCalendar, GivesBackEveryText) {
  std::mt19937 engine{20220801};
  for (int i = 0; i < 2000; ++i) {
    const auto text = random_text(engine);
    ASSERT_EQ(round_trip(text), text);
  }
}

TEST(EncodeCalendar, StandsAnyBytes) {
  std::mt19937 engine{20220802};
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(engine() % 200, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(engine());
    auto event = visit();
    event.description = event.location = event.uid = bytes;
    ASSERT_EQ(calendar_events(encoded(event)).size(), 1u);
  }
}

}  // namespace
}  // namespace inspectord

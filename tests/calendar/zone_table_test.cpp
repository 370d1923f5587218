// SPDX-License-Identifier: Apache-2.0
#include "calendar/posix_rule.hpp"
#include "calendar/zone.hpp"
#include "core/random.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace inspectord {
namespace {

const ZoneTable& table(const char* name) {
  return Zone::find(name).value().table();
}

std::int64_t at(const char* text) {
  return to_millis(*parse_rfc3339(text)) / 1000;
}

TEST(ZoneTable, AgreesWithTheLibraryAsFarAsThatKnowsTheYears) {
  int zones = 0;
  for (const auto& zone : date::get_tzdb().zones) {
    const auto found = Zone::find(zone.name());
    ASSERT_TRUE(found) << zone.name();
    ++zones;
    std::int64_t time = at("1902-01-01T00:00:00Z");
    while (time < at("2037-12-31T00:00:00Z")) {
      const auto info = zone.get_info(date::sys_seconds{std::chrono::seconds{time}});
      ASSERT_EQ(found->table().offset_at(time), info.offset.count()) << zone.name() << " " << time;
      ASSERT_EQ(found->table().offset_at(time - 1),
                zone.get_info(date::sys_seconds{std::chrono::seconds{time - 1}}).offset.count());
      time = info.end.time_since_epoch().count();
    }
  }
  EXPECT_GT(zones, 300);
}

TEST(ZoneTable, GoesOnByTheLastRuleForEver) {
  const auto& york = table("America/New_York");
  EXPECT_EQ(york.offset_at(at("2100-07-01T00:00:00Z")), -4 * 3600);
  EXPECT_EQ(york.offset_at(at("2100-12-01T00:00:00Z")), -5 * 3600);
  EXPECT_EQ(york.offset_at(at("2199-03-10T06:59:59Z")), -5 * 3600) << "second Sunday of March";
  EXPECT_EQ(york.offset_at(at("2199-03-10T07:00:00Z")), -4 * 3600);
  for (const int year : {2450, 2833, 5000, 9999}) {
    const auto july = at((std::to_string(year) + "-07-01T00:00:00Z").c_str());
    EXPECT_EQ(york.offset_at(july), -4 * 3600) << year;
    EXPECT_EQ(york.meaning_of(july).at, july + 4 * 3600) << year;
    EXPECT_EQ(york.offset_at(july + 150 * 86400), -5 * 3600) << year;
  }
}

TEST(ZoneTable, KnowsGapsAndOverlapsFarAhead) {
  const auto& berlin = table("Europe/Berlin");
  const auto gap = berlin.meaning_of(at("2500-03-28T02:30:00Z"));  // the last Sunday of March
  EXPECT_TRUE(gap.in_gap);
  EXPECT_EQ(gap.gap_end, at("2500-03-28T01:00:00Z"));
  EXPECT_EQ(gap.gap_end_local, at("2500-03-28T03:00:00Z"));
  EXPECT_EQ(gap.at, at("2500-03-28T01:30:00Z")) << "as much after the gap as it lies inside";
  EXPECT_EQ(berlin.meaning_of(at("2026-10-25T02:30:00Z")).at, at("2026-10-25T00:30:00Z"));
}

/// Each answer is looked for near the last one, so they must not depend on what was asked before.
TEST(ZoneTable, AnswersTheSameWhereverItLookedBefore) {
  SeededRandom random{20'261'126};
  const auto first = at("1890-01-01T00:00:00Z");
  const auto last = at("2420-01-01T00:00:00Z");
  for (const char* name : {"UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin",
                           "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"}) {
    const auto& zone = table(name);
    std::int64_t time = first;
    for (int n = 0; n < 3'000; ++n) {
      const std::int64_t reach = n % 3 == 0 ? last - first : std::int64_t{86'400} * 300 * (n % 7);
      time += static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(reach + 1));
      if (time >= last) time -= last - first;
      std::size_t span = zone.size() - 1;
      while (span > 0 && zone.begin(span) > time) --span;
      ASSERT_EQ(zone.span_at(time), span) << name << " " << time;
      std::size_t local = 0;
      while (local + 1 < zone.size() && time >= zone.end(local) + zone.offset(local)) ++local;
      const bool in_gap = local > 0 && time < zone.begin(local) + zone.offset(local);
      ASSERT_EQ(zone.meaning_of(time).in_gap, in_gap) << name << " " << time;
      ASSERT_EQ(zone.meaning_of(time).at, time - zone.offset(in_gap ? local - 1 : local))
          << name << " " << time;
    }
  }
}

TEST(ZoneTable, ReadsOffsetsOfSeconds) {
  EXPECT_EQ(table("Africa/Monrovia").offset_at(at("1971-01-01T00:00:00Z")), -(44 * 60 + 30));
}

TEST(ZoneTable, RefusesWhatIsNoCompiledZone) {
  EXPECT_FALSE(ZoneTable::read(""));
  EXPECT_FALSE(ZoneTable::read("TZif2"));
  std::ifstream file{"/usr/share/zoneinfo/Europe/Berlin", std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  ASSERT_TRUE(ZoneTable::read(bytes));
  for (std::size_t length = 0; length + 1 < bytes.size(); ++length)
    ASSERT_FALSE(ZoneTable::read(std::string_view{bytes}.substr(0, length))) << length;
}

TEST(PosixRule, ReadsTheFormsOfItsNotation) {
  const auto york = PosixRule::parse("EST5EDT,M3.2.0,M11.1.0");
  ASSERT_TRUE(york);
  EXPECT_EQ(york->standard, -5 * 3600);
  EXPECT_EQ(york->summer, -4 * 3600);
  EXPECT_EQ(york->to_summer->in(2026), at("2026-03-08T02:00:00Z"));
  const auto godthab = PosixRule::parse("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
  ASSERT_TRUE(godthab);
  EXPECT_EQ(godthab->to_summer->in(2026), at("2026-03-28T23:00:00Z"));
  const auto lord_howe = PosixRule::parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
  ASSERT_TRUE(lord_howe);
  EXPECT_EQ(lord_howe->summer - lord_howe->standard, 1800);
  const auto days = PosixRule::parse("XXX-1YYY,J60/0,300/26");
  ASSERT_TRUE(days);
  EXPECT_EQ(days->to_summer->in(2024), at("2024-03-01T00:00:00Z"));
  EXPECT_EQ(days->to_standard->in(2023), at("2023-10-29T02:00:00Z"));
}

TEST(PosixRule, RefusesWhatIsNone) {
  for (const auto* text : {"", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0",
                           "EST5EDT,M3.2.0,M11.1.0x", "<EST5", "EST25"})
    EXPECT_FALSE(PosixRule::parse(text)) << text;
}

}  // namespace
}  // namespace inspectord

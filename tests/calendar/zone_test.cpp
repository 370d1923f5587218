// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

constexpr LocalTime clock_time(int hour, int minute) {
  return LocalTime{hour * 60 + minute};
}

Zone berlin() {
  return *Zone::find("Europe/Berlin");
}

TEST(Zone, IsFoundByItsName) {
  EXPECT_EQ(Zone::vietnam().name(), "Asia/Ho_Chi_Minh");
  EXPECT_FALSE(Zone::find("Asia/Sai_Gon"));
  EXPECT_FALSE(Zone::find(""));
}

TEST(Zone, OfVietnamIsSevenHoursAheadAllYear) {
  for (const auto day : {make_date(2026, 1, 15), make_date(2026, 7, 15)}) {
    const auto at = Zone::vietnam().at(day, clock_time(8, 0));
    EXPECT_EQ(Zone::vietnam().to_rfc3339(at), to_string(day) + "T08:00:00+07:00");
    EXPECT_EQ(to_rfc3339(at), to_string(day) + "T01:00:00Z");
  }
}

TEST(Zone, KnowsTheCivilDayOfAnInstant) {
  const auto at = *parse_rfc3339("2026-03-01T17:30:45Z");
  EXPECT_EQ(Zone::vietnam().date_of(at), make_date(2026, 3, 2));
  EXPECT_EQ(Zone::vietnam().time_of(at), clock_time(0, 30)) << "seconds are cut off";
  EXPECT_EQ(Zone::vietnam().date_of(at - std::chrono::minutes{31}), make_date(2026, 3, 1));
  EXPECT_EQ(berlin().date_of(*parse_rfc3339("1969-12-31T22:59:59.999Z")), make_date(1969, 12, 31));
}

TEST(Zone, TurnsSummerOnAndOff) {
  EXPECT_EQ(to_rfc3339(berlin().at(make_date(2026, 1, 15), clock_time(8, 0))),
            "2026-01-15T07:00:00Z");
  EXPECT_EQ(to_rfc3339(berlin().at(make_date(2026, 7, 15), clock_time(8, 0))),
            "2026-07-15T06:00:00Z");
}

TEST(Zone, MovesATimeInAGapToTheGapsEnd) {
  for (const auto time : {clock_time(2, 0), clock_time(2, 30), clock_time(2, 59)}) {
    EXPECT_EQ(berlin().to_rfc3339(berlin().at(make_date(2026, 3, 29), time)),
              "2026-03-29T03:00:00+02:00");
  }
  EXPECT_EQ(berlin().to_rfc3339(berlin().at(make_date(2026, 3, 29), clock_time(1, 59))),
            "2026-03-29T01:59:00+01:00");
  EXPECT_EQ(berlin().to_rfc3339(berlin().at(make_date(2026, 3, 29), clock_time(3, 0))),
            "2026-03-29T03:00:00+02:00");
}

TEST(Zone, MeansTheFirstPassOfARepeatedHour) {
  EXPECT_EQ(berlin().to_rfc3339(berlin().at(make_date(2026, 10, 25), clock_time(2, 30))),
            "2026-10-25T02:30:00+02:00");
  EXPECT_EQ(berlin().to_rfc3339(berlin().at(make_date(2026, 10, 25), clock_time(3, 0))),
            "2026-10-25T03:00:00+01:00");
}

TEST(Zone, GivesTheTimeBackThatItWasGiven) {
  for (int day = 0; day < 366; ++day) {
    const auto date = plus_days(make_date(2026, 1, 1), day);
    const auto at = berlin().at(date, clock_time(8, 0));
    EXPECT_EQ(berlin().date_of(at), date);
    EXPECT_EQ(berlin().time_of(at), clock_time(8, 0)) << to_string(date);
  }
}

TEST(Zone, SkipsADayThatAPlaceNeverHad) {
  const auto apia = *Zone::find("Pacific/Apia");  // no 30 December 2011
  EXPECT_EQ(apia.date_of(apia.at(make_date(2011, 12, 30), clock_time(8, 0))),
            make_date(2011, 12, 31));
}

}  // namespace
}  // namespace inspectord

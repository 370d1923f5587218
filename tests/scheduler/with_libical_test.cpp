// SPDX-License-Identifier: Apache-2.0
// libical beside us, where it is right: it walks from the start, without BYSETPOS of short periods,
// does not keep to the interval of seconds where BYMINUTE narrows them, without BYWEEKNO, in UTC.
#include "scheduler/recurrence_set.hpp"
#include "scheduler/recurrence_walk.hpp"

#include <gtest/gtest.h>

#include <libical/ical.h>

namespace inspectord {
namespace {

std::vector<std::int64_t> by_libical(const std::string& rule, const char* start, int n) {
  auto recurrence = icalrecurrencetype_from_string(rule.c_str());
  auto* walk = icalrecur_iterator_new(recurrence, icaltime_from_string(start));
  std::vector<std::int64_t> found;
  while (walk && n-- > 0) {
    const auto at = icalrecur_iterator_next(walk);
    if (icaltime_is_null_time(at)) break;
    found.push_back(icaltime_as_timet(at));
  }
  if (walk) icalrecur_iterator_free(walk);
  return found;
}

TEST(RecurrenceWalk, AgreesWithLibicalWhereThatIsRight) {
  const char* rules[] = {"FREQ=DAILY;INTERVAL=3",
                         "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                         "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
                         "FREQ=MONTHLY;BYMONTHDAY=-1",
                         "FREQ=MONTHLY;BYDAY=1MO,-1FR",
                         "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                         "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                         "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31",
                         "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                         "FREQ=YEARLY;BYDAY=20MO",
                         "FREQ=YEARLY;BYYEARDAY=1,100,-1",
                         "FREQ=YEARLY;BYMONTH=3,9;BYDAY=-1SU",
                         "FREQ=HOURLY;INTERVAL=7;BYDAY=MO",
                         "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,16",
                         "FREQ=SECONDLY;INTERVAL=17"};
  for (const auto* rule : rules) {
    const auto expected = by_libical(rule, "20240101T090000", 300);
    ASSERT_GE(expected.size(), 100u) << rule;  // it ends with the year 2582
    RecurrenceWalk walk{RecurrenceRule::parse(rule).value(),
                        parse_local_start("20240101T090000")->seconds};
    for (const auto at : expected) ASSERT_EQ(walk.next(), at) << rule;
  }
}

}  // namespace
}  // namespace inspectord

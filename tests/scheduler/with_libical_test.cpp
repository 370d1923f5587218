// SPDX-License-Identifier: Apache-2.0
// libical beside us, where it is right: it walks from the start, without BYSETPOS of short periods,
// does not keep to the interval of seconds where BYMINUTE narrows them, without BYWEEKNO, in UTC.
#include "scheduler/recurrence_set.hpp"
#include "scheduler/recurrence_walk.hpp"
#include "tests/support/random_rule.hpp"

#include <gtest/gtest.h>

#include <libical/ical.h>

#include <set>
#include <sstream>
#include <string>

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

std::string part_of(const std::string& rule, const std::string& name) {
  const auto at = rule.find(";" + name + "=");
  if (at == rule.npos) return {};
  const auto begin = at + name.size() + 2;
  return rule.substr(begin, rule.find(';', begin) - begin);
}

bool has_twins(const std::string& list) {
  std::set<std::string> seen;
  std::istringstream items{list};
  for (std::string item; std::getline(items, item, ',');) {
    if (!seen.insert(item).second) return true;
  }
  return false;
}

/// What libical reads as the text does, of frequencies of a day and more. It does not sort hours,
/// minutes and seconds; takes a day of the week that is named twice twice; leaves out the Sunday of
/// the first week where weeks lie apart; counts days of a month from its end in no daily rule, and
/// knows those of all months in no yearly one.
bool is_right_there(const std::string& rule) {
  for (const auto* part : {"BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND"}) {
    if (!part_of(rule, part).empty()) return false;
  }
  const auto days_of_month = part_of(rule, "BYMONTHDAY");
  if (rule.starts_with("FREQ=DAILY")) return days_of_month.find('-') == days_of_month.npos;
  if (rule.starts_with("FREQ=WEEKLY")) {
    const auto days = part_of(rule, "BYDAY");
    const bool spaced = !part_of(rule, "INTERVAL").empty();
    return !has_twins(days) && !(spaced && days.find("SU") != days.npos);
  }
  if (rule.starts_with("FREQ=YEARLY"))
    return days_of_month.empty() || !part_of(rule, "BYMONTH").empty();
  return true;
}

TEST(RecurrenceWalk, AgreesWithLibicalOnRandomRules) {
  RandomRule random{20261126};
  int compared = 0;
  while (compared < 500) {
    static constexpr const char* frequencies[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const auto rule = random.text(frequencies[random.below(4)]);
    if (!is_right_there(rule)) continue;
    RecurrenceWalk walk{RecurrenceRule::parse(rule).value(),
                        parse_local_start("20240131T090000")->seconds};
    const auto expected = by_libical(rule, "20240131T090000", 40);
    for (const auto at : expected) ASSERT_EQ(walk.next(), at) << rule;
    compared += expected.size() > 5 ? 1 : 0;
  }
}

}  // namespace
}  // namespace inspectord

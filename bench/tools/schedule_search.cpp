// SPDX-License-Identifier: Apache-2.0
// schedule_search cron | rrule | timers COUNT: nanoseconds, ours and the peers' in turn, one round.
// JSON.
#include "bench/tools/systemd_calendar.hpp"
#include "scheduler/armed_timers.hpp"
#include "scheduler/cron_expression.hpp"
#include "scheduler/recurrence_set.hpp"

#include <libical/ical.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <queue>
#include <random>
#include <stdexcept>
#include <string>

namespace inspectord::bench {
namespace {

volatile std::int64_t sink;  // keeps what is computed

/// Of this thread's processor time, so far.
double nanoseconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return 1e9 * static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec);
}

/// Nanoseconds of one of so many. By the clock a slow peer would look slower still on a busy
/// machine, which interrupts what takes long.
template <class Work>
double once(std::int64_t count, Work work) {
  const auto start = nanoseconds();
  work();
  return (nanoseconds() - start) / static_cast<double>(count);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The median of `times`, since a machine does other things as well. The first of them warms up.
template <class Work>
double each(std::int64_t count, Work work, int times = 9) {
  std::vector<double> took;
  for (int i = 0; i < times; ++i) took.push_back(once(count, work));
  return median(std::move(took));
}

/// What one would write without thinking: minute by minute until all fields fit.
struct MinuteWalk {
  bool minutes[60]{}, hours[24]{}, days[32]{}, months[13]{}, weekdays[7]{};
  int last_working_day = 0;  ///< 1: LW

  bool fits(std::int64_t minute) const {
    const auto day = minute / 1440;
    const auto date = civil::date_of(day);
    const bool on_day = last_working_day ? day == last_of(date.year, date.month)
                                         : days[date.day] && weekdays[civil::weekday_of(day)];
    return minutes[minute % 60] && hours[minute / 60 % 24] && months[date.month] && on_day;
  }
  static std::int64_t last_of(int year, int month) {
    auto day = civil::day_number(year, month, civil::length_of_month(year, month));
    while (civil::weekday_of(day) == 0 || civil::weekday_of(day) == 6) --day;
    return day;
  }
  std::int64_t next(std::int64_t minute) const {
    while (!fits(++minute)) {
    }
    return minute;
  }
};

MinuteWalk walk_of(const std::string& name) {
  MinuteWalk walk;
  const auto all = [](auto& field) { std::memset(field, 1, sizeof field); };
  all(walk.months);
  all(walk.weekdays);
  all(walk.days);
  if (name == "plain") {
    walk.minutes[0] = walk.hours[8] = true;
    walk.weekdays[0] = walk.weekdays[6] = false;
  } else if (name == "sparse") {
    walk.minutes[0] = walk.hours[0] = true;
    std::memset(walk.days, 0, sizeof walk.days);
    std::memset(walk.months, 0, sizeof walk.months);
    walk.days[29] = walk.months[2] = true;
  } else {
    walk.minutes[30] = walk.hours[9] = true;
    walk.last_working_day = 1;
  }
  return walk;
}

struct Expression {
  const char *name, *text;
  const char* of_systemd;  ///< nullptr: it has no way to say this.
};

constexpr Expression expressions[] = {
    {"plain", "0 8 * * 1-5", "Mon..Fri *-*-* 08:00:00"},
    {"sparse", "0 0 0 29 2 *", "*-02-29 00:00:00"},
    {"extended", "0 30 9 LW * *", nullptr},
};

constexpr std::int64_t last_year_asked = 6'300'000'000;  ///< Seconds: 2169.

/// Asks for one instant after the other and begins anew in the end. `next`: seconds, -1 for none.
template <class Next>
std::int64_t ask(int calls, std::int64_t start, Next next) {
  auto at = start;
  for (int n = 0; n < calls; ++n) {
    const std::int64_t found = next(at);
    at = found >= 0 && found < last_year_asked ? found : start;
  }
  return at;
}

std::int64_t our_next(const CronExpression& expression, const Zone& zone, std::int64_t at) {
  const auto next = expression.next(from_millis(at * 1000), zone);
  return next ? to_millis(*next) / 1000 : -1;
}

double systemd_each(const Expression& expression, const char* zone, std::int64_t start) {
  enter_zone(zone);
  const auto text = expression.of_systemd + std::string{std::strcmp(zone, "UTC") ? "" : " UTC"};
  const SystemdCalendar calendar{text.c_str()};
  const auto next = [&](std::int64_t at) {
    const auto found = calendar.next(static_cast<std::uint64_t>(at) * 1'000'000);
    return found ? static_cast<std::int64_t>(*found / 1'000'000) : -1;
  };
  const auto parsed = CronExpression::parse(expression.text).value();
  const auto place = *Zone::find(zone);
  constexpr int calls = 100;
  if (ask(calls, start, next) !=
      ask(calls, start, [&](std::int64_t at) { return our_next(parsed, place, at); }))
    throw std::runtime_error(text + ": systemd finds other times");
  return each(calls, [&] { sink = ask(calls, start, next); });
}

struct InZones {
  double utc, york, added;  ///< Added by the zone: the median of differences.
};

/// Both zones in turn, so that what else the machine does falls on both.
InZones ours_in_zones(const Expression& expression, std::int64_t start) {
  const auto parsed = CronExpression::parse(expression.text).value();
  constexpr int calls = 10'000;
  const auto took = [&, calls](const Zone& zone) {
    return once(calls, [&] {
      sink = ask(calls, start, [&](std::int64_t at) { return our_next(parsed, zone, at); });
    });
  };
  const auto utc = *Zone::find("UTC");
  const auto york = *Zone::find("America/New_York");
  std::vector<double> in_utc, in_york, added;
  for (int i = 0; i < 15; ++i) {
    in_utc.push_back(took(utc));
    in_york.push_back(took(york));
    added.push_back(in_york.back() - in_utc.back());
  }
  return {median(in_utc), median(in_york), median(added)};
}

double walk_each(const Expression& expression, std::int64_t start) {
  const auto walk = walk_of(expression.name);
  const int calls = std::strcmp(expression.name, "sparse") == 0 ? 1 : 20;
  return each(calls, [&] {
    auto minute = start / 60;
    for (int n = 0; n < calls; ++n) minute = walk.next(minute);
    sink = minute;
  });
}

void cron() {
  const auto start = to_millis(*parse_rfc3339("2026-01-01T00:00:00Z")) / 1000;
  std::printf("{");
  for (const auto& expression : expressions) {
    const auto* name = expression.name;
    const auto ours = ours_in_zones(expression, start);
    std::printf("\"%s-utc\":%.2f,\"%s-york\":%.2f,\"%s-added\":%.2f,", name, ours.utc, name,
                ours.york, name, ours.added);
    if (expression.of_systemd) {
      std::printf("\"%s-utc-systemd\":%.2f,", name, systemd_each(expression, "UTC", start));
      std::printf("\"%s-york-systemd\":%.2f,", name,
                  systemd_each(expression, "America/New_York", start));
    }
    std::printf("\"%s-walk\":%.2f%s", name, walk_each(expression, start),
                &expression == std::end(expressions) - 1 ? "}\n" : ",");
  }
}

constexpr const char* rules[] = {"FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=-1FR",
                                 "FREQ=DAILY;INTERVAL=2"};

double ours_each(const char* rule, const Zone& zone) {
  constexpr int calls = 3'000;
  auto set = RecurrenceSet::make(RecurrenceRule::parse(rule).value(),
                                 *parse_local_start("2016-01-01T08:00:00"), zone)
                 .value();
  return each(calls, [&] {
    for (int n = 0; n < calls; ++n) sink = to_millis(*set.next());
  });
}

double libical_each(const char* rule) {
  constexpr int calls = 300;
  auto* walk = icalrecur_iterator_new(icalrecurrencetype_from_string(rule),
                                      icaltime_from_string("20160101T080000"));
  const double took = each(calls, [&] {
    for (int n = 0; n < calls; ++n) sink = icaltime_as_timet(icalrecur_iterator_next(walk));
  });
  icalrecur_iterator_free(walk);
  return took;
}

/// The instants asked for are minutes apart, ten years behind the start.
constexpr int instants_asked = 1'000;

std::int64_t our_jump(RecurrenceSet& set, Instant after) {
  set.go_after(after);
  return to_millis(*set.next()) / 1000;
}

/// By the iterator's own jump (libical 3; not for COUNT), which wants the local time that may come.
/// An iterator that gave something before finds other days after a jump, so each begins anew.
std::int64_t libical_jump(const icalrecurrencetype& rule, icaltimetype begin, std::int64_t local) {
  auto* walk = icalrecur_iterator_new(rule, begin);
  const auto start = icaltime_from_timet_with_zone(local, 0, nullptr);
  if (!icalrecur_iterator_set_start(walk, start)) throw std::runtime_error("libical cannot jump");
  const auto found = icaltime_as_timet(icalrecur_iterator_next(walk));
  icalrecur_iterator_free(walk);
  return found;
}

/// From one to the next, as one does who does not know the jump.
std::int64_t libical_walk(const icalrecurrencetype& rule, icaltimetype begin, std::int64_t local) {
  auto* walk = icalrecur_iterator_new(rule, begin);
  std::int64_t at = 0;
  while (at < local) at = icaltime_as_timet(icalrecur_iterator_next(walk));
  icalrecur_iterator_free(walk);
  return at;
}

struct Jumps {
  double ours, libical, libical_walk;
};

/// The first after an instant ten years on; all keep what they parsed, and must find the same.
Jumps jumps_each(const char* rule, const Zone& zone) {
  auto set = RecurrenceSet::make(RecurrenceRule::parse(rule).value(),
                                 *parse_local_start("2016-01-01T08:00:00"), zone)
                 .value();
  const auto parsed = icalrecurrencetype_from_string(rule);
  const auto begin = icaltime_from_string("20160101T080000");
  const auto now = *parse_rfc3339("2026-01-01T00:00:00Z");
  const auto offset = std::chrono::seconds{zone.offset_at(now)}.count();
  const auto ours = [&](int n) {
    return our_jump(set, now + std::chrono::minutes{n % instants_asked});
  };
  const auto local = [&](int n) {
    return to_millis(now) / 1000 + offset + n % instants_asked * 60 + 1;
  };
  const auto theirs = [&](int n) { return libical_jump(parsed, begin, local(n)); };
  const auto walked = [&](int n) { return libical_walk(parsed, begin, local(n)); };
  for (int n = 0; n < instants_asked; n += 100) {
    if (theirs(n) - offset != ours(n) || walked(n) != theirs(n))
      throw std::runtime_error(std::string{rule} + ": libical finds another time");
  }
  const auto asked = [](int calls, auto next) {
    return each(calls, [&] {
      for (int n = 0; n < calls; ++n) sink = next(n);
    });
  };
  return {
      .ours = asked(5'000, ours), .libical = asked(200, theirs), .libical_walk = asked(2, walked)};
}

void rrule() {
  const auto zone = *Zone::find("Asia/Ho_Chi_Minh");
  std::printf("[");
  for (const auto* rule : rules) {
    const auto jumps = jumps_each(rule, zone);
    std::printf(
        "%s{\"rule\":\"%s\",\"ours\":%.2f,\"libical\":%.2f,\"ours_jump\":%.2f,"
        "\"libical_jump\":%.2f,\"libical_walk\":%.2f}",
        rule == rules[0] ? "" : ",", rule, ours_each(rule, zone), libical_each(rule), jumps.ours,
        jumps.libical, jumps.libical_walk);
  }
  std::printf("]\n");
}

/// So many armed at random within an hour, then all taken out.
void timers(std::uint32_t count) {
  std::mt19937_64 random{1};
  std::vector<std::int64_t> instants(count);
  for (auto& at : instants)
    at = 1'780'000'000'000 + static_cast<std::int64_t>(random() % 3'600'000);
  const auto end = from_millis(1'780'004'000'000);
  std::size_t memory = 0;
  const double ours = each(
      count,
      [&] {
        ArmedTimers armed;
        for (std::uint32_t timer = 0; timer < count; ++timer)
          armed.arm(timer, from_millis(instants[timer]));
        memory = armed.memory();
        while (const auto ring = armed.take_due(end)) sink = ring->timer;
      },
      1);
  using Entry = std::pair<std::int64_t, std::uint32_t>;
  const double theirs = each(
      count,
      [&] {
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> armed;
        for (std::uint32_t timer = 0; timer < count; ++timer) armed.emplace(instants[timer], timer);
        for (; !armed.empty(); armed.pop()) sink = armed.top().second;
      },
      1);
  std::printf("{\"ours\":%.2f,\"priority_queue\":%.2f,\"bytes\":%.2f}\n", ours, theirs,
              static_cast<double>(memory) / count);
}

void run(const std::string& what, std::uint32_t count) {
  if (what == "cron") return cron();
  if (what == "rrule") return rrule();
  if (what == "timers") return timers(count);
  throw std::runtime_error("cron, rrule or timers");
}

}  // namespace
}  // namespace inspectord::bench

int main(int count, char** arguments) {
  try {
    inspectord::bench::run(
        count > 1 ? arguments[1] : "",
        static_cast<std::uint32_t>(count > 2 ? std::atoi(arguments[2]) : 10'000'000));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "schedule_search: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: Apache-2.0
// schedule_search cron | rrule | timers COUNT: nanoseconds, ours and the peers' in turn, one round.
// JSON.
#include "scheduler/armed_timers.hpp"
#include "scheduler/cron_expression.hpp"
#include "scheduler/recurrence_set.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <queue>
#include <random>
#include <stdexcept>
#include <string>

namespace inspectord::bench {
namespace {

volatile std::int64_t sink;  // keeps what is computed

/// Nanoseconds of one of so many; the median of `times`, since a machine does other things as well.
template <class Work>
double each(std::int64_t count, Work work, int times = 9) {
  std::vector<double> took;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::nano> one = std::chrono::steady_clock::now() - start;
    took.push_back(one.count() / static_cast<double>(count));
  }
  std::nth_element(took.begin(), took.begin() + times / 2, took.end());
  return took[static_cast<std::size_t>(times / 2)];
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

void cron() {
  const std::pair<const char*, const char*> expressions[] = {
      {"plain", "0 8 * * 1-5"}, {"sparse", "0 0 0 29 2 *"}, {"extended", "0 30 9 LW * *"}};
  const std::pair<const char*, const char*> zones[] = {{"utc", "UTC"},
                                                       {"york", "America/New_York"}};
  const auto start = *parse_rfc3339("2026-01-01T00:00:00Z");
  std::printf("{");
  for (const auto& [name, text] : expressions) {
    const auto expression = CronExpression::parse(text).value();
    for (const auto& [place, zone_name] : zones) {
      const auto zone = *Zone::find(zone_name);
      constexpr int calls = 10'000;
      const double ours = each(calls, [&] {
        auto at = start;
        for (int n = 0; n < calls; ++n) {
          const auto next = expression.next(at, zone);
          at = next && to_millis(*next) < 6'300'000'000'000 ? *next : start;
        }
        sink = to_millis(at);
      });
      std::printf("\"%s-%s\":%.2f,", name, place, ours);
    }
    const auto walk = walk_of(name);
    const int calls = std::strcmp(name, "sparse") == 0 ? 1 : 20;
    const double slow = each(
        calls,
        [&] {
          auto minute = to_millis(start) / 60'000;
          for (int n = 0; n < calls; ++n) minute = walk.next(minute);
          sink = minute;
        },
        1);
    std::printf("\"%s-walk\":%.2f%s", name, slow, std::strcmp(name, "extended") ? "," : "}\n");
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

double ours_jump(const char* rule, const Zone& zone) {
  constexpr int calls = 5'000;
  auto set = RecurrenceSet::make(RecurrenceRule::parse(rule).value(),
                                 *parse_local_start("2016-01-01T08:00:00"), zone)
                 .value();
  const auto now = *parse_rfc3339("2026-01-01T00:00:00Z");
  return each(calls, [&] {
    for (int n = 0; n < calls; ++n) {
      set.go_after(now + std::chrono::minutes{n % 1'000});
      sink = to_millis(*set.next());
    }
  });
}

double libical_jump(const char* rule) {
  constexpr int calls = 2;
  const auto now = to_millis(*parse_rfc3339("2026-01-01T00:00:00Z")) / 1000;
  return each(calls, [&] {
    for (int n = 0; n < calls; ++n) {
      auto* walk = icalrecur_iterator_new(icalrecurrencetype_from_string(rule),
                                          icaltime_from_string("20160101T080000"));
      std::int64_t at = 0;
      while (at <= now) at = icaltime_as_timet(icalrecur_iterator_next(walk));
      sink = at;
      icalrecur_iterator_free(walk);
    }
  });
}

void rrule() {
  const auto zone = *Zone::find("Asia/Ho_Chi_Minh");
  std::printf("[");
  for (const auto* rule : rules) {
    std::printf(
        "%s{\"rule\":\"%s\",\"ours\":%.2f,\"libical\":%.2f,\"ours_jump\":%.2f,"
        "\"libical_jump\":%.2f}",
        rule == rules[0] ? "" : ",", rule, ours_each(rule, zone), libical_each(rule),
        ours_jump(rule, zone), libical_jump(rule));
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

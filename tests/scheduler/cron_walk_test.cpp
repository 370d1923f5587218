// SPDX-License-Identifier: Apache-2.0
// The search beside a slow walk that asks the date library of every second or minute, with an
// evaluator of its own: no masks, no tables.
#include "scheduler/cron_expression.hpp"
#include "tests/support/random_cron.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace inspectord {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  return parts;
}

/// One field, read the plain way; digits only.
bool fits(const std::string& field, int value, int low, int high) {
  for (const auto& entry : split(field, ',')) {
    const auto slash = split(entry, '/');
    const int step = slash.size() > 1 ? std::stoi(slash[1]) : 1;
    int from = low, to = high;
    if (slash[0] != "*" && slash[0] != "?") {
      const auto range = split(slash[0], '-');
      from = std::stoi(range[0]);
      to = range.size() > 1 ? std::stoi(range[1]) : from;
    }
    for (int n = from; n <= to; n += step) {
      if (n == value) return true;
    }
  }
  return false;
}

struct SlowCron {
  explicit SlowCron(const std::string& text) : fields(split(text, ' ')) {
    if (fields.size() == 5) fields.insert(fields.begin(), "0");
    if (fields.size() == 6) fields.emplace_back("*");
    for (int n = 0; n < 60; ++n) {
      seconds[n] = fits(fields[0], n, 0, 59);
      minutes[n] = fits(fields[1], n, 0, 59);
      hours[n] = n < 24 && fits(fields[2], n, 0, 23);
    }
  }

  bool day_of_month(sys_days day) const {
    const std::chrono::year_month_day date{day};
    const auto last = sys_days{date.year() / date.month() / std::chrono::last};
    const auto first = sys_days{date.year() / date.month() / 1};
    for (const auto& entry : split(fields[3], ',')) {
      if (entry == "L") {
        if (day == last) return true;
      } else if (entry.back() == 'W') {
        const auto wanted = entry == "LW" ? last : first + days{std::stoi(entry) - 1};
        if (wanted > last) continue;
        for (const int away : {0, -1, 1, -2, 2}) {  // the nearest inside the month
          const auto near = wanted + days{away};
          if (near < first || near > last || std::chrono::weekday{near}.iso_encoding() > 5)
            continue;
          if (near == day) return true;
          break;
        }
      } else if (fits(entry, static_cast<int>(static_cast<unsigned>(date.day())), 1, 31)) {
        return true;
      }
    }
    return false;
  }

  bool day_of_week(sys_days day) const {
    const auto month = std::chrono::year_month_day{day}.month();
    const int weekday = static_cast<int>(std::chrono::weekday{day}.c_encoding());
    for (const auto& entry : split(plain_weekdays(), ',')) {
      const auto mark = entry.find_first_of("#L");
      if (mark == std::string::npos) {
        if (fits(entry, weekday, 0, 7) || (weekday == 0 && fits(entry, 7, 0, 7))) return true;
        continue;
      }
      if (std::stoi(entry) % 7 != weekday) continue;
      if (entry.back() == 'L') {
        if (std::chrono::year_month_day{day + days{7}}.month() != month) return true;
      } else {
        const int before = 7 * std::stoi(entry.substr(mark + 1));
        const bool inside = std::chrono::year_month_day{day - days{before - 7}}.month() == month;
        if (inside && std::chrono::year_month_day{day - days{before}}.month() != month) return true;
      }
    }
    return false;
  }

  std::string plain_weekdays() const {
    return fields[5][0] == '+' ? fields[5].substr(1) : fields[5];
  }
  static bool open(const std::string& field) {
    const auto first = split(field, ',')[0];
    return first == "*" || first == "?";
  }

  bool day(sys_days day) const {
    const std::chrono::year_month_day date{day};
    if (!fits(fields[4], static_cast<int>(static_cast<unsigned>(date.month())), 1, 12))
      return false;
    if (!fits(fields[6], static_cast<int>(date.year()), 1970, 2199)) return false;
    const bool either = fields[5][0] != '+' && !open(fields[3]) && !open(fields[5]);
    return either ? day_of_month(day) || day_of_week(day) : day_of_month(day) && day_of_week(day);
  }
  bool time(int second) const {
    return hours[second / 3600] && minutes[second / 60 % 60] && seconds[second % 60];
  }
  bool fixed() const {
    const auto one = [](const bool(&field)[60]) {
      return std::count(std::begin(field), std::end(field), true) == 1;
    };
    return one(seconds) && one(minutes) && one(hours);
  }

  bool seconds[60], minutes[60], hours[60];
  std::vector<std::string> fields;
};

/// Every instant of some days, by walking over local seconds (for fixed times and OCPS) or UTC
/// ones.
std::set<std::int64_t> slow(const SlowCron& cron, const date::time_zone& zone, sys_days from,
                            int count, DstPolicy policy) {
  std::set<std::int64_t> found;
  const bool by_clock = policy == DstPolicy::ocps || cron.fixed();
  for (auto day = from - days{1}; day < from + days{count + 2}; day += days{1}) {
    const auto offset_at = [&](std::int64_t at) {
      return zone.get_info(date::sys_seconds{std::chrono::seconds{at}}).offset.count();
    };
    const std::int64_t midnight = std::int64_t{day.time_since_epoch().count()} * 86400;
    const bool fitting = cron.day(day);
    if (!fitting && by_clock) continue;
    if (by_clock) {
      for (int minute = 0; minute < 1440; ++minute) {  // a clock is set at a whole minute
        const auto info = zone.get_info(
            date::local_seconds{std::chrono::seconds{midnight + std::int64_t{minute} * 60}});
        for (int second = minute * 60; second < minute * 60 + 60; ++second) {
          if (!cron.time(second)) continue;
          if (info.result != date::local_info::nonexistent)
            found.insert(midnight + second - info.first.offset.count());
          else if (policy == DstPolicy::vixie)
            found.insert(info.first.end.time_since_epoch().count());
        }
      }
      continue;
    }
    sys_days asked{};
    bool fits_day = cron.day(asked);
    for (std::int64_t at = midnight; at < midnight + 86400; at += 60) {
      const auto local = at + offset_at(at);
      const auto local_day =
          std::chrono::floor<days>(std::chrono::sys_seconds{std::chrono::seconds{local}});
      if (local_day != asked) fits_day = cron.day(asked = local_day);
      if (!fits_day) continue;
      for (int second = 0; second < 60; ++second) {
        if (cron.time(static_cast<int>(local + second -
                                       std::int64_t{local_day.time_since_epoch().count()} * 86400)))
          found.insert(at + second);
      }
    }
  }
  const std::int64_t start = std::int64_t{from.time_since_epoch().count()} * 86400;
  std::erase_if(found, [&](std::int64_t at) { return at <= start || at > start + count * 86400; });
  return found;
}

TEST(CronSearch, FindsWhatASlowWalkFinds) {
  // Days around changes of clocks: hours, half hours, at midnight, forwards and back.
  const std::pair<const char*, sys_days> places[] = {
      {"UTC", sys_days{std::chrono::year{2024} / 2 / 28}},
      {"America/New_York", sys_days{std::chrono::year{2026} / 3 / 8}},
      {"America/New_York", sys_days{std::chrono::year{2026} / 11 / 1}},
      {"Australia/Lord_Howe", sys_days{std::chrono::year{2026} / 4 / 4}},
      {"Australia/Lord_Howe", sys_days{std::chrono::year{2026} / 10 / 3}},
      {"America/Sao_Paulo", sys_days{std::chrono::year{2018} / 11 / 3}},
      {"America/Havana", sys_days{std::chrono::year{2026} / 11 / 1}},
      {"Pacific/Apia", sys_days{std::chrono::year{2011} / 12 / 29}},
      {"Asia/Ho_Chi_Minh", sys_days{std::chrono::year{2027} / 12 / 31}}};
  RandomCron random{20261125};
  int instants = 0;
  for (int round = 0; round < 36; ++round) {
    const auto text = random.text();
    const auto& [name, day] = places[static_cast<std::size_t>(round) % std::size(places)];
    const auto policy = round % 2 ? DstPolicy::ocps : DstPolicy::vixie;
    const auto from = day - days{1};
    const auto expected = slow(SlowCron{text}, *date::locate_zone(name), from, 3, policy);
    const auto cron = CronExpression::parse(text);
    ASSERT_TRUE(cron) << text;
    const auto zone = *Zone::find(name);
    std::set<std::int64_t> found;
    Instant at{from};
    const Instant end{from + days{3}};
    while (const auto next = cron->next(at, zone, policy)) {
      ASSERT_GT(*next, at) << text << " " << name;
      if (*next > end) break;
      at = *next;
      found.insert(to_millis(at) / 1000);
    }
    ASSERT_EQ(found, expected) << text << " in " << name << " by " << to_string(policy);
    instants += static_cast<int>(found.size());
  }
  EXPECT_GT(instants, 1000);
}

TEST(CronSearch, FindsTheDaysThatASlowWalkFinds) {
  RandomCron random{7};
  int runs = 0;
  for (int round = 0; round < 150; ++round) {
    const auto text = random.text();
    const SlowCron walk{text};
    const auto cron = CronExpression::parse(text);
    ASSERT_TRUE(cron) << text;
    auto day = sys_days{std::chrono::year{1999 + round % 40} / 12 / 1};
    auto at = Instant{day} - std::chrono::seconds{1};
    for (int n = 0; n < 3; ++n) {
      const auto next = cron->next(at, *Zone::find("UTC"));
      const auto limit = sys_days{std::chrono::year{2045} / 1 / 1};
      while (day < limit && !walk.day(day)) day += days{1};
      if (day == limit) {
        ASSERT_TRUE(!next || *next >= Instant{limit}) << text;
        break;
      }
      ASSERT_TRUE(next) << text;
      ASSERT_EQ(std::chrono::floor<days>(*next), day) << text;
      ++runs;
      day += days{1};
      at = Instant{day} - std::chrono::seconds{1};
    }
  }
  EXPECT_GT(runs, 200);
}

TEST(CronExpression, IsReadBackFromWhatItPrints) {
  RandomCron random{99};
  for (int round = 0; round < 500; ++round) {
    const auto text = random.text();
    const auto cron = CronExpression::parse(text);
    ASSERT_TRUE(cron) << text;
    const auto again = CronExpression::parse(cron->to_string());
    ASSERT_TRUE(again) << text << " -> " << cron->to_string();
    ASSERT_EQ(*again, *cron) << text << " -> " << cron->to_string();
    ASSERT_EQ(again->to_string(), cron->to_string());
  }
}

TEST(CronSearch, RisesAndSkipsNothing) {
  RandomCron random{4711};
  const auto zone = *Zone::find("Europe/Berlin");
  for (int round = 0; round < 100; ++round) {
    const auto cron = CronExpression::parse(random.text());
    for (const auto policy : {DstPolicy::vixie, DstPolicy::ocps}) {
      Instant at = *parse_rfc3339("2026-03-28T00:00:00Z") + std::chrono::hours{random.below(9000)};
      for (int n = 0; n < 50; ++n) {
        const auto next = cron->next(at, zone, policy);
        if (!next) break;
        ASSERT_GT(*next, at);
        // From any instant in between the answer is the same.
        const auto between = at + (*next - at) / (2 + random.below(5));
        ASSERT_EQ(cron->next(between, zone, policy), next) << cron->to_string();
        at = *next;
      }
    }
  }
}

}  // namespace
}  // namespace inspectord

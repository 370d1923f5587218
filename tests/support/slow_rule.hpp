// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace inspectord {

/// RFC 5545 section 3.3.10 taken at its word: asks of every day, and of every second of it, whether
/// the rule has it. Standard library alone, no masks, no jumps. Local times, as seconds since 1970.
class SlowRule {
 public:
  using Days = std::chrono::sys_days;

  SlowRule(const std::string& text, std::int64_t start) : start_(start) {
    std::istringstream in{text};
    for (std::string part; std::getline(in, part, ';');) {
      const auto equals = part.find('=');
      parts_[part.substr(0, equals)] = part.substr(equals + 1);
    }
    frequency_ = parts_["FREQ"];
    if (has("INTERVAL")) interval_ = std::stoll(parts_["INTERVAL"]);
    week_start_ = has("WKST") ? weekday_number(parts_["WKST"]) : 1;
    for (const auto* name : {"BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYHOUR", "BYMINUTE",
                             "BYSECOND", "BYSETPOS"}) {
      std::istringstream list{parts_[name]};
      for (std::string entry; std::getline(list, entry, ',');)
        lists_[name].push_back(std::stoi(entry));
    }
    derive();
  }

  /// The rule's local times among so many days from the day of `from` on, not before the start.
  std::vector<std::int64_t> within(std::int64_t from, int days) {
    std::vector<std::int64_t> found;
    const auto begin = floor(from, 86400) * 86400;
    // A period that begins before may reach in; one that ends after may have to be seen whole.
    const int margin = lists_["BYSETPOS"].empty() ? 0
                       : frequency_ == "YEARLY"   ? 380
                       : frequency_ == "MONTHLY"  ? 32
                       : frequency_ == "WEEKLY"   ? 7
                                                  : 0;
    std::map<std::int64_t, std::vector<std::int64_t>> periods;
    for (auto day = begin / 86400 - margin; day < begin / 86400 + days + margin; ++day) {
      if (!fits_day(day)) continue;
      for (const int time : times_) {
        const auto local = day * 86400 + time;
        const auto period = period_of(local);
        if (is_in_turn(period)) periods[period].push_back(local);
      }
    }
    for (auto& [period, times] : periods) {
      std::sort(times.begin(), times.end());
      const auto size = static_cast<int>(times.size());
      if (lists_["BYSETPOS"].empty()) {
        found.insert(found.end(), times.begin(), times.end());
      } else {
        for (int place = 0; place < size; ++place) {
          for (const int wanted : lists_["BYSETPOS"]) {
            if ((wanted > 0 ? wanted - 1 : size + wanted) == place) {
              found.push_back(times[static_cast<std::size_t>(place)]);
              break;
            }
          }
        }
      }
    }
    std::sort(found.begin(), found.end());
    std::erase_if(found, [&](std::int64_t local) {
      return local < start_ || local < from || local >= begin + std::int64_t{days} * 86400;
    });
    return found;
  }

 private:
  struct DayOfWeek {
    int ordinal, weekday;
  };

  static std::int64_t floor(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); }
  bool has(const std::string& name) const {
    const auto found = parts_.find(name);
    return found != parts_.end() && !found->second.empty();
  }
  static int weekday_number(const std::string& name) {
    static const std::map<std::string, int> numbers{{"SU", 0}, {"MO", 1}, {"TU", 2}, {"WE", 3},
                                                    {"TH", 4}, {"FR", 5}, {"SA", 6}};
    return numbers.at(name);
  }
  static Days day_of(std::int64_t day) { return Days{std::chrono::days{day}}; }
  static std::chrono::year_month_day date(std::int64_t day) { return {day_of(day)}; }
  static int weekday(std::int64_t day) {
    return static_cast<int>(std::chrono::weekday{day_of(day)}.c_encoding());
  }
  static std::int64_t number(Days day) { return day.time_since_epoch().count(); }

  /// What the rule leaves open comes from the start.
  void derive() {
    std::istringstream list{parts_["BYDAY"]};
    for (std::string entry; std::getline(list, entry, ',');) {
      const auto ordinal = entry.size() > 2 ? std::stoi(entry.substr(0, entry.size() - 2)) : 0;
      weekdays_.push_back({ordinal, weekday_number(entry.substr(entry.size() - 2))});
    }
    const auto day = floor(start_, 86400);
    const auto time = static_cast<int>(start_ - day * 86400);
    const bool open =
        lists_["BYYEARDAY"].empty() && lists_["BYMONTHDAY"].empty() && weekdays_.empty();
    numbers_in_month_ = frequency_ == "MONTHLY" || !lists_["BYMONTH"].empty();
    if (open && (frequency_ == "WEEKLY" || !lists_["BYWEEKNO"].empty())) {
      weekdays_.push_back({0, weekday(day)});
    } else if (open && (frequency_ == "MONTHLY" || frequency_ == "YEARLY")) {
      lists_["BYMONTHDAY"] = {static_cast<int>(static_cast<unsigned>(date(day).day()))};
      if (frequency_ == "YEARLY" && lists_["BYMONTH"].empty())
        lists_["BYMONTH"] = {static_cast<int>(static_cast<unsigned>(date(day).month()))};
    }
    const bool secondly = frequency_ == "SECONDLY", minutely = frequency_ == "MINUTELY";
    if (lists_["BYSECOND"].empty() && !secondly) lists_["BYSECOND"] = {time % 60};
    if (lists_["BYMINUTE"].empty() && !secondly && !minutely) lists_["BYMINUTE"] = {time / 60 % 60};
    if (lists_["BYHOUR"].empty() && !secondly && !minutely && frequency_ != "HOURLY")
      lists_["BYHOUR"] = {time / 3600};
    for (int second = 0; second < 86400; ++second) {
      if (in("BYHOUR", second / 3600) && in("BYMINUTE", second / 60 % 60) &&
          in("BYSECOND", second % 60))
        times_.push_back(second);
    }
  }

  /// Whether a list has the value, or there is none.
  bool in(const char* name, int value) {
    const auto& list = lists_[name];
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  }
  bool in(const char* name, int from_start, int from_end) {
    return in(name, from_start) || in(name, from_end);
  }

  std::int64_t week_begin(std::int64_t day) const {
    return day - (weekday(day) - week_start_ + 7) % 7;
  }
  /// The year of which a day's week is: that of its fourth day.
  int week_year(std::int64_t day) const {
    return static_cast<int>(date(week_begin(day) + 3).year());
  }
  int week_number(std::int64_t day) const {
    auto first = week_begin(day);
    int week = 1;
    while (week_year(first - 7) == week_year(day)) {
      first -= 7;
      ++week;
    }
    return week;
  }
  int weeks_of_year(std::int64_t day) const {
    auto last = week_begin(day);
    while (week_year(last + 7) == week_year(day)) last += 7;
    return week_number(last);
  }

  bool fits_weekday(std::int64_t day) const {
    const auto d = date(day);
    const auto first = number(numbers_in_month_ ? Days{d.year() / d.month() / 1}
                                                : Days{d.year() / std::chrono::January / 1});
    const auto last = number(numbers_in_month_ ? Days{d.year() / d.month() / std::chrono::last}
                                               : Days{d.year() / std::chrono::December / 31});
    return std::any_of(weekdays_.begin(), weekdays_.end(), [&](const DayOfWeek& wanted) {
      if (wanted.weekday != weekday(day)) return false;
      return wanted.ordinal == 0 || wanted.ordinal == (day - first) / 7 + 1 ||
             wanted.ordinal == -((last - day) / 7 + 1);
    });
  }

  bool fits_day(std::int64_t day) {
    const auto d = date(day);
    const auto last = Days{d.year() / d.month() / std::chrono::last};
    const auto new_year = number(Days{d.year() / std::chrono::January / 1});
    const auto next_year =
        number(Days{(d.year() + std::chrono::years{1}) / std::chrono::January / 1});
    if (!in("BYMONTH", static_cast<int>(static_cast<unsigned>(d.month())))) return false;
    if (!in("BYMONTHDAY", static_cast<int>(static_cast<unsigned>(d.day())),
            static_cast<int>(day - number(last)) - 1))
      return false;
    if (!in("BYYEARDAY", static_cast<int>(day - new_year) + 1, static_cast<int>(day - next_year)))
      return false;
    if (!weekdays_.empty() && !fits_weekday(day)) return false;
    if (lists_["BYWEEKNO"].empty()) return true;
    return in("BYWEEKNO", week_number(day), week_number(day) - weeks_of_year(day) - 1);
  }

  std::int64_t period_of(std::int64_t local) const {
    const auto day = floor(local, 86400);
    if (frequency_ == "YEARLY") {
      const auto weeks = lists_.find("BYWEEKNO");
      const bool by_week = weeks != lists_.end() && !weeks->second.empty();
      return by_week ? week_year(day) : static_cast<int>(date(day).year());
    }
    if (frequency_ == "MONTHLY") {
      return static_cast<int>(date(day).year()) * 12 +
             static_cast<int>(static_cast<unsigned>(date(day).month()));
    }
    if (frequency_ == "WEEKLY") return week_begin(day) / 7;
    if (frequency_ == "DAILY") return day;
    return floor(local, frequency_ == "HOURLY" ? 3600 : frequency_ == "MINUTELY" ? 60 : 1);
  }
  bool is_in_turn(std::int64_t period) {
    if (frequency_ != "YEARLY") return (period - period_of(start_)) % interval_ == 0;
    const auto year = static_cast<int>(date(floor(start_, 86400)).year());
    return (period - year) % interval_ == 0;
  }

  std::map<std::string, std::string> parts_;
  std::map<std::string, std::vector<int>> lists_;
  std::string frequency_;
  std::int64_t interval_ = 1;
  int week_start_ = 1;
  std::vector<DayOfWeek> weekdays_;
  bool numbers_in_month_ = false;
  std::vector<int> times_;
  std::int64_t start_;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_words.hpp"

#include "scheduler/number_sets.hpp"

#include <bit>
#include <cstdio>
#include <string_view>
#include <vector>

namespace inspectord {

/// Puts the fields of one expression into words; which words stands in words/parts/scheduler.
class CronWords {
 public:
  CronWords(const CronExpression& expression, Language language)
      : cron_(expression), language_(language) {}

  std::string sentence() const {
    if (cron_.is_reboot()) return say("reboot");
    std::string text =
        say("sentence",
            {{"time", times()}, {"days", days()}, {"months", months()}, {"years", years()}});
    const auto utc = Zone::find("UTC");
    if (utc && !cron_.next(Instant{std::chrono::hours{-48}}, *utc)) text += " " + say("never");
    return text;
  }

 private:
  static constexpr std::uint64_t sixty = (std::uint64_t{1} << 60) - 1;
  static constexpr std::uint64_t all_hours = (1u << 24) - 1;
  static constexpr std::size_t most_clock_times = 6;

  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return words(language_, "cron.explain." + std::string{key}, arguments);
  }

  /// "a, b and c"
  std::string joined(const std::vector<std::string>& entries, std::string_view last = "and") const {
    std::string text;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) text += i + 1 == entries.size() ? say(last) : say("comma");
      text += entries[i];
    }
    return text;
  }

  template <class Name>
  std::vector<std::string> named(const std::vector<NumberRun>& runs, Name name) const {
    std::vector<std::string> entries;
    for (const auto& run : runs) {
      entries.push_back(run.low == run.high
                            ? name(run.low)
                            : say("range", {{"low", name(run.low)}, {"high", name(run.high)}}));
    }
    return entries;
  }
  static std::string digits(int number) { return std::to_string(number); }

  /// n where the numbers are 0, n, 2n ... and the next round begins n later; 0 where they are not.
  static int step_of(std::uint64_t mask, std::uint64_t all) {
    if (!(mask & 1) || std::popcount(mask) < 3) return 0;
    const int step = std::countr_zero(mask & (mask - 1));
    if (std::popcount(all) % step != 0) return 0;
    std::uint64_t wanted = 0;
    for (int n = 0; n < 64; n += step) wanted |= std::uint64_t{1} << n;
    return (wanted & all) == mask ? step : 0;
  }

  static std::string clock_time(int hour, int minute, int second, bool with_seconds) {
    char text[16];
    if (with_seconds)
      std::snprintf(text, sizeof text, "%02d:%02d:%02d", hour, minute, second);
    else
      std::snprintf(text, sizeof text, "%02d:%02d", hour, minute);
    return text;
  }

  std::string times() const {
    const auto count = static_cast<std::size_t>(std::popcount(cron_.hours_)) *
                       static_cast<std::size_t>(std::popcount(cron_.minutes_)) *
                       static_cast<std::size_t>(std::popcount(cron_.seconds_));
    if (count <= most_clock_times) return say("at", {{"times", joined(clock_times())}});
    std::vector<std::string> parts;
    if (cron_.seconds_ != 1) parts.push_back(unit("second", cron_.seconds_, sixty));
    if (cron_.seconds_ == 1 || cron_.minutes_ != sixty)
      parts.push_back(unit("minute", cron_.minutes_, sixty));
    if (cron_.hours_ != all_hours || (cron_.minutes_ != sixty && !step_of(cron_.minutes_, sixty)))
      parts.push_back(unit("hour", cron_.hours_, all_hours));
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : say("comma")) + part;
    return text;
  }

  std::vector<std::string> clock_times() const {
    std::vector<std::string> found;
    for (const int hour : numbers_of(cron_.hours_)) {
      for (const int minute : numbers_of(cron_.minutes_)) {
        for (const int second : numbers_of(cron_.seconds_))
          found.push_back(clock_time(hour, minute, second, cron_.seconds_ != 1));
      }
    }
    return found;
  }

  std::string unit(const std::string& name, std::uint64_t mask, std::uint64_t all) const {
    if (mask == all) return say("every." + name);
    if (const int step = step_of(mask, all)) return say("step." + name, {{"n", digits(step)}});
    return say("at." + name, {{"list", joined(named(runs_of(mask), digits))}});
  }

  std::string days() const {
    const bool by_day = !cron_.any_day_;
    const bool by_weekday = !cron_.any_weekday_;
    if (!by_day && !by_weekday) return say("every_day");
    if (!by_weekday) return joined(month_days());
    if (!by_day) return joined(weekdays());
    return say(cron_.both_ ? "both" : "either",
               {{"days", joined(month_days(), "or")}, {"weekdays", joined(weekdays(), "or")}});
  }

  std::vector<std::string> month_days() const {
    std::vector<std::string> entries;
    if (cron_.days_ != 0)
      entries.push_back(say("day", {{"list", joined(named(runs_of(cron_.days_), digits))}}));
    if (cron_.last_day_) entries.push_back(say("last_day"));
    if (cron_.last_working_day_) entries.push_back(say("last_working_day"));
    if (cron_.nearest_day_ != 0)
      entries.push_back(say("nearest_day", {{"day", digits(cron_.nearest_day_)}}));
    return entries;
  }

  std::string weekday(int number) const { return say("weekday." + digits(number % 7)); }

  std::vector<std::string> weekdays() const {
    std::vector<std::string> entries;
    // A week is read from Monday on.
    const auto from_monday = (cron_.weekdays_ & ~1u) | (cron_.weekdays_ & 1u) << 7;
    if (from_monday != 0) {
      const auto name = [this](int number) { return weekday(number); };
      entries.push_back(say("weekdays", {{"list", joined(named(runs_of(from_monday), name))}}));
    }
    for (int week = 0; week < 5; ++week) {
      for (const int day : numbers_of(cron_.nth_weekdays_[static_cast<std::size_t>(week)]))
        entries.push_back(say("nth." + digits(week + 1), {{"weekday", weekday(day)}}));
    }
    for (const int day : numbers_of(cron_.last_weekdays_))
      entries.push_back(say("nth.last", {{"weekday", weekday(day)}}));
    return entries;
  }

  std::string months() const {
    if (cron_.months_ == (1u << 13) - 2) return {};
    const auto name = [this](int number) { return say("month." + digits(number)); };
    return joined(named(runs_of(cron_.months_), name));
  }

  std::string years() const {
    std::vector<NumberRun> runs;
    for (int word = 0; word < 4; ++word) {
      for (const auto& run : runs_of(cron_.years_[static_cast<std::size_t>(word)],
                                     CronExpression::first_year + 64 * word)) {
        if (!runs.empty() && runs.back().high + 1 == run.low && run.high > run.low)
          runs.back().high = run.high;
        else
          runs.push_back(run);
      }
    }
    const NumberRun all{CronExpression::first_year, CronExpression::last_year};
    if (runs.size() == 1 && runs.front() == all) return {};
    return joined(named(runs, digits));
  }

  const CronExpression& cron_;
  Language language_;
};

std::string explain(const CronExpression& expression, Language language) {
  return CronWords{expression, language}.sentence();
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off_data.hpp"

#include "calendar/computed_days_off.hpp"

#include <map>

namespace inspectord {
namespace {

constexpr int most_days = 31;  ///< In one entry: longer is a slip of the year.

/// What one decision says of single days, with what is wrong in it.
class DecisionCheck {
 public:
  DecisionCheck(const DaysOffDecision& decision, std::string pointer, std::vector<Problem>& found)
      : decision_(decision), pointer_(std::move(pointer)), found_(found) {}

  void run() {
    check_years();
    check_days(decision_.off, "/off/", false);
    check_days(decision_.worked, "/worked/", true);
    for (std::size_t i = 0; i < decision_.swaps.size(); ++i) {
      const auto at = pointer_ + "/swaps/" + std::to_string(i);
      const auto& swap = decision_.swaps[i];
      if (is_weekend(swap.off))
        report(refuse::swapped_day_weekend, at + "/off", {{"day", to_string(swap.off)}});
      take(swap.off, false, at + "/off");
      check_worked(swap.worked, at + "/worked");
    }
  }

 private:
  void report(const Reason& reason, std::string pointer, Arguments arguments) {
    found_.push_back({reason, std::move(pointer), std::move(arguments)});
  }

  void check_years() {
    for (std::size_t i = 0; i < decision_.settles.size(); ++i) {
      const int year = decision_.settles[i];
      if (year >= first_computed_year && year <= last_computed_year) continue;
      report(refuse::year_out_of_range, pointer_ + "/settles/" + std::to_string(i),
             {{"year", std::to_string(year)},
              {"first", std::to_string(first_computed_year)},
              {"last", std::to_string(last_computed_year)}});
    }
  }

  void check_days(const std::vector<NamedDays>& list, const std::string& name, bool worked) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto at = pointer_ + name + std::to_string(i);
      const int length = days_between(list[i].day, list[i].last());
      const Arguments span{{"start", to_string(list[i].day)}, {"end", to_string(list[i].last())}};
      if (length < 0) {
        report(refuse::days_reversed, at + "/until", span);
      } else if (length >= most_days) {
        auto arguments = span;
        arguments.emplace_back("most", std::to_string(most_days));
        report(refuse::days_too_many, at + "/until", std::move(arguments));
      } else {
        for (int day = 0; day <= length; ++day) {
          const auto one = plus_days(list[i].day, day);
          worked ? check_worked(one, at + "/day") : take(one, false, at + "/day");
        }
      }
    }
  }

  void check_worked(LocalDate day, const std::string& pointer) {
    if (!is_weekend(day)) report(refuse::worked_day_no_weekend, pointer, {{"day", to_string(day)}});
    take(day, true, pointer);
  }

  void take(LocalDate day, bool worked, const std::string& pointer) {
    if (day < decision_.valid_from) {
      report(refuse::day_before_valid, pointer,
             {{"day", to_string(day)}, {"valid_from", to_string(decision_.valid_from)}});
    }
    const auto [before, is_new] = taken_.emplace(day, worked);
    if (!is_new && before->second != worked)
      report(refuse::day_off_and_worked, pointer, {{"day", to_string(day)}});
  }

  const DaysOffDecision& decision_;
  std::string pointer_;
  std::vector<Problem>& found_;
  std::map<LocalDate, bool> taken_;
};

// The table of config/days-off/vietnam.json: a function that makes the value.
#include "calendar/days_off_vietnam.inc"

}  // namespace

const DaysOffData& vietnam_days_off() {
  static const DaysOffData data = embedded_days_off();
  return data;
}

std::vector<Problem> problems_of(const DaysOffData& data) {
  std::vector<Problem> found;
  for (std::size_t i = 0; i < data.decisions.size(); ++i)
    DecisionCheck{data.decisions[i], "/decisions/" + std::to_string(i), found}.run();
  return found;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/days_off_data.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace inspectord {

/// Why a day is worked or not.
enum class DayKind {
  working,
  weekend,
  holiday,
  in_lieu,       ///< The working day after a holiday on a weekend.
  swapped_off,   ///< Off against a weekend day worked.
  swapped_work,  ///< A weekend day worked.
};

/// What is known of the days off of a year.
enum class YearStanding {
  decided,      ///< Somebody settled them.
  provisional,  ///< Computed: nobody has decided them yet.
  unknown,  ///< Nobody has, and they cannot be computed (computed_days_off.hpp): weekends alone.
};

struct DayFacts {
  DayKind kind = DayKind::working;
  std::string name{};    ///< Of the holiday: `holiday.<name>`, or words of an agency.
  std::string source{};  ///< The decision; empty where nobody decided.
  YearStanding standing = YearStanding::decided;  ///< Of its year, where nobody decided the day.

  bool off() const { return kind != DayKind::working && kind != DayKind::swapped_work; }
  friend bool operator==(const DayFacts&, const DayFacts&) = default;
};

/// Which days are worked: weekends, holidays, and weekend days worked against a weekday off.
/// Immutable; any thread.
class DaysOff {
 public:
  /// Years that the calendar does not settle are computed (computed_days_off.hpp) and provisional.
  explicit DaysOff(const DaysOffData&);

  /// `off`: weekdays on which nobody works; `worked`: weekend days on which people work. Nothing is
  /// computed.
  DaysOff(std::string version, const std::set<LocalDate>& off, const std::set<LocalDate>& worked);

  /// The calendar that the program was built with: decisions 2022-2026.
  static const DaysOff& vietnam();

  /// This calendar with that of an agency on top: "vn-2026.1+so-y-te-2". It settles no year.
  DaysOff with(const DaysOffData& own) const;

  const std::string& version() const { return version_; }
  DayFacts facts(LocalDate) const;
  bool is_day_off(LocalDate) const;
  bool is_holiday(LocalDate) const;  ///< Off for another reason than being a weekend.
  YearStanding standing_of(int year) const;
  bool is_provisional(int year) const;  ///< Nobody has decided it yet, whether or not computed.
  /// The days of a year that are not as their weekday says, and holidays on weekends.
  std::map<LocalDate, DayFacts> special_days(int year) const;

  /// No days off in a row are more than this: a rule for days off moves no day further. Kept: asked
  /// for each day that comes again.
  int longest_run() const { return longest_run_; }

  LocalDate last_working_day_on_or_before(LocalDate) const;
  LocalDate next_working_day_on_or_after(LocalDate) const;

  /// Equal in every day and in the version.
  friend bool operator==(const DaysOff&, const DaysOff&) = default;

 private:
  void take(const DaysOffData&);
  int find_longest_run() const;
  const DayFacts* decided(LocalDate) const;

  std::string version_;
  bool computes_ = false;  ///< Whether years that nobody settled are computed.
  std::set<int> settled_;
  std::map<LocalDate, DayFacts> days_;
  int longest_run_ = 2;
};

}  // namespace inspectord

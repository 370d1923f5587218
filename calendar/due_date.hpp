// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/days_off_rule.hpp"
#include "calendar/report_period.hpp"
#include "calendar/time_unit.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inspectord {

/// How a phrase binds its day D.
enum class Bound {
  before,  ///< "trước ngày D": D-1 is the last on-time day.
  by,      ///< "chậm nhất ngày D", "hạn cuối D": D is.
  until,   ///< "đến hết ngày D": D is, to its end.
};

/// One step by which a date was reached: a code of the catalogue (`derivation.<code>`) and its
/// values, written as data: days "2026-05-06", hours "17:00", codes of the catalogue.
struct DerivationStep {
  std::string code;
  std::vector<std::pair<std::string, std::string>> arguments;

  friend bool operator==(const DerivationStep&, const DerivationStep&) = default;
};

/// The form of the steps that this program writes; what is kept says by which it was written.
/// 1: start, bound, day off. 2: also days skipped one by one, the calendar as a step, articles as
/// codes. 3: the calendar as a step of every day, behind what a report covers.
inline constexpr int derivation_version = 3;

/// How a limit was counted, so that it can be counted again by another calendar.
struct CountedLimit {
  int count = 1;
  TimeUnit unit = TimeUnit::day;
  LocalDate from{};     ///< Not counted itself.
  std::string event{};  ///< What was on that day, where the paper names an event.
  bool back = false;    ///< "N ngày trước X": counted back from that day.

  friend bool operator==(const CountedLimit&, const CountedLimit&) = default;
};

/// A day of a recurrence, and what becomes of it where it is a day off.
struct RecurrentDay {
  LocalDate day{};
  DaysOffRule rule = DaysOffRule::leave;

  friend bool operator==(const RecurrentDay&, const RecurrentDay&) = default;
};

/// A deadline that can show how it was reached.
struct DueDate {
  std::string raw;  ///< The paper's phrase, untouched.
  Bound bound = Bound::by;
  LocalDate nominal;  ///< The day D that the paper names; of a limit the day it counts to, of a
                      ///< recurrence its own day.
  LocalDate last_on_time;  ///< What is sent on this day is on time; the day after is late.
  LocalDate safe_day;      ///< The last working day not after the day that is named or counted to.
  LocalDate legal_end;     ///< The next working day when that day is a day off (Civil Code 2015
                        ///< Art. 148(5)). Of a limit in days this is last_on_time, since the shift
                        ///< helps its debtor; of a day that a paper names both are shown.
  std::optional<LocalTime> hour{};       ///< Before this hour of last_on_time; empty: to its end.
  std::optional<CountedLimit> limit{};   ///< Where it was counted, not named.
  std::optional<RecurrentDay> recurs{};  ///< Where it is one of many.
  std::optional<ReportPeriod> report{};  ///< Of a report over a period: which days it covers.
  std::string calendar{};                ///< Version of the days off it was reached by.
  int version = derivation_version;
  std::vector<DerivationStep> derivation;

  friend bool operator==(const DueDate&, const DueDate&) = default;
};

class DaysOff;

/// The last day on which what is bound to day D is on time.
LocalDate last_on_time(Bound, LocalDate day);

/// Without `raw` the day was given by the office, not by a paper, and the derivation says so.
DueDate derive_due_date(std::string raw, Bound, LocalDate nominal, const DaysOff&);

/// "trước 17 giờ ngày D": the day itself is on time until that hour. "trước 0 giờ ngày D" is the
/// whole of D-1 (Civil Code 2015 Art. 148: a day ends at 24:00), without an hour.
DueDate derive_due_before_hour(std::string raw, LocalDate day, LocalTime hour, const DaysOff&);

}  // namespace inspectord

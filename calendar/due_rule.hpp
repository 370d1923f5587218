// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "calendar/report_period.hpp"

#include <optional>
#include <string>
#include <variant>

// The rules by which papers set dates (vn-rules.md section 4), as values. A reader of phrases makes
// them; derive() in calendar/derive.hpp says which days follow.

namespace inspectord {

/// Where a count starts: a day, or an event whose day nobody knows yet. The rule then waits.
struct CountStart {
  std::string event{};  ///< As the paper says it: "ngày nhận được quyết định".
  std::optional<LocalDate> day{};  ///< Not counted itself (Art. 147).

  friend bool operator==(const CountStart&, const CountStart&) = default;
};

/// "trước ngày D", "chậm nhất ngày D", "đến hết ngày D".
struct OnDay {
  Bound bound = Bound::by;
  LocalDate day;

  friend bool operator==(const OnDay&, const OnDay&) = default;
};

/// "trước 17 giờ ngày D": D itself is the last day on time, until that hour; before 00:00 it is the
/// whole of D-1.
struct BeforeHour {
  LocalDate day;
  LocalTime hour{};

  friend bool operator==(const BeforeHour&, const BeforeHour&) = default;
};

/// "trong (vòng, thời hạn) N ngày (làm việc) kể từ X". Requires: count >= 1.
struct Within {
  int count = 1;
  TimeUnit unit = TimeUnit::day;
  CountStart from{};

  friend bool operator==(const Within&, const Within&) = default;
};

/// "sau N ngày làm việc kể từ X": not before these have gone by. Requires: count >= 1.
struct NotBefore {
  int count = 1;
  TimeUnit unit = TimeUnit::working_day;
  CountStart from{};

  friend bool operator==(const NotBefore&, const NotBefore&) = default;
};

/// "chậm nhất N ngày (làm việc) trước X": counted back from the day before X. Requires: count >= 1.
struct Ahead {
  int count = 1;
  TimeUnit unit = TimeUnit::day;
  CountStart of{};

  friend bool operator==(const Ahead&, const Ahead&) = default;
};

/// "từ ngày 14-27/7", "trong tháng 5-6/2024", "dự kiến ngày D": provisional, a day is asked for.
/// Requires: first <= last.
struct Window {
  LocalDate first, last;

  friend bool operator==(const Window&, const Window&) = default;
};

/// "trong tháng 5/2024" (a month target), "quý II/2024", "6 tháng đầu năm", "9 tháng", "năm 2024":
/// from its first day to its last, which is the day it is due by.
struct InPeriod {
  Period period;

  friend bool operator==(const InPeriod&, const InPeriod&) = default;
};

enum class PointOf { beginning, middle, end };

/// "đầu, giữa, cuối tháng (năm)": 1st, 15th, last; of a year 1/1, 30/6, 31/12 (Art. 146(3)).
/// Requires: a month or a year.
struct AtPoint {
  PointOf point = PointOf::end;
  Period period;

  friend bool operator==(const AtPoint&, const AtPoint&) = default;
};

/// "báo cáo 6 tháng trước ngày 20/5/2024": a report with its period, data span and due day.
struct ReportBy {
  Period period;
  OnDay due;
  DataSpans spans = DataSpans::decree_09_2019;

  friend bool operator==(const ReportBy&, const ReportBy&) = default;
};

/// "hằng năm trước ngày 15/11": a day of every year; `report`: what it reports on ("6 tháng trước
/// ngày 20/5" is half_year, "năm trước ngày 15/11" is year). derive() answers for the first
/// occurrence not before `not_before`, where one is given, else with the recurrence alone.
struct Yearly {
  Bound bound = Bound::by;
  std::chrono::month_day day;
  std::optional<PeriodKind> report{};
  std::optional<LocalDate> not_before{};

  friend bool operator==(const Yearly&, const Yearly&) = default;
};

/// How often something comes again; unspecified: "định kỳ", "thường xuyên".
enum class Frequency { daily, weekly, monthly, quarterly, half_yearly, yearly, unspecified };

/// "hằng tháng", "định kỳ": no day until somebody sets an anchor.
struct Recurring {
  Frequency frequency = Frequency::unspecified;

  friend bool operator==(const Recurring&, const Recurring&) = default;
};

/// "báo cáo ngay", "kịp thời": stands at all times, no day.
struct AtOnce {
  friend bool operator==(const AtOnce&, const AtOnce&) = default;
};

using DueRule = std::variant<OnDay, BeforeHour, Within, NotBefore, Ahead, Window, InPeriod, AtPoint,
                             ReportBy, Yearly, Recurring, AtOnce>;

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off_rule.hpp"
#include "calendar/due_rule.hpp"
#include "scheduler/lead.hpp"
#include "workflow/plan/document.hpp"

#include <optional>
#include <string>
#include <vector>

// What is owed: reports (duties), recurring duties, tasks.

namespace inspectord {

/// Who owes something: exactly one of agency, group, role, or only the words of the paper
/// (AMBIGUOUS_SCOPE).
struct Debtor {
  std::string agency{};  ///< Key of an agency.
  std::string group{};   ///< Key of a group: one duty per member.
  std::string role{};    ///< A role in the team: "secretary", "leader".
  std::string text{};    ///< As the paper says it.

  friend bool operator==(const Debtor&, const Debtor&) = default;
};

/// On which days something is owed again and again.
struct Repetition {
  Frequency frequency = Frequency::unspecified;
  std::optional<LocalDate> anchor{};  ///< The first day; a cron expression needs none.
  std::string rrule{};                ///< RFC 5545, from the anchor on; goes before the frequency.
  std::string cron{};                 ///< Goes before all: of its times the days count.
  DaysOffRule days_off = DaysOffRule::leave;
  std::optional<Lead> lead{};  ///< Empty: early enough for every reminder.

  friend bool operator==(const Repetition&, const Repetition&) = default;
};

enum class DueKind {
  date,    ///< One day: `day`.
  yearly,  ///< Every year on `month_day`; within a plan year the occurrence whose last on-time day
           ///< lies in it.
  window,  ///< `start` to `end`: provisional, a day is asked for; no reminder of its own.
  at_visit,  ///< Handed over in the visit's session; named in the visit's reminders, no rows of its
             ///< own.
  at_once,   ///< A standing duty ("báo cáo ngay"): entries, no state.
  undated,   ///< Waits for set_date.
  within,    ///< `count` of `unit` from `day`, or from an `event` for whose day it waits.
  ahead,     ///< "N ngày trước X": the same, counted back.
};

/// A report over a period that the due day does not name: of the kind the one that ends nearest.
struct PlannedReport {
  PeriodKind period = PeriodKind::year;
  DataSpans spans = DataSpans::decree_09_2019;
  int grace_days = 0;  ///< 0 to 366: so long after its last day a late one is still taken.

  friend bool operator==(const PlannedReport&, const PlannedReport&) = default;
};

/// When something is owed, as the paper says it.
struct PlannedDue {
  DueKind kind = DueKind::undated;
  std::string raw{};  ///< The phrase, untouched: "trước ngày 05/10/2022".
  Bound bound = Bound::before;
  std::optional<LocalDate> day{};                     ///< DueKind::date; within, ahead: of X.
  std::optional<std::chrono::month_day> month_day{};  ///< DueKind::yearly; in a file "05-20".
  std::optional<LocalDate> start{}, end{};            ///< DueKind::window.
  std::optional<LocalTime> hour{};  ///< DueKind::date: before this hour of the day.
  int count = 0;                    ///< DueKind::within, ahead: at least 1.
  TimeUnit unit = TimeUnit::day;    ///< DueKind::within, ahead.
  std::string event{};              ///< DueKind::within, ahead: "ngày ký kết luận".
  bool from_visit = false;          ///< DueKind::within, ahead: X is the visit of who owes it.
  std::optional<PlannedReport> report{};  ///< Where it is a report over a period.
  std::optional<Repetition> again{};  ///< DueKind::undated: of a recurring duty, which is where a
                                      ///< file says it.

  friend bool operator==(const PlannedDue&, const PlannedDue&) = default;
};

/// A report or other paper that an agency owes.
struct Duty {
  std::string key;
  std::string what;   ///< "báo cáo kết quả thực hiện phong trào thi đua"
  std::string topic;  ///< Duties of one topic answer one question; two receivers contradict
                      ///< (REPORT_RECIPIENT_CONFLICT).
  Debtor owed_by;
  std::string to;                     ///< Agency key of the receiver.
  std::string via;                    ///< Agency key of the office through which it goes.
  std::vector<std::string> channels;  ///< "paper", "email:...", as the paper asks.
  std::string outline;                ///< Key of an outline.
  PlannedDue due;
  std::vector<std::string>
      consolidates;        ///< Keys of the duties it sums up (CONSOLIDATOR_NO_LEAD_TIME).
  bool requested = false;  ///< "Đề nghị": asked of a body one cannot order.

  friend bool operator==(const Duty&, const Duty&) = default;
};

/// Something done again and again, without a day until the planner sets an anchor.
struct RecurringDuty {
  std::string key;
  std::string what;
  Debtor owed_by;
  std::string to;
  Frequency frequency =
      Frequency::unspecified;       ///< unspecified: "định kỳ" (PERIOD_WITHOUT_FREQUENCY).
  int min_count = 0;                ///< At least so often each period; 0: not said.
  std::optional<LocalDate> anchor;  ///< First day; empty: RECURRENCE_WITHOUT_ANCHOR.
  std::string rrule;                ///< RFC 5545, from the anchor on: says more than a frequency.
  std::string cron;                 ///< Or a cron expression, of whose times the days count.
  DaysOffRule days_off = DaysOffRule::leave;  ///< Where a due day goes that is no working day.
  std::optional<Lead> lead;  ///< When its period opens before it is due; nothing is told earlier.
  std::optional<PlannedReport> report;  ///< Where it is a report over a period.
  std::string raw;                      ///< "ít nhất 1 tin, bài/tuần"

  friend bool operator==(const RecurringDuty&, const RecurringDuty&) = default;
};

/// A report outline or form: a tree of headings.
struct Outline {
  std::string key;
  std::string title;
  std::string attachment;             ///< Key of the attachment that is to hold it.
  std::vector<std::string> agencies;  ///< Keys of those who write by it.
  std::vector<Section> sections;      ///< Empty while the outline is missing.

  friend bool operator==(const Outline&, const Outline&) = default;
};

/// Something an agency is to do. No state is asked of it beyond its progress.
struct Task {
  std::string key;
  std::string no;                     ///< "III.2": where the paper says it.
  std::vector<std::string> agencies;  ///< Keys of agencies or groups.
  std::string role;                   ///< "lead", "coordinate", "advise", "execute", "supervise"
  bool requested = false;             ///< "Đề nghị": a request, not an order.
  std::string text;                   ///< Short words of our own.
  std::string topic;
  std::optional<LocalDate> due;
  std::vector<std::string> links;  ///< Keys of duties, outlines or attachments that it is about.

  friend bool operator==(const Task&, const Task&) = default;
};

/// A pilot model that the plan goes on with.
struct PilotModel {
  std::string key;
  std::string group;  ///< "Phụ lục 02, I"
  std::string no;
  std::string name;
  std::string place;  ///< As written.
  std::string lead;   ///< As written.
  std::string years;  ///< "2021-2023"

  friend bool operator==(const PilotModel&, const PilotModel&) = default;
};

struct BudgetSource {
  std::string text;
  std::string payer;  ///< As written, where named.

  friend bool operator==(const BudgetSource&, const BudgetSource&) = default;
};

}  // namespace inspectord

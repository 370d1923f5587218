// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "workflow/warnings/plan_view.hpp"

#include <concepts>
#include <string>
#include <vector>

// The rules behind the warnings of a plan. Each reads facts and finds places; the table in
// workflow/warnings.cpp gives it its code and severity.

namespace inspectord {

/// A place in a plan file where a rule fires, and the values for the words of its warning.
/// Days are written as 2024-05-09.
struct Finding {
  std::string pointer;
  Arguments arguments;
};
using Findings = std::vector<Finding>;

/// pointer("visits", 3, "date") is "/visits/3/date".
std::string pointer(const auto&... steps) {
  std::string text;
  const auto add = [&](const auto& step) {
    if constexpr (std::integral<std::decay_t<decltype(step)>>) {
      text += "/" + std::to_string(step);
    } else {
      text += "/" + std::string{step};
    }
  };
  (add(steps), ...);
  return text;
}

// document_rules.cpp: number, date, headings, what is attached
Findings find_missing_number(const PlanView&);
Findings find_missing_date(const PlanView&);
Findings find_missing_day(const PlanView&);
Findings find_numbering(const PlanView&);
Findings find_attachment_missing(const PlanView&);

// count_rules.cpp
Findings find_count_mismatch(const PlanView&);

// recipient_rules.cpp: Nơi nhận, Kính gửi
Findings find_recipient_missing(const PlanView&);
Findings find_addressee_role_overload(const PlanView&);

// contact_rules.cpp
Findings find_phone_format(const PlanView&);
Findings find_conflicting_phone(const PlanView&);

// reference_rules.cpp: the documents cited
Findings find_conflicting_reference_date(const PlanView&);
Findings find_reference_chronology(const PlanView&);

// phrase_rules.cpp: what a phrase says
Findings find_year_mismatch(const PlanView&);
Findings find_parse_trap(const PlanView&);

// scope_rules.cpp: who is inspected, and who is not
Findings find_unit_excluded_but_scheduled(const PlanView&);
Findings find_ambiguous_scope(const PlanView&);
Findings find_units_not_enumerated(const PlanView&);
Findings find_inspection_not_scheduled(const PlanView&);
Findings find_scope_not_scheduled(const PlanView&);
Findings find_subunit_unselected(const PlanView&);
Findings find_subunit_choice_conflict(const PlanView&);

// schedule_rules.cpp: days and hours
Findings find_team_double_booked(const PlanView&);
Findings find_unit_double_booked(const PlanView&);
Findings find_inspected_twice_a_year(const PlanView&);
Findings find_visit_on_day_off(const PlanView&);
Findings find_session_allocation_missing(const PlanView&);
Findings find_agenda_missing(const PlanView&);
Findings find_agenda_not_covering(const PlanView&);

// deadline_rules.cpp: when something is owed
Findings find_deadline_without_date(const PlanView&);
Findings find_deadline_event_relative(const PlanView&);
Findings find_duplicate_deadline(const PlanView&);
Findings find_consolidator_no_lead_time(const PlanView&);
Findings find_weekend_deadline(const PlanView&);
Findings find_recurrence_without_anchor(const PlanView&);
Findings find_recurrence_never_due(const PlanView&);
Findings find_period_without_frequency(const PlanView&);
Findings find_reminder_before_issue(const PlanView&);

// report_days_rules.cpp: the days of reports over a period
Findings find_report_due_too_early(const PlanView&);

// report_rules.cpp: who reports what to whom
Findings find_role_unassigned(const PlanView&);
Findings find_report_recipient_conflict(const PlanView&);
Findings find_outline_conflict(const PlanView&);
Findings find_no_report_owed_by_scheduled_unit(const PlanView&);

// task_rules.cpp
Findings find_task_without_deadline(const PlanView&);
Findings find_duplicate_task(const PlanView&);

// score_rules.cpp
Findings find_score_subtotal(const PlanView&);
Findings find_score_cap(const PlanView&);
Findings find_score_rule_conflict(const PlanView&);
Findings find_score_no_total(const PlanView&);
Findings find_score_parent_without_max(const PlanView&);
Findings find_evidence_mismatch(const PlanView&);

}  // namespace inspectord

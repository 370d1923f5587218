// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings.hpp"

#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace inspectord {
namespace {

struct WarningRule {
  std::string_view code;
  Severity severity;
  Findings (*find)(const PlanView&);
};

constexpr auto error = Severity::error;
constexpr auto question = Severity::question;
constexpr auto note = Severity::note;

// domain.md section 8, in its order.
constexpr std::array rules{
    WarningRule{"UNIT_EXCLUDED_BUT_SCHEDULED", error, find_unit_excluded_but_scheduled},
    WarningRule{"TEAM_DOUBLE_BOOKED", error, find_team_double_booked},
    WarningRule{"UNIT_DOUBLE_BOOKED", error, find_unit_double_booked},
    WarningRule{"INSPECTED_TWICE_A_YEAR", error, find_inspected_twice_a_year},
    WarningRule{"SCORE_SUBTOTAL", error, find_score_subtotal},
    WarningRule{"MISSING_NUMBER", error, find_missing_number},
    WarningRule{"MISSING_DATE", error, find_missing_date},
    WarningRule{"MISSING_DAY", error, find_missing_day},

    WarningRule{"AMBIGUOUS_SCOPE", question, find_ambiguous_scope},
    WarningRule{"UNITS_NOT_ENUMERATED", question, find_units_not_enumerated},
    WarningRule{"RECIPIENT_MISSING", question, find_recipient_missing},
    WarningRule{"REPORT_RECIPIENT_CONFLICT", question, find_report_recipient_conflict},
    WarningRule{"OUTLINE_CONFLICT", question, find_outline_conflict},
    WarningRule{"YEAR_MISMATCH", question, find_year_mismatch},
    WarningRule{"PARSE_TRAP", question, find_parse_trap},
    WarningRule{"ATTACHMENT_MISSING", question, find_attachment_missing},
    WarningRule{"CONFLICTING_REFERENCE_DATE", question, find_conflicting_reference_date},
    WarningRule{"CONFLICTING_PHONE", question, find_conflicting_phone},
    WarningRule{"COUNT_MISMATCH", question, find_count_mismatch},
    WarningRule{"SUBUNIT_UNSELECTED", question, find_subunit_unselected},
    WarningRule{"SUBUNIT_CHOICE_CONFLICT", question, find_subunit_choice_conflict},
    WarningRule{"INSPECTION_NOT_SCHEDULED", question, find_inspection_not_scheduled},
    WarningRule{"SCOPE_NOT_SCHEDULED", question, find_scope_not_scheduled},
    WarningRule{"SESSION_ALLOCATION_MISSING", question, find_session_allocation_missing},
    WarningRule{"AGENDA_MISSING", question, find_agenda_missing},
    WarningRule{"AGENDA_NOT_COVERING", question, find_agenda_not_covering},
    WarningRule{"ROLE_UNASSIGNED", question, find_role_unassigned},
    WarningRule{"DEADLINE_WITHOUT_DATE", question, find_deadline_without_date},
    WarningRule{"RECURRENCE_WITHOUT_ANCHOR", question, find_recurrence_without_anchor},
    WarningRule{"RECURRENCE_NEVER_DUE", question, find_recurrence_never_due},
    WarningRule{"PERIOD_WITHOUT_FREQUENCY", question, find_period_without_frequency},
    WarningRule{"NO_REPORT_OWED_BY_SCHEDULED_UNIT", question,
                find_no_report_owed_by_scheduled_unit},
    WarningRule{"SCORE_CAP", question, find_score_cap},
    WarningRule{"SCORE_RULE_CONFLICT", question, find_score_rule_conflict},
    WarningRule{"VISIT_ON_DAY_OFF", question, find_visit_on_day_off},

    WarningRule{"NUMBERING", note, find_numbering},
    WarningRule{"REFERENCE_CHRONOLOGY", note, find_reference_chronology},
    WarningRule{"PHONE_FORMAT", note, find_phone_format},
    WarningRule{"ADDRESSEE_ROLE_OVERLOAD", note, find_addressee_role_overload},
    WarningRule{"DEADLINE_EVENT_RELATIVE", note, find_deadline_event_relative},
    WarningRule{"DUPLICATE_DEADLINE", note, find_duplicate_deadline},
    WarningRule{"CONSOLIDATOR_NO_LEAD_TIME", note, find_consolidator_no_lead_time},
    WarningRule{"WEEKEND_DEADLINE", note, find_weekend_deadline},
    WarningRule{"REPORT_DUE_TOO_EARLY", note, find_report_due_too_early},
    WarningRule{"TASK_WITHOUT_DEADLINE", note, find_task_without_deadline},
    WarningRule{"DUPLICATE_TASK", note, find_duplicate_task},
    WarningRule{"REMINDER_BEFORE_ISSUE", note, find_reminder_before_issue},
    WarningRule{"SCORE_NO_TOTAL", note, find_score_no_total},
    WarningRule{"SCORE_PARENT_WITHOUT_MAX", note, find_score_parent_without_max},
    WarningRule{"EVIDENCE_MISMATCH", note, find_evidence_mismatch},
};

/// Pointers in the order of the file's lists: "/visits/2" before "/visits/10".
bool stands_before(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    std::size_t one = 0;
    std::size_t other = 0;
    const auto end = std::from_chars(a.data(), a.data() + a.size(), one).ptr;
    const auto other_end = std::from_chars(b.data(), b.data() + b.size(), other).ptr;
    const bool numbers = end != a.data() && other_end != b.data();
    if (numbers && one != other) return one < other;
    if (!numbers && a.front() != b.front()) return a.front() < b.front();
    a.remove_prefix(numbers ? static_cast<std::size_t>(end - a.data()) : 1);
    b.remove_prefix(numbers ? static_cast<std::size_t>(other_end - b.data()) : 1);
  }
  return a.empty() && !b.empty();
}

bool comes_first(const Warning& a, const Warning& b) {
  if (a.severity != b.severity) return a.severity < b.severity;
  if (a.pointer != b.pointer) return stands_before(a.pointer, b.pointer);
  return a.code < b.code;
}

using Asked = bool (*)(const WarningRule&);

std::vector<Warning> found_by(Asked asked, const Plan& plan, const DaysOff& days_off) {
  const PlanView view{plan, days_off};
  std::vector<Warning> warnings;
  for (const auto& rule : rules) {
    if (!asked(rule)) continue;
    for (auto& finding : rule.find(view)) {
      warnings.push_back(
          {rule.code, rule.severity, std::move(finding.pointer), std::move(finding.arguments)});
    }
  }
  std::ranges::stable_sort(warnings, comes_first);
  return warnings;
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::question:
      return "question";
    case Severity::note:
      return "note";
  }
  return "note";
}

std::vector<Warning> find_warnings(const Plan& plan, const DaysOff& days_off) {
  return found_by([](const WarningRule&) { return true; }, plan, days_off);
}

std::vector<Warning> find_errors(const Plan& plan, const DaysOff& days_off) {
  return found_by([](const WarningRule& rule) { return rule.severity == error; }, plan, days_off);
}

const std::vector<WarningCode>& warning_codes() {
  static const auto codes = [] {
    std::vector<WarningCode> all;
    for (const auto& rule : rules) all.push_back({rule.code, rule.severity});
    return all;
  }();
  return codes;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/derivation_steps.hpp"

#include "calendar/rule_codes.hpp"

#include <algorithm>
#include <set>

namespace inspectord {

void add_day_off_step(Steps& steps, LocalDate day, const DueDate& due, const DaysOff& days_off) {
  const auto facts = days_off.facts(day);
  if (!facts.off()) return;
  steps.push_back({"day_off",
                   {{"day", to_string(day)},
                    {"why", std::string{day_kind_code(facts.kind)}},
                    {"name", facts.name},
                    {"safe_day", to_string(due.safe_day)},
                    {"legal_end", to_string(due.legal_end)},
                    {"article", std::string{article::day_off_shift}},
                    {"calendar", days_off.version()}}});
}

void add_calendar_steps(Steps& steps, const std::vector<LocalDate>& days, const DaysOff& days_off) {
  steps.push_back({"calendar", {{"calendar", days_off.version()}}});
  std::set<int> years;
  for (const auto day : days) years.insert(static_cast<int>(day.year()));
  for (const int year : years) {
    const auto standing = days_off.standing_of(year);
    if (standing == YearStanding::decided) continue;
    steps.push_back({standing == YearStanding::unknown ? "unknown_year" : "provisional",
                     {{"year", std::to_string(year)}, {"calendar", days_off.version()}}});
  }
}

DerivationStep period_step(const Period& period) {
  return {"period_" + std::string{period_code(period.kind)},
          {{"number", std::to_string(period.number)},
           {"year", std::to_string(period.year)},
           {"first", to_string(period.first())},
           {"last", to_string(period.last())}}};
}

namespace {

Steps report_steps(const ReportPeriod& report) {
  Steps steps;
  const bool decree = report.spans == DataSpans::decree_09_2019;
  steps.push_back(period_step(report.period));
  steps.push_back({"report_data",
                   {{"from", to_string(report.data_from)},
                    {"to", to_string(report.data_to)},
                    {"opens", to_string(report.opens)},
                    {"article", std::string{decree ? article::report_spans : ""}}}});
  if (report.due_too_early) {
    steps.push_back({"report_early",
                     {{"to", to_string(report.data_to)},
                      {"due", to_string(report.due)},
                      {"article", std::string{article::report_gap}}}});
  }
  if (report.grace_days > 0)
    steps.push_back({"report_grace", {{"until", to_string(report.grace_ends)}}});
  return steps;
}

}  // namespace

void add_report_steps(Steps& steps, const ReportPeriod& report) {
  const auto more = report_steps(report);
  steps.insert(std::ranges::find(steps, "calendar", &DerivationStep::code), more.begin(),
               more.end());
}

DerivationStep skipped_step(LocalDate day, const DayFacts& facts) {
  return {"skipped",
          {{"day", to_string(day)},
           {"why", std::string{day_kind_code(facts.kind)}},
           {"name", facts.name},
           {"source", facts.source}}};
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "calendar/derivation_steps.hpp"

#include "calendar/rule_codes.hpp"

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

void add_provisional_steps(Steps& steps, const std::vector<LocalDate>& days,
                           const DaysOff& days_off) {
  std::set<int> years;
  for (const auto day : days) years.insert(static_cast<int>(day.year()));
  for (const int year : years) {
    if (!days_off.is_provisional(year)) continue;
    steps.push_back(
        {"provisional", {{"year", std::to_string(year)}, {"calendar", days_off.version()}}});
  }
}

DerivationStep skipped_step(LocalDate day, const DayFacts& facts) {
  return {"skipped",
          {{"day", to_string(day)},
           {"why", std::string{day_kind_code(facts.kind)}},
           {"name", facts.name},
           {"source", facts.source}}};
}

}  // namespace inspectord

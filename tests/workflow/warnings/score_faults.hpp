// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/workflow/warnings/fault.hpp"

namespace inspectord::invented {

inline ScoreRule step_rule(std::string from, std::string step) {
  ScoreRule rule;
  rule.kind = ScoreRuleKind::step;
  rule.points = 1;
  rule.from = std::move(from);
  rule.step = std::move(step);
  return rule;
}

inline Criterion& bonus(Plan& plan) {
  return plan.score_sheets[0].groups[1].criteria[0];
}

inline std::vector<Fault> score_faults() {
  return {
      {"SCORE_SUBTOTAL", inspection_plan,
       [](Plan& p) { p.score_sheets[0].groups[0].criteria[0].max = 9; },
       [](Plan& p) { p.score_sheets[0].groups[0].criteria[0].max = 10; }},
      {"SCORE_CAP", inspection_plan,
       [](Plan& p) { p.score_sheets[0].groups[2].criteria[0].rules[0].occurrences = 24; },
       [](Plan& p) { p.score_sheets[0].groups[2].cap = 24; }},
      {"SCORE_RULE_CONFLICT", inspection_plan,
       [](Plan& p) {
         bonus(p).rules = {step_rule("150 triệu", "50 triệu"), step_rule("30 triệu", "10 triệu")};
       },
       [](Plan& p) { bonus(p).rules.pop_back(); }},
      {"SCORE_NO_TOTAL", inspection_plan, [](Plan& p) { p.score_sheets[0].total.reset(); },
       [](Plan& p) { p.score_sheets[0].total = 25; }},
      {"SCORE_PARENT_WITHOUT_MAX", inspection_plan,
       [](Plan& p) { p.score_sheets[0].groups[0].criteria[1].max.reset(); },
       [](Plan& p) { p.score_sheets[0].groups[0].criteria[1].max = 10; }},
      {"EVIDENCE_MISMATCH", inspection_plan,
       [](Plan& p) { bonus(p).evidence = "Danh sách cán bộ VSTBPN"; },
       [](Plan& p) { bonus(p).text = "Sáng kiến vì sự tiến bộ phụ nữ"; }},
  };
}

}  // namespace inspectord::invented

// SPDX-License-Identifier: Apache-2.0
// What late reports suggest about a score ("Nếu báo cáo trễ hạn ... trừ 03 điểm"). A criterion is
// known by its words; since a person decides, one that is missed or proposed in vain does no harm.
#include "workflow/score_acts.hpp"
#include "workflow/warnings/phrases.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace inspectord {
namespace {

/// The points that a criterion takes for each late report; nullopt: it speaks of something else.
std::optional<double> per_late_report(const CriterionPlace& place) {
  static constexpr std::array<std::string_view, 5> late{"trễ hạn", "quá hạn", "chậm",
                                                        "không đúng hạn", "muộn"};
  for (const auto& rule : place.criterion->rules) {
    if (rule.kind != ScoreRuleKind::per_occurrence) continue;
    const auto words = folded(place.criterion->text + " " + rule.raw);
    const auto says = [&](std::string_view text) {
      return words.find(folded(text)) != std::string::npos;
    };
    if (says("báo cáo") && std::any_of(late.begin(), late.end(), says))
      return std::abs(rule.points);
  }
  return std::nullopt;
}

bool is_late(const DutyRecord& duty, LocalDate today) {
  if (duty.released) return false;
  switch (duty.state) {
    case DutyState::missed:
      return true;
    case DutyState::submitted:
    case DutyState::accepted:
      return duty.late;
    case DutyState::open:
    case DutyState::returned:
      return duty.late || (duty.due && duty.due->last_on_time < today);
    case DutyState::waiting:
    case DutyState::waived:
    case DutyState::standing:
    case DutyState::ended:
    case DutyState::closed:
      return false;
  }
  return false;
}

}  // namespace

std::vector<ProposedDeduction> proposed_deductions(const PlanRecord& record,
                                                   const ScoreSheet& sheet, AgencyId unit,
                                                   LocalDate today) {
  std::vector<DutyId> reports;
  for (const auto& duty : record.duties) {
    if (duty.agency == unit && !find_by_key(record.recommendations, duty.key) &&
        is_late(duty, today))
      reports.push_back(duty.id);
  }
  std::vector<ProposedDeduction> proposed;
  if (reports.empty()) return proposed;
  for (const auto& place : criteria_of(sheet)) {
    if (place.group->kind != ScoreGroupKind::deduction) continue;
    const auto each = per_late_report(place);
    if (!each) continue;
    const double all = *each * static_cast<double>(reports.size());
    const auto cap = place.group->cap ? std::abs(*place.group->cap) : all;
    proposed.push_back({.criterion = place.place,
                        .points = std::min({all, cap, place.most.value_or(all)}),
                        .reports = reports});
  }
  return proposed;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/guard.hpp"
#include "workflow/record.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a score sheet asks for and adds up to. Points are whole or half ones and never negative;
// those of a deduction say how many are taken.

namespace inspectord {

/// A criterion that takes points: one without children.
struct CriterionPlace {
  /// The numbers that lead to it, "II/4/4.1/#3": where a step has no number of its own, or one that
  /// a step before it has, "#" and its position from 1.
  std::string place;
  const Criterion* criterion = nullptr;  ///< In the sheet, which outlives it.
  const ScoreGroup* group = nullptr;
  std::optional<double> most;  ///< Nullopt: the sheet does not say.
};

/// In the order of the sheet.
std::vector<CriterionPlace> criteria_of(const ScoreSheet&);

/// Points by the place of their criterion.
using Points = std::map<std::string, double, std::less<>>;

/// What points add up to: no criterion, parent or group counts for more than the sheet allows.
struct ScoreTotals {
  double base = 0;
  double bonus = 0;
  double deduction = 0;
  double total = 0;  ///< base + bonus - deduction, not below 0.

  friend bool operator==(const ScoreTotals&, const ScoreTotals&) = default;
};
ScoreTotals totals_of(const ScoreSheet&, const Points&);

/// Points as somebody gives them.
struct GivenPoints {
  std::string criterion{};
  double points = 0;
  std::string reason{};  ///< rescore: why they differ from the unit's own.
};

/// All that is wrong with them: criteria that the sheet does not have or that come twice, points
/// that are not half ones or above a maximum, parents and groups above their cap, and criteria of
/// base groups left out (bonus and deductions that are left out are 0).
void check_points(Guard&, const ScoreSheet&, const std::vector<GivenPoints>&);

/// Points as papers write them, with a decimal point: "9.5", "215".
std::string points_text(double);

/// A sheet "dành cho đơn vị cấp huyện" is for districts; one that names no level is for all, and so
/// is every sheet where the level of the unit is not known.
bool applies_to(const ScoreSheet&, const AgencyEntry& unit);

/// The agencies that a plan scores by a sheet: those it visits, and those it names as inspected or
/// assessed (groups by the members that the paper names), each once, by key.
std::vector<std::string> scored_units(const Plan&, const ScoreSheet&);

const ScoreRecord* find_score(const PlanRecord&, std::string_view sheet, std::string_view unit);

/// The points that a score stands for by now: the team's where there are some, else the unit's.
Points own_points(const ScoreRecord&);      ///< As self-scored.
Points counted_points(const ScoreRecord&);  ///< As re-scored, where they are.

}  // namespace inspectord

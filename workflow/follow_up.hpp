// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/id.hpp"
#include "workflow/states.hpp"

#include <optional>
#include <string>
#include <vector>

// What comes of an inspection besides its minutes: scores and recommendations. Values only.

namespace inspectord {

/// The points that a unit got for one criterion of a score sheet, in whole or half points; of a
/// deduction, how many were taken.
struct CriterionScore {
  std::string criterion;  ///< Its place in the sheet: "II/4/4.1/#3" (workflow/score_sheets.hpp).
  double self = 0;
  std::optional<double> rescored;
  std::string reason;  ///< Why the two differ.

  friend bool operator==(const CriterionScore&, const CriterionScore&) = default;
};

/// The score of one inspected unit by one sheet. There is none before the first act on it.
struct ScoreRecord {
  ScoreId id;
  std::string sheet;  ///< Key of Plan::score_sheets.
  std::string unit;   ///< Agency key.
  ScoreState state = ScoreState::awaited;
  std::vector<CriterionScore> points;      ///< One for each criterion that takes points.
  std::string reason;                      ///< Of the last act that needs one.
  std::optional<ScoreState> state_before;  ///< What undo brings back; gone after an undo.
  std::vector<CriterionScore> points_before;

  friend bool operator==(const ScoreRecord&, const ScoreRecord&) = default;
};

/// What a conclusion recommends to a unit. Its state, day and reminders are those of the duty of
/// the same key.
struct Recommendation {
  std::string key;   ///< "recommendation/1": no key of a plan file has a slash.
  std::string unit;  ///< Agency key.
  std::string text;
  std::string conclusion;  ///< Its number.
  LocalDate conclusion_date{};
  std::string no_day_because;  ///< Where the conclusion gives no day.

  friend bool operator==(const Recommendation&, const Recommendation&) = default;
};

}  // namespace inspectord

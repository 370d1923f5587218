// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

// Score sheets: criteria, points, evidence. Papers use whole and half points.

namespace inspectord {

enum class ScoreRuleKind {
  fixed,           ///< All or nothing.
  up_to,           ///< Any number of points up to the maximum.
  per_occurrence,  ///< `points` each time.
  step,            ///< `points` for each full `step` above `from`.
};

/// How points of a criterion are counted. Two rules with different steps for one criterion
/// contradict.
struct ScoreRule {
  ScoreRuleKind kind = ScoreRuleKind::fixed;
  double points = 0;
  std::string step;  ///< "50 triệu"
  std::string from;  ///< "150 triệu"
  std::string raw;
  int occurrences = 0;  ///< per_occurrence: how often it can happen, where the sheet says it (24
                        ///< targets); 0: not said.

  friend bool operator==(const ScoreRule&, const ScoreRule&) = default;
};

struct Criterion {
  std::string no;
  std::string text;           ///< Verbatim.
  std::optional<double> max;  ///< Empty where the sheet leaves it out.
  std::string evidence;       ///< Verbatim.
  std::vector<ScoreRule> rules;
  std::vector<Criterion> children;

  friend bool operator==(const Criterion&, const Criterion&) = default;
};

enum class ScoreGroupKind { base, bonus, deduction };

struct ScoreGroup {
  std::string no;
  std::string title;
  ScoreGroupKind kind = ScoreGroupKind::base;
  std::optional<double>
      max;  ///< The subtotal that the sheet states; SCORE_SUBTOTAL compares with its criteria.
  std::optional<double> cap;  ///< "Không quá 15": what a deduction or bonus may add up to.
  std::vector<Criterion> criteria;

  friend bool operator==(const ScoreGroup&, const ScoreGroup&) = default;
};

struct ScoreSheet {
  std::string key;
  std::string title;
  std::string source;           ///< The document it belongs to, as written.
  std::string for_units;        ///< "DÀNH CHO ĐƠN VỊ CẤP HUYỆN"
  std::optional<double> total;  ///< The total that the sheet states; empty: SCORE_NO_TOTAL.
  bool rescored = false;        ///< Phúc tra: the team scores again.
  std::vector<ScoreGroup> groups;

  friend bool operator==(const ScoreSheet&, const ScoreSheet&) = default;
};

/// Criteria of a sheet kept elsewhere, and the one office that follows them.
struct CriterionAssignment {
  std::string source;                 ///< "Quyết định số 06/QĐ-TTg"
  std::vector<std::string> criteria;  ///< Their numbers: "1", "6", "13".
  std::string office;                 ///< Agency key.
  std::string role;                   ///< "advise", "lead"

  friend bool operator==(const CriterionAssignment&, const CriterionAssignment&) = default;
};

}  // namespace inspectord

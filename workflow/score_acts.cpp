// SPDX-License-Identifier: Apache-2.0
#include "workflow/score_acts.hpp"

#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// A score as its machine sees it: which of the table's rows are open depends on the sheet.
struct ScorePart {
  ScoreState state = ScoreState::awaited;
  std::optional<ScoreState> state_before;
  bool rescored_sheet = false;
};

std::vector<std::string> open_to(const ScorePart& part, std::vector<std::string> actions) {
  if (!part.state_before) std::erase(actions, "undo");
  if (!part.rescored_sheet) std::erase(actions, "rescore");
  if (part.rescored_sheet && part.state == ScoreState::self_scored) std::erase(actions, "finalize");
  return actions;
}

ScorePart part_of(const ScoreSheet& sheet, const ScoreRecord& score) {
  return {
      .state = score.state, .state_before = score.state_before, .rescored_sheet = sheet.rescored};
}

/// "I/1=9/8 (thiếu kế hoạch); I/2=5/5": self-scored, re-scored, why they differ.
std::string listed(const std::vector<CriterionScore>& points) {
  std::string text;
  for (const auto& one : points) {
    text += (text.empty() ? "" : "; ") + one.criterion + "=" + points_text(one.self);
    if (one.rescored) text += "/" + points_text(*one.rescored);
    if (!one.reason.empty()) text += " (" + one.reason + ")";
  }
  return text;
}

Arguments described(const ScoreSheet& sheet, const ScoreRecord& score) {
  Arguments facts{{"state", std::string{state_code(score.state)}},
                  {"sheet", score.sheet},
                  {"unit", score.unit}};
  if (score.points.empty()) return facts;
  const auto self = totals_of(sheet, own_points(score));
  const auto counted = totals_of(sheet, counted_points(score));
  facts.emplace_back("self_total", points_text(self.total));
  facts.emplace_back("total", points_text(counted.total));
  facts.emplace_back("points", listed(score.points));
  return facts;
}

const GivenPoints* given_for(const ScoreInput& input, const std::string& criterion) {
  const auto found =
      std::find_if(input.points.begin(), input.points.end(),
                   [&](const GivenPoints& one) { return one.criterion == criterion; });
  return found == input.points.end() ? nullptr : &*found;
}

/// The points of a score as if somebody gave them: they are held against the sheet in force.
std::vector<GivenPoints> as_given(const ScoreRecord& score) {
  std::vector<GivenPoints> points;
  for (const auto& [criterion, value] : counted_points(score))
    points.push_back({.criterion = criterion, .points = value});
  return points;
}

void check_differences(Guard& guard, const ScoreSheet& sheet, const ScoreRecord& score,
                       const ScoreInput& input) {
  const auto own = own_points(score);
  for (const auto& place : criteria_of(sheet)) {
    const auto* given = given_for(input, place.place);
    const auto self = own.find(place.place);
    const double was = self == own.end() ? 0 : self->second;
    const double is = given ? given->points : 0;
    const bool asked = given || place.group->kind != ScoreGroupKind::base;
    if (!asked || was == is || (given && !given->reason.empty())) continue;
    const auto at = given ? "/points/" + std::to_string(given - input.points.data()) + "/reason"
                          : std::string{"/points"};
    guard.add(
        refuse::difference_unexplained, at,
        {{"criterion", place.place}, {"self", points_text(was)}, {"rescored", points_text(is)}});
  }
}

Result<Done> check(const ScoreSheet& sheet, const ScoreRecord& score, ScoreAction action,
                   const ScoreInput& input, const Scene& scene) {
  const auto part = part_of(sheet, score);
  Guard guard{open_to(part, open_actions(score.state, scene.actor.roles))};
  switch (action) {
    case ScoreAction::self_score:
      check_points(guard, sheet, input.points);
      break;
    case ScoreAction::rescore:
      guard.need(sheet.rescored, refuse::not_rescored_sheet);
      check_points(guard, sheet, input.points);
      check_differences(guard, sheet, score, input);
      break;
    case ScoreAction::finalize:
      guard.need(!sheet.rescored || score.state == ScoreState::rescored, refuse::rescore_needed);
      check_points(guard, sheet, as_given(score));
      break;
    case ScoreAction::exempt:
      need_given(guard, !input.reason.empty(), "reason");
      break;
    case ScoreAction::undo:
      guard.need(score.state_before.has_value(), refuse::nothing_to_undo);
      need_given(guard, !input.reason.empty(), "reason");
      break;
  }
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

std::vector<CriterionScore> self_scored(const ScoreSheet& sheet, const ScoreInput& input) {
  std::vector<CriterionScore> points;
  for (const auto& place : criteria_of(sheet)) {
    const auto* given = given_for(input, place.place);
    points.push_back({.criterion = place.place,
                      .self = given ? given->points : 0,
                      .rescored = {},
                      .reason = {}});
  }
  return points;
}

std::vector<CriterionScore> rescored(const ScoreSheet& sheet, const ScoreRecord& score,
                                     const ScoreInput& input) {
  const auto own = own_points(score);
  auto points = self_scored(sheet, input);
  for (auto& one : points) {
    const auto self = own.find(one.criterion);
    const auto* given = given_for(input, one.criterion);
    one.rescored = std::exchange(one.self, self == own.end() ? 0 : self->second);
    if (given) one.reason = given->reason;
  }
  return points;
}

void apply(ScoreRecord& score, const ScoreSheet& sheet, ScoreAction action,
           const ScoreInput& input) {
  if (action == ScoreAction::undo) {
    score.state = *score.state_before;
    score.points = std::move(score.points_before);
    score.state_before.reset();
    score.points_before.clear();
    return;
  }
  score.state_before = score.state;
  score.points_before = score.points;
  switch (action) {
    case ScoreAction::self_score:
      score.state = ScoreState::self_scored;
      score.points = self_scored(sheet, input);
      break;
    case ScoreAction::rescore:
      score.state = ScoreState::rescored;
      score.points = rescored(sheet, score, input);
      break;
    case ScoreAction::finalize:
      score.state = ScoreState::final_;
      break;
    case ScoreAction::exempt:
      score.state = ScoreState::not_scored;
      break;
    case ScoreAction::undo:
      break;
  }
}

std::string past_tense(ScoreAction action) {
  switch (action) {
    case ScoreAction::self_score:
      return "self_scored";
    case ScoreAction::rescore:
      return "rescored";
    case ScoreAction::finalize:
      return "finalized";
    case ScoreAction::exempt:
      return "exempted";
    case ScoreAction::undo:
      return "undone";
  }
  return "undone";
}

void put(PlanRecord& record, ScoreRecord score) {
  for (auto& one : record.scores) {
    if (one.id == score.id) {
      one = std::move(score);
      return;
    }
  }
  record.scores.push_back(std::move(score));
}

}  // namespace

std::optional<ScoreRecord> score_of(const PlanRecord& record, const ScoreOf& of) {
  const auto* sheet = find_by_key(record.content.score_sheets, of.sheet);
  if (!sheet) return std::nullopt;
  const auto units = scored_units(record.content, *sheet);
  if (std::find(units.begin(), units.end(), of.unit) == units.end()) return std::nullopt;
  if (const auto* known = find_score(record, of.sheet, of.unit)) return *known;
  ScoreRecord awaited;
  awaited.sheet = of.sheet;
  awaited.unit = of.unit;
  return awaited;
}

std::vector<std::string> open_actions(const PlanRecord& record, const ScoreRecord& score) {
  const auto* sheet = find_by_key(record.content.score_sheets, score.sheet);
  if (!sheet || !plan_in_force(record, ScoreAction::undo)) return {};
  return open_to(part_of(*sheet, score), open_actions(score.state));
}

Result<Step> act_on_score(const PlanRecord& record, const ScoreOf& of, ScoreAction action,
                          const ScoreInput& input, const Scene& scene) {
  const bool owns_plan = scene.actor.agency == record.owner;
  const bool is_unit = record.notified_at && scene.directory.find(of.unit) == scene.actor.agency;
  if (!owns_plan && !is_unit) return Refusal{refuse::not_yours};
  auto score = score_of(record, of);
  if (!score) return Refusal{refuse::no_such_target};
  const auto& sheet = *find_by_key(record.content.score_sheets, of.sheet);
  TRY(plan_in_force(record, action));
  TRY(part_allowed(part_of(sheet, *score), action, roles_before(scene.actor, owns_plan, is_unit)));
  TRY(check(sheet, *score, action, input, scene));
  const auto before = described(sheet, *score);
  if (score->id.is_nil()) score->id = ScoreId::make(scene.now, scene.random);
  apply(*score, sheet, action, input);
  score->reason = input.reason;
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = {}};
  step.events.push_back({.code = "score." + past_tense(action),
                         .subject_kind = "score",
                         .subject = score->id.bytes(),
                         .why = input.reason,
                         .before = before,
                         .after = described(sheet, *score)});
  put(step.record, *std::move(score));
  return step;
}

}  // namespace inspectord

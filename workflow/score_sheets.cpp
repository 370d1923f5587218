// SPDX-License-Identifier: Apache-2.0
#include "workflow/score_sheets.hpp"

#include "workflow/reasons.hpp"
#include "workflow/warnings/phrases.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace inspectord {
namespace {

constexpr double half_a_hair = 0.001;  // halves add up exactly; a sheet's own sums may not

std::vector<std::string> steps_of(const std::vector<Criterion>& criteria) {
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const auto& no = criteria[i].no;
    const bool own = !no.empty() && no.find('/') == std::string::npos &&
                     std::find(steps.begin(), steps.end(), no) == steps.end();
    steps.push_back(own ? no : "#" + std::to_string(i + 1));
  }
  return steps;
}

std::string step_of(const ScoreSheet& sheet, std::size_t group) {
  const auto& no = sheet.groups[group].no;
  for (std::size_t i = 0; i < group; ++i) {
    if (sheet.groups[i].no == no) return "#" + std::to_string(group + 1);
  }
  return no.empty() ? "#" + std::to_string(group + 1) : no;
}

/// What a group may add up to: its cap, else its maximum.
std::optional<double> cap_of(const ScoreGroup& group) {
  const auto cap = group.cap ? group.cap : group.max;
  return cap ? std::optional{std::abs(*cap)} : std::nullopt;
}

/// "Mỗi báo cáo trễ hạn trừ 3": so often as it can happen; where the sheet does not say how often,
/// up to the cap of the group.
std::optional<double> most_of(const Criterion& criterion, const ScoreGroup& group) {
  for (const auto& rule : criterion.rules) {
    if (rule.kind != ScoreRuleKind::per_occurrence) continue;
    if (rule.occurrences == 0) return cap_of(group);
    return std::abs(rule.points) * rule.occurrences;
  }
  return criterion.max ? std::optional{std::abs(*criterion.max)} : std::nullopt;
}

void add_places(std::vector<CriterionPlace>& places, const std::vector<Criterion>& criteria,
                const ScoreGroup& group, const std::string& above) {
  const auto steps = steps_of(criteria);
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const auto place = above + "/" + steps[i];
    if (!criteria[i].children.empty()) {
      add_places(places, criteria[i].children, group, place);
      continue;
    }
    places.push_back({.place = place,
                      .criterion = &criteria[i],
                      .group = &group,
                      .most = most_of(criteria[i], group)});
  }
}

/// A parent or group whose parts add up to more than it allows.
struct Excess {
  std::string place;
  double cap = 0;
  double sum = 0;
};

double capped(double sum, std::optional<double> cap, const std::string& place,
              std::vector<Excess>& excess) {
  if (!cap || sum <= *cap + half_a_hair) return sum;
  excess.push_back({place, *cap, sum});
  return *cap;
}

double sum_of(const std::vector<Criterion>& criteria, const std::string& above,
              const Points& points, std::vector<Excess>& excess) {
  const auto steps = steps_of(criteria);
  double sum = 0;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const auto place = above + "/" + steps[i];
    if (criteria[i].children.empty()) {
      const auto found = points.find(place);
      sum += found == points.end() ? 0 : found->second;
    } else {
      sum += capped(sum_of(criteria[i].children, place, points, excess), criteria[i].max, place,
                    excess);
    }
  }
  return sum;
}

ScoreTotals add_up(const ScoreSheet& sheet, const Points& points, std::vector<Excess>& excess) {
  ScoreTotals totals;
  for (std::size_t i = 0; i < sheet.groups.size(); ++i) {
    const auto& group = sheet.groups[i];
    const auto place = step_of(sheet, i);
    const double sum =
        capped(sum_of(group.criteria, place, points, excess), cap_of(group), place, excess);
    (group.kind == ScoreGroupKind::base    ? totals.base
     : group.kind == ScoreGroupKind::bonus ? totals.bonus
                                           : totals.deduction) += sum;
  }
  totals.total = std::max(0.0, totals.base + totals.bonus - totals.deduction);
  return totals;
}

bool is_half(double points) {
  return points >= 0 && std::isfinite(points) && std::floor(points * 2) == points * 2;
}

void check_one(Guard& guard, const CriterionPlace* place, const GivenPoints& given,
               const std::string& pointer) {
  if (!place)
    return guard.add(refuse::no_such_criterion, pointer + "/criterion",
                     {{"criterion", given.criterion}});
  guard.need(is_half(given.points), refuse::points_not_half, pointer + "/points",
             {{"criterion", given.criterion}});
  guard.need(!place->most || given.points <= *place->most + half_a_hair, refuse::points_above_max,
             pointer + "/points",
             {{"criterion", given.criterion},
              {"points", points_text(given.points)},
              {"max", place->most ? points_text(*place->most) : ""}});
}

void add_unit(std::vector<std::string>& units, const Plan& plan, const ScoreSheet& sheet,
              const std::string& key) {
  const auto* agency = find_by_key(plan.agencies, key);
  const bool known = std::find(units.begin(), units.end(), key) != units.end();
  if (agency && !known && applies_to(sheet, *agency)) units.push_back(key);
}

bool is_scored(UnitRole role) {
  return role == UnitRole::inspected || role == UnitRole::assessed;
}

}  // namespace

std::vector<CriterionPlace> criteria_of(const ScoreSheet& sheet) {
  std::vector<CriterionPlace> places;
  for (std::size_t i = 0; i < sheet.groups.size(); ++i)
    add_places(places, sheet.groups[i].criteria, sheet.groups[i], step_of(sheet, i));
  return places;
}

ScoreTotals totals_of(const ScoreSheet& sheet, const Points& points) {
  std::vector<Excess> excess;
  return add_up(sheet, points, excess);
}

void check_points(Guard& guard, const ScoreSheet& sheet, const std::vector<GivenPoints>& given) {
  const auto places = criteria_of(sheet);
  Points points;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto& one = given[i];
    const auto pointer = "/points/" + std::to_string(i);
    const auto place = std::find_if(places.begin(), places.end(),
                                    [&](const auto& p) { return p.place == one.criterion; });
    check_one(guard, place == places.end() ? nullptr : &*place, one, pointer);
    guard.need(points.emplace(one.criterion, one.points).second, refuse::criterion_twice,
               pointer + "/criterion", {{"criterion", one.criterion}});
  }
  for (const auto& place : places) {
    const bool asked = place.group->kind == ScoreGroupKind::base;
    guard.need(!asked || points.contains(place.place), refuse::points_missing, "/points",
               {{"criterion", place.place}, {"text", place.criterion->text}});
  }
  std::vector<Excess> excess;
  add_up(sheet, points, excess);
  for (const auto& one : excess) {
    guard.add(refuse::points_above_cap, "/points",
              {{"group", one.place}, {"cap", points_text(one.cap)}, {"sum", points_text(one.sum)}});
  }
}

std::string points_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

bool applies_to(const ScoreSheet& sheet, const AgencyEntry& unit) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> levels{
      {{"cấp tỉnh", "province"}, {"cấp huyện", "district"}, {"cấp xã", "commune"}}};
  const auto meant = folded(sheet.for_units);
  bool names_a_level = false;
  for (const auto& [words, level] : levels) {
    if (meant.find(folded(words)) == std::string::npos) continue;
    if (unit.level == level) return true;
    names_a_level = true;
  }
  return !names_a_level || unit.level.empty();
}

std::vector<std::string> scored_units(const Plan& plan, const ScoreSheet& sheet) {
  std::vector<std::string> units;
  for (const auto& visit : plan.visits) add_unit(units, plan, sheet, visit.unit);
  for (const auto& unit : plan.units) {
    if (!is_scored(unit.role)) continue;
    add_unit(units, plan, sheet, unit.agency);
    const auto* group = find_by_key(plan.groups, unit.agency);
    if (!group) continue;
    for (const auto& member : group->members) {
      const bool out =
          std::find(group->except.begin(), group->except.end(), member) != group->except.end();
      if (!out) add_unit(units, plan, sheet, member);
    }
  }
  return units;
}

const ScoreRecord* find_score(const PlanRecord& record, std::string_view sheet,
                              std::string_view unit) {
  const auto found =
      std::find_if(record.scores.begin(), record.scores.end(),
                   [&](const ScoreRecord& one) { return one.sheet == sheet && one.unit == unit; });
  return found == record.scores.end() ? nullptr : &*found;
}

Points own_points(const ScoreRecord& score) {
  Points points;
  for (const auto& one : score.points) points.emplace(one.criterion, one.self);
  return points;
}

Points counted_points(const ScoreRecord& score) {
  Points points;
  for (const auto& one : score.points)
    points.emplace(one.criterion, one.rescored.value_or(one.self));
  return points;
}

}  // namespace inspectord

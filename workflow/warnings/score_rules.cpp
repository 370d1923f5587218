// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>

namespace inspectord {
namespace {

constexpr double half_a_hair = 0.001;

/// Points as papers write them, with a decimal point: "9.5", "215".
std::string points(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

bool differ(double a, double b) {
  return std::abs(a - b) > half_a_hair;
}

using EachGroup =
    std::function<void(const ScoreSheet&, const ScoreGroup&, const std::string& place)>;
using EachCriterion = std::function<void(const ScoreSheet&, const ScoreGroup&, const Criterion&,
                                         const std::string& place)>;

void for_each_group(const Plan& plan, const EachGroup& visit) {
  for (std::size_t i = 0; i < plan.score_sheets.size(); ++i) {
    const auto& sheet = plan.score_sheets[i];
    for (std::size_t k = 0; k < sheet.groups.size(); ++k) {
      visit(sheet, sheet.groups[k], pointer("score_sheets", i, "groups", k));
    }
  }
}

void for_each_criterion(const Plan& plan, const EachCriterion& visit) {
  for_each_group(
      plan, [&](const ScoreSheet& sheet, const ScoreGroup& group, const std::string& place) {
        const std::function<void(const std::vector<Criterion>&, const std::string&)> walk =
            [&](const std::vector<Criterion>& criteria, const std::string& list) {
              for (std::size_t i = 0; i < criteria.size(); ++i) {
                visit(sheet, group, criteria[i], list + pointer(i));
                walk(criteria[i].children, list + pointer(i, "children"));
              }
            };
        walk(group.criteria, place + pointer("criteria"));
      });
}

std::string label(const std::string& no, const std::string& text) {
  return no.empty() ? text : no + ". " + text;
}

/// What criteria add up to, a parent without points counting its children; nullopt while a leaf has
/// none.
std::optional<double> sum_of(const std::vector<Criterion>& criteria) {
  double sum = 0;
  for (const auto& criterion : criteria) {
    const auto worth =
        criterion.max || criterion.children.empty() ? criterion.max : sum_of(criterion.children);
    if (!worth) return std::nullopt;
    sum += *worth;
  }
  return sum;
}

/// The most a criterion can take or give: its points as often as the sheet says it can happen.
double most_of(const Criterion& criterion) {
  double most = std::abs(criterion.max.value_or(0));
  for (const auto& rule : criterion.rules) {
    if (rule.kind == ScoreRuleKind::per_occurrence) {
      most = std::max(most, std::abs(rule.points) * std::max(rule.occurrences, 1));
    }
  }
  double of_children = 0;
  for (const auto& child : criterion.children) of_children += most_of(child);
  return std::max(most, of_children);
}

Arguments sum_arguments(const std::string& of, double stated, double sum) {
  return {{"of", of}, {"stated", points(stated)}, {"sum", points(sum)}};
}

void check_total(const ScoreSheet& sheet, std::size_t index, Findings& found) {
  double base = 0;
  double bonus = 0;
  for (const auto& group : sheet.groups) {
    if (group.kind == ScoreGroupKind::deduction) continue;
    const auto worth = group.max ? group.max : sum_of(group.criteria);
    if (!worth) return;
    (group.kind == ScoreGroupKind::base ? base : bonus) += *worth;
  }
  if (!sheet.total || !differ(*sheet.total, base) || !differ(*sheet.total, base + bonus)) return;
  found.push_back(
      {pointer("score_sheets", index, "total"), sum_arguments(sheet.title, *sheet.total, base)});
}

bool steps_contradict(const std::vector<ScoreRule>& rules) {
  for (const auto& rule : rules) {
    if (rule.kind != ScoreRuleKind::step) continue;
    const bool differs = std::ranges::any_of(rules, [&](const ScoreRule& other) {
      return other.kind == ScoreRuleKind::step &&
             (differ(other.points, rule.points) || folded(other.step) != folded(rule.step) ||
              folded(other.from) != folded(rule.from));
    });
    if (differs) return true;
  }
  return false;
}

std::string contradiction_in(const Criterion& criterion, ScoreGroupKind kind) {
  if (steps_contradict(criterion.rules)) return criterion.text;
  for (const auto& rule : criterion.rules) {
    if (joins_two_faults(rule.raw)) return rule.raw;
  }
  return kind == ScoreGroupKind::deduction && joins_two_faults(criterion.text) ? criterion.text
                                                                               : std::string{};
}

/// Bodies and schools that every sheet may name; they are no field of work.
bool is_known(const std::string& abbreviation) {
  static constexpr std::array known{"UBND", "HĐND",   "UBMTTQ", "MTTQ", "THCS",
                                    "THPT", "LĐTBXH", "TBXH",   "PDF"};
  return std::ranges::find(known, abbreviation) != known.end();
}

std::string words_of_sheet(const Plan& plan, const ScoreSheet& sheet) {
  std::string text =
      plan.title + " ; " + plan.subject + " ; " + sheet.title + " ; " + sheet.for_units;
  for (const auto& group : sheet.groups) text += " ; " + group.title;
  const std::function<void(const std::vector<Criterion>&)> add =
      [&](const std::vector<Criterion>& criteria) {
        for (const auto& criterion : criteria) {
          text += " ; " + criterion.text;
          add(criterion.children);
        }
      };
  for (const auto& group : sheet.groups) add(group.criteria);
  return text;
}

}  // namespace

Findings find_score_subtotal(const PlanView& view) {
  Findings found;
  for_each_group(
      view.plan(), [&](const ScoreSheet&, const ScoreGroup& group, const std::string& place) {
        const auto sum = sum_of(group.criteria);
        if (!group.max || group.criteria.empty() || !sum || !differ(*group.max, *sum)) return;
        found.push_back(
            {place + "/max", sum_arguments(label(group.no, group.title), *group.max, *sum)});
      });
  for_each_criterion(view.plan(), [&](const auto&, const auto&, const Criterion& criterion,
                                      const std::string& place) {
    const auto sum = sum_of(criterion.children);
    if (!criterion.max || criterion.children.empty() || !sum || !differ(*criterion.max, *sum))
      return;
    found.push_back(
        {place + "/max", sum_arguments(label(criterion.no, criterion.text), *criterion.max, *sum)});
  });
  const auto& sheets = view.plan().score_sheets;
  for (std::size_t i = 0; i < sheets.size(); ++i) check_total(sheets[i], i, found);
  return found;
}

Findings find_score_cap(const PlanView& view) {
  Findings found;
  for_each_group(view.plan(),
                 [&](const ScoreSheet&, const ScoreGroup& group, const std::string& place) {
                   double most = 0;
                   for (const auto& criterion : group.criteria) most += most_of(criterion);
                   if (!group.cap || most <= std::abs(*group.cap) + half_a_hair) return;
                   found.push_back({place + "/cap",
                                    {{"group", label(group.no, group.title)},
                                     {"cap", points(std::abs(*group.cap))},
                                     {"sum", points(most)}}});
                 });
  return found;
}

Findings find_score_rule_conflict(const PlanView& view) {
  Findings found;
  for_each_criterion(view.plan(), [&](const auto&, const ScoreGroup& group,
                                      const Criterion& criterion, const std::string& place) {
    const auto text = contradiction_in(criterion, group.kind);
    if (!text.empty()) found.push_back({place, {{"criterion", criterion.no}, {"text", text}}});
  });
  return found;
}

Findings find_score_no_total(const PlanView& view) {
  Findings found;
  const auto& sheets = view.plan().score_sheets;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!sheets[i].total)
      found.push_back({pointer("score_sheets", i), {{"sheet", sheets[i].title}}});
  }
  return found;
}

Findings find_score_parent_without_max(const PlanView& view) {
  Findings found;
  for_each_group(
      view.plan(), [&](const ScoreSheet&, const ScoreGroup& group, const std::string& place) {
        const bool needs_none = group.kind == ScoreGroupKind::deduction || group.max || group.cap;
        if (!needs_none) found.push_back({place, {{"criterion", label(group.no, group.title)}}});
      });
  for_each_criterion(view.plan(), [&](const auto&, const auto&, const Criterion& criterion,
                                      const std::string& place) {
    if (criterion.children.empty() || criterion.max) return;
    found.push_back({place, {{"criterion", label(criterion.no, criterion.text)}}});
  });
  return found;
}

/// Evidence that names by its initials a field of work that the sheet does not know.
Findings find_evidence_mismatch(const PlanView& view) {
  Findings found;
  for_each_criterion(view.plan(), [&](const ScoreSheet& sheet, const auto&,
                                      const Criterion& criterion, const std::string& place) {
    auto strange = abbreviations_of(criterion.evidence);
    if (strange.empty()) return;
    const auto known_words = words_of_sheet(view.plan(), sheet);
    const auto known = abbreviations_of(known_words);
    std::erase_if(strange, [&](const auto& abbreviation) {
      return is_known(abbreviation) || spells_out(known_words, abbreviation) ||
             std::ranges::find(known, abbreviation) != known.end();
    });
    if (strange.empty()) return;
    std::string names;
    for (const auto& abbreviation : strange) names += (names.empty() ? "" : ", ") + abbreviation;
    found.push_back(
        {place + "/evidence",
         {{"abbreviations", names}, {"criterion", label(criterion.no, criterion.text)}}});
  });
  return found;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool words_alone(const Debtor& debtor) {
  return debtor.agency.empty() && debtor.group.empty() && debtor.role.empty();
}

bool is_visited(const PlanView& view, const ScopeEntry& scope) {
  const auto meant = view.members(scope.agencies);
  return std::ranges::any_of(view.plan().visits, [&](const Visit& visit) {
    if (overlap(meant, places_of(visit))) return true;
    return std::ranges::any_of(visit.sub_units, [&](const SubUnit& place) {
      return place.agency.empty() && likeness(place.placeholder, scope.text) >= 0.5;
    });
  });
}

/// Groups that owe something, have a task, carry out the plan or are inspected.
Keys groups_that_matter(const Plan& plan) {
  Keys groups;
  for (const auto& duty : plan.duties) groups.insert(duty.owed_by.group);
  for (const auto& duty : plan.recurring_duties) groups.insert(duty.owed_by.group);
  for (const auto& task : plan.tasks) groups.insert(task.agencies.begin(), task.agencies.end());
  for (const auto& unit : plan.units) {
    if (unit.role != UnitRole::excluded) groups.insert(unit.agency);
  }
  return groups;
}

}  // namespace

Findings find_unit_excluded_but_scheduled(const PlanView& view) {
  Findings found;
  const auto& visits = view.plan().visits;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    Keys excluded = places_of(visits[i]);
    std::erase_if(excluded, [&](const auto& key) { return !view.excluded().contains(key); });
    if (excluded.empty()) continue;
    found.push_back({pointer("visits", i),
                     {{"unit", view.names(excluded)},
                      {"date", to_string(visits[i].date)},
                      {"reason", view.reason_of_exclusion(*excluded.begin())}}});
  }
  return found;
}

Findings find_ambiguous_scope(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    const auto& duty = plan.duties[i];
    if (!words_alone(duty.owed_by)) continue;
    found.push_back(
        {pointer("duties", i, "owed_by"), {{"text", duty.owed_by.text}, {"what", duty.what}}});
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    const auto& duty = plan.recurring_duties[i];
    if (!words_alone(duty.owed_by)) continue;
    found.push_back({pointer("recurring_duties", i, "owed_by"),
                     {{"text", duty.owed_by.text}, {"what", duty.what}}});
  }
  return found;
}

Findings find_units_not_enumerated(const PlanView& view) {
  const auto used = groups_that_matter(view.plan());
  Findings found;
  const auto& groups = view.plan().groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].members.empty() || !used.contains(groups[i].key)) continue;
    found.push_back({pointer("groups", i), {{"group", groups[i].name}}});
  }
  return found;
}

Findings find_inspection_not_scheduled(const PlanView& view) {
  const auto& plan = view.plan();
  if (!plan.visits.empty()) return {};
  Findings found;
  for (std::size_t i = 0; i < plan.contents.size(); ++i) {
    if (plan.contents[i].inspects)
      found.push_back({pointer("contents", i), {{"content", plan.contents[i].text}}});
  }
  return found;
}

Findings find_scope_not_scheduled(const PlanView& view) {
  Findings found;
  const auto& scopes = view.plan().scopes;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    if (!is_visited(view, scopes[i]))
      found.push_back({pointer("scopes", i), {{"scope", scopes[i].text}}});
  }
  return found;
}

Findings find_subunit_unselected(const PlanView& view) {
  Findings found;
  const auto& visits = view.plan().visits;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    for (std::size_t k = 0; k < visits[i].sub_units.size(); ++k) {
      const auto& place = visits[i].sub_units[k];
      if (!place.agency.empty()) continue;
      found.push_back({pointer("visits", i, "sub_units", k),
                       {{"placeholder", place.placeholder}, {"unit", view.name(visits[i].unit)}}});
    }
  }
  return found;
}

Findings find_subunit_choice_conflict(const PlanView& view) {
  Findings found;
  const auto& visits = view.plan().visits;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    Keys named, choosers;
    for (const auto& place : visits[i].sub_units) {
      if (place.agency.empty() || place.chosen_by.empty()) continue;
      named.insert(place.agency);
      choosers.insert(place.chosen_by);
    }
    if (named.empty()) continue;
    found.push_back({pointer("visits", i, "sub_units"),
                     {{"places", view.names(named)}, {"chooser", view.names(choosers)}}});
  }
  return found;
}

}  // namespace inspectord

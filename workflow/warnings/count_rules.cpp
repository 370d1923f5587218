// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

namespace inspectord {
namespace {

using Steps = std::vector<std::string>;

Steps steps_of(const std::string& place) {
  Steps steps;
  for (std::size_t begin = 0; begin < place.size();) {
    const auto end = std::min(place.find('/', begin + 1), place.size());
    steps.push_back(place.substr(begin + 1, end - begin - 1));
    begin = end;
  }
  return steps;
}

template <class Entry>
const Entry* entry(const std::vector<Entry>& list, const std::string& index) {
  std::size_t i = 0;
  const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), i);
  const bool read = error == std::errc{} && end == index.data() + index.size();
  return read && i < list.size() ? &list[i] : nullptr;
}

struct TopList {
  std::string_view name;
  std::size_t (*size)(const Plan&);
};

constexpr std::array top_lists{
    TopList{"addressees", [](const Plan& p) { return p.addressees.size(); }},
    TopList{"agencies", [](const Plan& p) { return p.agencies.size(); }},
    TopList{"groups", [](const Plan& p) { return p.groups.size(); }},
    TopList{"legal_bases", [](const Plan& p) { return p.legal_bases.size(); }},
    TopList{"references", [](const Plan& p) { return p.references.size(); }},
    TopList{"sections", [](const Plan& p) { return p.sections.size(); }},
    TopList{"purposes", [](const Plan& p) { return p.purposes.size(); }},
    TopList{"requirements", [](const Plan& p) { return p.requirements.size(); }},
    TopList{"methods", [](const Plan& p) { return p.methods.size(); }},
    TopList{"contents", [](const Plan& p) { return p.contents.size(); }},
    TopList{"scopes", [](const Plan& p) { return p.scopes.size(); }},
    TopList{"units", [](const Plan& p) { return p.units.size(); }},
    TopList{"visits", [](const Plan& p) { return p.visits.size(); }},
    TopList{"teams", [](const Plan& p) { return p.teams.size(); }},
    TopList{"attendees", [](const Plan& p) { return p.attendees.size(); }},
    TopList{"attachments", [](const Plan& p) { return p.attachments.size(); }},
    TopList{"outlines", [](const Plan& p) { return p.outlines.size(); }},
    TopList{"duties", [](const Plan& p) { return p.duties.size(); }},
    TopList{"recurring_duties", [](const Plan& p) { return p.recurring_duties.size(); }},
    TopList{"events", [](const Plan& p) { return p.events.size(); }},
    TopList{"pilot_models", [](const Plan& p) { return p.pilot_models.size(); }},
    TopList{"tasks", [](const Plan& p) { return p.tasks.size(); }},
    TopList{"score_sheets", [](const Plan& p) { return p.score_sheets.size(); }},
    TopList{"criterion_assignments", [](const Plan& p) { return p.criterion_assignments.size(); }},
    TopList{"budget_sources", [](const Plan& p) { return p.budget_sources.size(); }},
    TopList{"recipients", [](const Plan& p) { return p.recipients.size(); }},
    TopList{"contacts", [](const Plan& p) { return p.contacts.size(); }},
};

std::size_t sub_units_of_all_visits(const PlanView& view) {
  std::size_t count = 0;
  for (const auto& visit : view.plan().visits) {
    if (!view.excluded().contains(visit.unit)) count += visit.sub_units.size();
  }
  return count;
}

std::optional<std::size_t> members_of(const PlanView& view, const std::string& index) {
  const auto* group = entry(view.plan().groups, index);
  if (!group || group->members.empty()) return std::nullopt;  // UNITS_NOT_ENUMERATED asks
  return view.members(group->key).size();
}

std::optional<std::size_t> size_in_sheet(const Plan& plan, const Steps& steps) {
  const auto* sheet = entry(plan.score_sheets, steps[1]);
  if (!sheet || steps[2] != "groups") return std::nullopt;
  if (steps.size() == 3) return sheet->groups.size();
  const auto* group = entry(sheet->groups, steps[3]);
  const bool criteria = group && steps.size() == 5 && steps[4] == "criteria";
  return criteria ? std::optional{group->criteria.size()} : std::nullopt;
}

std::optional<std::size_t> size_in_entry(const PlanView& view, const Steps& steps) {
  const auto& plan = view.plan();
  const auto& [list, index, name] = std::tie(steps[0], steps[1], steps[2]);
  if (list == "groups" && name == "members") return members_of(view, index);
  if (list == "score_sheets") return size_in_sheet(plan, steps);
  if (const auto* visit = list == "visits" ? entry(plan.visits, index) : nullptr) {
    if (name == "sub_units") return visit->sub_units.size();
    if (name == "sessions") return visit->sessions.size();
    if (name == "attendees") return visit->attendees.size();
  }
  if (const auto* team = list == "teams" ? entry(plan.teams, index) : nullptr) {
    if (name == "members") return team->members.size();
    if (name == "support") return team->support.size();
  }
  const auto* outline = list == "outlines" ? entry(plan.outlines, index) : nullptr;
  return outline && name == "sections" ? std::optional{outline->sections.size()} : std::nullopt;
}

/// How many entries a list has; nullopt where the pointer names no list that can be counted.
std::optional<std::size_t> size_of(const PlanView& view, const std::string& place) {
  if (place == "sub_units") return sub_units_of_all_visits(view);
  const auto steps = steps_of(place);
  if (steps.size() >= 3) return size_in_entry(view, steps);
  if (steps.size() == 2 && steps[0] == "agenda" && steps[1] == "items") {
    return view.plan().agenda ? view.plan().agenda->items.size() : 0;
  }
  if (steps.size() != 1) return std::nullopt;
  const auto found = std::ranges::find(top_lists, steps[0], &TopList::name);
  return found == top_lists.end() ? std::nullopt : std::optional{found->size(view.plan())};
}

}  // namespace

Findings find_count_mismatch(const PlanView& view) {
  Findings found;
  const auto& stated = view.plan().stated_counts;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const auto listed = size_of(view, stated[i].of);
    if (!listed || static_cast<int>(*listed) == stated[i].count) continue;
    found.push_back({pointer("stated_counts", i),
                     {{"raw", stated[i].raw},
                      {"stated", std::to_string(stated[i].count)},
                      {"listed", std::to_string(*listed)},
                      {"of", stated[i].of}}});
  }
  return found;
}

}  // namespace inspectord

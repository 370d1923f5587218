// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/plan_view.hpp"

#include "calendar/days_off.hpp"
#include "calendar/due_date.hpp"
#include "workflow/due_days.hpp"
#include "workflow/warnings/phrases.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string replaced(std::string text, std::string_view long_form, std::string_view short_form) {
  for (auto at = text.find(long_form); at != std::string::npos; at = text.find(long_form)) {
    text.replace(at, long_form.size(), short_form);
  }
  return text;
}

/// A collective's name between blanks, so that one can be looked for in another word by word.
std::string comparable(const std::string& name) {
  auto text = replaced(folded(name), "ủy ban nhân dân", "ubnd");
  text = replaced(std::move(text), "uỷ ban nhân dân", "ubnd");
  return " " + replaced(std::move(text), "hội đồng nhân dân", "hđnd") + " ";
}

int year_of(LocalDate day) {
  return static_cast<int>(day.year());
}

}  // namespace

PlanView::PlanView(const Plan& plan, const DaysOff& days_off) : plan_(plan), days_off_(days_off) {
  for (const auto& agency : plan.agencies) agencies_.emplace(agency.key, &agency);
  for (const auto& group : plan.groups) groups_.emplace(group.key, &group);
  for (const auto& group : plan.groups) unfold(group);
  excluded_ = find_excluded();
}

/// Each group once; one that holds itself adds nobody.
const Keys& PlanView::unfold(const GroupEntry& group) {
  const auto [place, is_new] = members_.try_emplace(group.key);
  if (!is_new) return place->second;
  Keys found = group.members.empty() ? named_within(group) : Keys{};
  const auto unfolded = [&](const std::string& key) {
    const auto found_group = groups_.find(key);
    return found_group == groups_.end() ? Keys{key} : unfold(*found_group->second);
  };
  for (const auto& key : group.members) found.merge(unfolded(key));
  for (const auto& key : group.except) {
    for (const auto& taken_out : unfolded(key)) found.erase(taken_out);
  }
  return place->second = std::move(found);
}

Keys PlanView::named_within(const GroupEntry& group) const {
  Keys named{group.key};
  for (const auto& other : plan_.groups) {
    const bool within = comparable(group.name).find(comparable(other.name)) != std::string::npos;
    if (within && other.members.empty()) named.insert(other.key);
  }
  return named;
}

const AgencyEntry* PlanView::agency(std::string_view key) const {
  const auto found = agencies_.find(key);
  return found == agencies_.end() ? nullptr : found->second;
}

const GroupEntry* PlanView::group(std::string_view key) const {
  const auto found = groups_.find(key);
  return found == groups_.end() ? nullptr : found->second;
}

std::string PlanView::name(std::string_view key) const {
  if (const auto* found = agency(key)) return found->name;
  if (const auto* found = group(key)) return found->name;
  return std::string{key};
}

std::string PlanView::names(const Keys& keys) const {
  std::string joined;
  for (const auto& key : keys) joined += (joined.empty() ? "" : "; ") + name(key);
  return joined;
}

Keys PlanView::members(const std::string& key) const {
  if (key.empty()) return {};
  const auto found = members_.find(key);
  return found == members_.end() ? Keys{key} : found->second;
}

Keys PlanView::members(const std::vector<std::string>& keys) const {
  Keys all;
  for (const auto& key : keys) all.merge(members(key));
  return all;
}

bool PlanView::enumerates(const std::string& key) const {
  const auto* entry = group(key);
  return !entry || !entry->members.empty();
}

Keys PlanView::debtors(const Debtor& debtor) const {
  if (!debtor.agency.empty()) return {debtor.agency};
  if (!debtor.group.empty()) return members(debtor.group);
  if (!debtor.role.empty()) return {"role:" + debtor.role};
  return {};
}

Keys PlanView::find_excluded() const {
  Keys excluded, taken_out, brought_in;
  const auto read = [&](const std::string& key) {
    brought_in.merge(members(key));
    if (const auto* entry = group(key)) taken_out.merge(members(entry->except));
  };
  for (const auto& unit : plan_.units) {
    if (unit.role == UnitRole::excluded) {
      excluded.merge(members(unit.agency));
    } else {
      read(unit.agency);
    }
  }
  for (const auto& scope : plan_.scopes) std::ranges::for_each(scope.agencies, read);
  for (const auto& content : plan_.contents) std::ranges::for_each(content.agencies, read);
  for (const auto& unit : taken_out) {
    if (!brought_in.contains(unit)) excluded.insert(unit);
  }
  return excluded;
}

std::string PlanView::reason_of_exclusion(const std::string& unit) const {
  for (const auto& entry : plan_.units) {
    if (entry.role != UnitRole::excluded || !members(entry.agency).contains(unit)) continue;
    return entry.reason.empty() ? entry.raw : entry.reason;
  }
  for (const auto& entry : plan_.groups) {
    if (members(entry.except).contains(unit)) return entry.name;
  }
  return {};
}

std::optional<LocalDate> PlanView::last_day(const Duty& duty) const {
  return last_on_time_day(duty.due, plan_, days_off_);
}

bool PlanView::fits(int year) const {
  int first = plan_.plan_year;
  int last = plan_.plan_year;
  if (plan_.period && plan_.period->start) first = std::min(first, year_of(*plan_.period->start));
  if (plan_.period && plan_.period->end) last = std::max(last, year_of(*plan_.period->end));
  return first <= year && year <= last;
}

bool overlap(const Keys& a, const Keys& b) {
  return std::ranges::any_of(a, [&](const auto& key) { return b.contains(key); });
}

std::string team_of(const Plan& plan, const Visit& visit) {
  if (!visit.team.empty() || plan.teams.size() != 1) return visit.team;
  return plan.teams.front().key;
}

Keys places_of(const Visit& visit) {
  Keys places{visit.unit};
  for (const auto& sub_unit : visit.sub_units) {
    if (!sub_unit.agency.empty()) places.insert(sub_unit.agency);
  }
  return places;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

/// Agencies and groups with a part in the plan, and the place that says so.
struct Part {
  std::vector<std::string> keys;
  std::string place;
};

/// Who is visited, goes along, owes, receives or has a task, in the order of the file.
std::vector<Part> parts_of(const Plan& plan) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    parts.push_back({{plan.visits[i].unit}, pointer("visits", i, "unit")});
  }
  const auto add_members = [&](const std::vector<TeamMember>& members, const std::string& list) {
    for (std::size_t k = 0; k < members.size(); ++k) {
      parts.push_back({{members[k].agency}, list + pointer(k, "agency")});
    }
  };
  for (std::size_t i = 0; i < plan.teams.size(); ++i) {
    add_members(plan.teams[i].members, pointer("teams", i, "members"));
    add_members(plan.teams[i].support, pointer("teams", i, "support"));
  }
  const auto add_duties = [&](const auto& duties, std::string_view list) {
    for (std::size_t i = 0; i < duties.size(); ++i) {
      const auto& owed_by = duties[i].owed_by;
      parts.push_back({{owed_by.agency, owed_by.group}, pointer(list, i, "owed_by")});
      parts.push_back({{duties[i].to}, pointer(list, i, "to")});
    }
  };
  add_duties(plan.duties, "duties");
  add_duties(plan.recurring_duties, "recurring_duties");
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    parts.push_back({plan.tasks[i].agencies, pointer("tasks", i, "agencies")});
  }
  return parts;
}

Keys told(const PlanView& view) {
  const auto& plan = view.plan();
  Keys told{plan.issuer, plan.drafting_unit};
  const auto add = [&](const std::vector<std::string>& keys) {
    told.insert(keys.begin(), keys.end());
    told.merge(view.members(keys));
  };
  for (const auto& addressee : plan.addressees) add(addressee.agencies);
  for (const auto& recipient : plan.recipients) {
    if (!recipient.archive) add(recipient.agencies);
  }
  return told;
}

Keys not_told(const PlanView& view, const std::vector<std::string>& keys, const Keys& told) {
  Keys missing;
  for (const auto& key : keys) {
    if (!told.contains(key)) missing.merge(view.members(key));
  }
  std::erase_if(missing, [&](const auto& member) { return told.contains(member); });
  return missing;
}

using PartsByKey = std::map<std::string, std::set<std::string>>;

std::string part_in_team(const TeamMember& member) {
  switch (member.role) {
    case TeamRole::leader:
    case TeamRole::deputy:
      return "leads the team";
    case TeamRole::member:
    case TeamRole::secretary:
      return member.per_visit ? "joins a visit" : "goes with the team";
    case TeamRole::support_head:
    case TeamRole::support_member:
      return "supports the team";
  }
  return {};
}

/// What each agency is to the plan; a group without members stands for itself.
PartsByKey kinds_of_parts(const PlanView& view) {
  const auto& plan = view.plan();
  PartsByKey kinds;
  const auto add = [&](const Keys& keys, const std::string& kind) {
    for (const auto& key : keys) kinds[key].insert(kind);
  };
  for (const auto& visit : plan.visits) add({visit.unit}, "is inspected");
  for (const auto& team : plan.teams) {
    for (const auto& member : team.members) add(view.members(member.agency), part_in_team(member));
    for (const auto& member : team.support) add(view.members(member.agency), "supports the team");
  }
  for (const auto& duty : plan.duties) {
    add(view.debtors(duty.owed_by), "owes");
    add(view.members(duty.to), "receives");
  }
  for (const auto& duty : plan.recurring_duties) {
    add(view.debtors(duty.owed_by), "owes");
    add(view.members(duty.to), "receives");
  }
  for (const auto& task : plan.tasks) add(view.members(task.agencies), "task: " + task.role);
  return kinds;
}

/// How many different parts a collective's agencies have, if they do not all have the same ones;
/// else 0.
std::size_t different_parts(const PlanView& view, const std::string& group,
                            const PartsByKey& kinds) {
  const auto kinds_of = [&](const std::string& key) {
    const auto found = kinds.find(key);
    return found == kinds.end() ? std::set<std::string>{} : found->second;
  };
  std::set<std::set<std::string>> apart;
  std::set<std::string> together;
  for (const auto& member : view.members(group)) {
    apart.insert(kinds_of(member));
    together.merge(kinds_of(member));
  }
  const bool differ = view.enumerates(group) ? apart.size() > 1 : together.size() > 1;
  return differ ? together.size() : 0;
}

}  // namespace

Findings find_recipient_missing(const PlanView& view) {
  const auto told_keys = told(view);
  Findings found;
  Keys seen;
  for (const auto& part : parts_of(view.plan())) {
    auto missing = not_told(view, part.keys, told_keys);
    std::erase_if(missing, [&](const auto& key) { return !seen.insert(key).second; });
    if (!missing.empty()) found.push_back({part.place, {{"agencies", view.names(missing)}}});
  }
  return found;
}

/// A line that names a collective is overloaded when the agencies behind it do not all have the
/// same parts in the plan, or, while it enumerates nobody, when it has two parts or more itself.
Findings find_addressee_role_overload(const PlanView& view) {
  const auto& plan = view.plan();
  const auto kinds = kinds_of_parts(view);
  Findings found;
  const auto read = [&](const std::string& text, const std::vector<std::string>& keys,
                        std::string place) {
    for (const auto& key : keys) {
      const auto parts = view.group(key) ? different_parts(view, key, kinds) : 0;
      if (parts == 0) continue;
      found.push_back({std::move(place), {{"line", text}, {"parts", std::to_string(parts)}}});
      return;
    }
  };
  for (std::size_t i = 0; i < plan.addressees.size(); ++i) {
    read(plan.addressees[i].text, plan.addressees[i].agencies, pointer("addressees", i));
  }
  for (std::size_t i = 0; i < plan.recipients.size(); ++i) {
    if (!plan.recipients[i].archive) {
      read(plan.recipients[i].text, plan.recipients[i].agencies, pointer("recipients", i));
    }
  }
  return found;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "workflow/audience.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 9> part_codes{
    "unit",  "specialist_office", "team",       "result", "debtor",
    "focal", "executor",          "for_report", "planner"};

void add(std::vector<Told>& told, AgencyId agency, Part part) {
  const bool there =
      std::any_of(told.begin(), told.end(), [&](const Told& t) { return t.agency == agency; });
  if (!there) told.push_back({agency, part});
}

const Team* team_of(const Plan& plan, const Visit& visit) {
  if (plan.teams.empty()) return nullptr;
  return visit.team.empty() ? &plan.teams.front() : find_by_key(plan.teams, visit.team);
}

/// A local member joins only where it is at home: as the visited unit or its office.
bool joins(const TeamMember& member, AgencyId agency, const Visit& visit,
           const Directory& directory) {
  if (!member.per_visit) return true;
  return agency == directory.find(visit.unit) || agency == directory.find(visit.specialist_office);
}

void add_members(std::vector<Told>& told, const std::vector<TeamMember>& members,
                 const Visit& visit, const Directory& directory) {
  for (const auto& member : members) {
    for (const auto agency : directory.expand(member.agency)) {
      if (joins(member, agency, visit, directory)) add(told, agency, Part::team);
    }
  }
}

std::vector<AgencyId> filling_role(const Plan& plan, std::string_view role,
                                   const Directory& directory) {
  std::vector<AgencyId> agencies;
  for (const auto& team : plan.teams) {
    for (const auto& member : team.members) {
      const bool fits = (role == "secretary" && member.role == TeamRole::secretary) ||
                        (role == "leader" && member.role == TeamRole::leader);
      if (!fits) continue;
      const auto expanded = directory.expand(member.agency);
      agencies.insert(agencies.end(), expanded.begin(), expanded.end());
    }
  }
  return agencies;
}

}  // namespace

std::string_view to_string(Part part) {
  return part_codes[static_cast<std::size_t>(part)];
}

std::optional<Part> parse_part(std::string_view text) {
  for (std::size_t i = 0; i < part_codes.size(); ++i) {
    if (part_codes[i] == text) return static_cast<Part>(i);
  }
  return std::nullopt;
}

std::vector<Told> visit_audience(const Plan& plan, const Visit& visit, const Directory& directory) {
  std::vector<Told> told;
  if (const auto unit = directory.find(visit.unit)) add(told, *unit, Part::unit);
  if (const auto office = directory.find(visit.specialist_office))
    add(told, *office, Part::specialist_office);
  if (const Team* team = team_of(plan, visit)) {
    add_members(told, team->members, visit, directory);
    add_members(told, team->support, visit, directory);
  }
  return told;
}

std::vector<Told> result_audience(const Plan& plan, const Visit& visit,
                                  const Directory& directory) {
  std::vector<Told> told;
  if (const Team* team = team_of(plan, visit)) {
    for (const auto& member : team->members) {
      if (member.role != TeamRole::secretary && member.role != TeamRole::leader) continue;
      for (const auto agency : directory.expand(member.agency)) add(told, agency, Part::result);
    }
  }
  if (told.empty()) {
    if (const auto office = focal_office(plan, directory)) add(told, *office, Part::result);
  }
  return told;
}

std::vector<AgencyId> debtors_of(const Plan& plan, const Duty& duty, const Directory& directory) {
  if (!duty.owed_by.agency.empty()) return directory.expand(duty.owed_by.agency);
  if (!duty.owed_by.group.empty()) return directory.expand(duty.owed_by.group);
  if (!duty.owed_by.role.empty()) return filling_role(plan, duty.owed_by.role, directory);
  return {};
}

std::optional<AgencyId> focal_office(const Plan& plan, const Directory& directory) {
  if (const auto office = directory.find(plan.drafting_unit)) return office;
  return directory.find(plan.issuer);
}

std::vector<Told> notice_audience(const Plan& plan, const std::vector<DutyRecord>& duties,
                                  const Directory& directory) {
  std::vector<Told> told;
  for (const auto& visit : plan.visits) {
    for (const auto& one : visit_audience(plan, visit, directory)) {
      if (one.part != Part::team) add(told, one.agency, one.part);
    }
  }
  for (const auto& duty : duties) {
    if (duty.agency) add(told, *duty.agency, Part::debtor);
  }
  for (const auto& visit : plan.visits) {
    for (const auto& one : visit_audience(plan, visit, directory)) add(told, one.agency, one.part);
  }
  for (const auto& recipient : plan.recipients) {
    const Part part = recipient.code == "b/c" ? Part::for_report : Part::executor;
    for (const auto& key : recipient.agencies) {
      for (const auto agency : directory.expand(key)) add(told, agency, part);
    }
  }
  for (const auto& addressee : plan.addressees) {
    for (const auto& key : addressee.agencies) {
      for (const auto agency : directory.expand(key)) add(told, agency, Part::executor);
    }
  }
  return told;
}

std::vector<Told> attachment_audience(const Plan& plan, const std::vector<DutyRecord>& duties,
                                      std::string_view attachment, const Directory& directory) {
  std::vector<Told> told;
  const auto add_all = [&](const std::string& key, Part part) {
    for (const auto agency : directory.expand(key)) add(told, agency, part);
  };
  for (const auto& outline : plan.outlines) {
    if (outline.attachment != attachment) continue;
    for (const auto& key : outline.agencies) add_all(key, Part::executor);
    for (const auto& duty : duties) {
      const auto* planned = find_by_key(plan.duties, duty.key);
      if (duty.agency && planned && planned->outline == outline.key)
        add(told, *duty.agency, Part::debtor);
    }
  }
  for (const auto& task : plan.tasks) {
    if (std::find(task.links.begin(), task.links.end(), attachment) == task.links.end()) continue;
    for (const auto& key : task.agencies) add_all(key, Part::executor);
  }
  if (!told.empty()) return told;
  told = notice_audience(plan, duties, directory);
  std::erase_if(told, [](const Told& one) { return one.part == Part::for_report; });
  return told;
}

}  // namespace inspectord

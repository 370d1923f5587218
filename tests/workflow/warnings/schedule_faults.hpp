// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/workflow/warnings/fault.hpp"

namespace inspectord::invented {

inline Team second_team() {
  Team team;
  team.key = "doan-hai";
  team.name = "Đoàn số hai";
  team.members = {member("so-y-te", TeamRole::leader, "Lê Thị Bình")};
  return team;
}

/// A day on which a second team comes to a unit too.
inline void add_visit_of_second_team(Plan& plan, std::string unit) {
  plan.teams.push_back(second_team());
  for (auto& entry : plan.visits) entry.team = "doan";
  plan.visits.push_back(visit("them", std::move(unit), plan.visits[0].date));
  plan.visits.back().team = "doan-hai";
  plan.stated_counts[0].count = 3;
}

inline SubUnit named_place() {
  SubUnit place;
  place.agency = "xa-dong";
  return place;
}

inline std::vector<Fault> schedule_faults() {
  return {
      {"UNIT_EXCLUDED_BUT_SCHEDULED", inspection_plan,
       [](Plan& p) {
         p.units[1] = {"huyen-tay", UnitRole::excluded, "thanh tra tỉnh đã có lịch",
                       "trừ huyện Tây"};
       },
       [](Plan& p) {
         p.visits.pop_back();
         p.stated_counts[0].count = 1;
       }},
      {"TEAM_DOUBLE_BOOKED", inspection_plan, [](Plan& p) { p.visits[1].date = p.visits[0].date; },
       [](Plan& p) {
         p.visits[1].sessions[0].start = *parse_time("13:30");
         p.visits[1].sessions[0].end = parse_time("16:30");
       }},
      {"UNIT_DOUBLE_BOOKED", inspection_plan,
       [](Plan& p) { add_visit_of_second_team(p, "huyen-dong"); },
       [](Plan& p) { p.visits.back().date = make_date(2026, 4, 15); }},
      {"INSPECTED_TWICE_A_YEAR", inspection_plan,
       [](Plan& p) {
         p.agencies[4].firm = true;
         p.visits.push_back(visit("dong-lan-hai", "huyen-dong", make_date(2026, 10, 6)));
         p.stated_counts[0].count = 3;
       },
       [](Plan& p) { p.units[0].reason = "Có dấu hiệu vi phạm"; }},
      {"VISIT_ON_DAY_OFF", inspection_plan,
       [](Plan& p) { p.visits[1].date = make_date(2026, 4, 27); },
       [](Plan& p) { p.visits[1].date = make_date(2026, 4, 28); }},
      {"SUBUNIT_UNSELECTED", inspection_plan,
       [](Plan& p) {
         p.visits[0].sub_units = {{"", "01 cây cầu", ""}};
       },
       [](Plan& p) { p.visits[0].sub_units[0].agency = "xa-dong"; }},
      {"SUBUNIT_CHOICE_CONFLICT", inspection_plan,
       [](Plan& p) {
         p.visits[0].sub_units = {{"xa-dong", "", "phong-dong"}};
       },
       [](Plan& p) { p.visits[0].sub_units[0].chosen_by.clear(); }},
      {"SESSION_ALLOCATION_MISSING", inspection_plan,
       [](Plan& p) {
         p.visits[0].sub_units = {named_place()};
         p.visits[0].sessions.push_back(p.visits[0].sessions[0]);
         p.visits[0].sessions[1].start = *parse_time("13:30");
         p.visits[0].sessions[1].end = parse_time("16:00");
       },
       [](Plan& p) { p.visits[0].sessions[1].unit = "xa-dong"; }},
      {"AGENDA_MISSING", inspection_plan, [](Plan& p) { p.agenda.reset(); },
       [](Plan& p) { p.agenda = inspection_plan().agenda; }},
      {"AGENDA_NOT_COVERING", inspection_plan,
       [](Plan& p) { p.agenda->items[1].start = *parse_time("09:45"); },
       [](Plan& p) { p.agenda->items[0].end = parse_time("09:45"); }},
      {"INSPECTION_NOT_SCHEDULED", implementation_plan,
       [](Plan& p) {
         Content check;
         check.text = "Kiểm tra, giám sát việc bảo trì";
         check.inspects = true;
         p.contents = {check};
       },
       [](Plan& p) { p.contents[0].inspects = false; }},
      {"SCOPE_NOT_SCHEDULED", inspection_plan,
       [](Plan& p) {
         p.scopes.push_back({"cấp xã", {"xa-dong"}});
       },
       [](Plan& p) { p.visits[0].sub_units = {named_place()}; }},
      {"AMBIGUOUS_SCOPE", implementation_plan,
       [](Plan& p) {
         p.duties[0].owed_by = {};
         p.duties[0].owed_by.text = "các đơn vị liên quan";
       },
       [](Plan& p) { p.duties[0].owed_by.agency = "huyen-dong"; }},
      {"UNITS_NOT_ENUMERATED", implementation_plan,
       [](Plan& p) {
         p.groups = {{"cac-huyen", "UBND các huyện", {}, {}}};
         p.duties[0].owed_by = {};
         p.duties[0].owed_by.group = "cac-huyen";
         p.recipients.push_back(recipient("UBND các huyện", {"cac-huyen"}));
       },
       [](Plan& p) { p.groups[0].members = {"huyen-dong"}; }},
  };
}

}  // namespace inspectord::invented

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/usecases/simulation/world.hpp"
#include "usecases/calendar_cases.hpp"

#include <map>
#include <set>

namespace inspectord::simulation {

/// What the people of a house do, each by chance, often at the wrong time: then it is refused.
class People {
 public:
  explicit People(World& world) : world_(world) {}

  void act();

  void edit_policy();
  /// Duties whose day somebody set by hand since: no rule gives it any more.
  const std::set<DutyId>& set_by_hand() const { return set_by_hand_; }

 private:
  void act_on_some_duty();
  void act_on_some_visit();
  void amend_some_plan();
  void change_calendar();
  void cancel_some_plan();

  Plan amended(const PlanRecord&);
  CalendarChange some_change();
  using Told = std::map<AgencyId, int>;  // messages about calendars
  Told told_of_calendars();
  void check_told_once(const CalendarOutcome&, const Told& before);

  World& world_;
  std::set<DutyId> set_by_hand_;
  int versions_ = 0;
};

}  // namespace inspectord::simulation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/outbox.hpp"
#include "tests/usecases/simulation/people.hpp"

#include <map>
#include <set>
#include <string>

namespace inspectord::simulation {

/// What must never be, looked for after each step.
class Watch {
 public:
  Watch(World& world, const People& people) : world_(world), people_(people) {}

  /// At what costs little, as often as something rings.
  void glance();
  void look();
  /// Before a message arrives: none of its reminders arrived before, and each still holds.
  void look_at_arrival(const ClaimedMessage&);

 private:
  /// A reminder to come.
  struct Planned {
    UuidBytes target;
    AgencyId recipient;
    std::string rule;
    Instant at;

    bool is_repetition() const { return rule.starts_with("repeat"); }
    std::string words() const {
      return rule + " at " + to_rfc3339(at) + " to " + recipient.to_string();
    }
    friend auto operator<=>(const Planned&, const Planned&) = default;
  };
  std::set<Planned> planned_of(PlanId);
  std::string history_of(PlanId, const Planned&);
  static bool is_to_follow(const Planned&, const std::set<Planned>& before);
  void look_at_what_is_wanted(const PlanRecord&);
  void look_at_duties(const PlanRecord&);
  void look_at_visits(const PlanRecord&);
  void look_at_history();
  bool is_told(const PlanRecord&, const VisitRecord&);
  std::int64_t count(const std::string& what);

  struct Seen {
    VisitState state;
    LocalDate date;
    int sequence;
  };

  World& world_;
  const People& people_;
  std::set<std::string> arrived_;
  std::map<VisitId, Seen> seen_;
  std::map<std::string, std::int64_t> counts_;
};

}  // namespace inspectord::simulation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/plans.hpp"
#include "tests/support/acting_house.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// A house by chance: what people, the courier and the watch of the simulation share.

namespace inspectord::simulation {

/// The same numbers for a seed, with every library: std::uniform_int_distribution does not promise
/// that.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int pick(int least, int most) {
    return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
  }
  bool one_in(int n) { return pick(1, n) == 1; }
  /// Requires: not empty.
  template <class Range>
  auto& one_of(Range& range) {
    return range[static_cast<std::size_t>(pick(0, static_cast<int>(range.size()) - 1))];
  }

 private:
  std::mt19937 engine_;
};

/// One life: the house with its plans, what happened in it, and the first thing that must not be.
class World {
 public:
  explicit World(unsigned seed) : chance(seed) {}

  Transaction& tx() { return acting.tx(); }
  Instant& now() { return acting.now; }
  LocalDate today() const { return acting.house.zone.date_of(acting.now); }
  const House& house() const { return acting.house; }
  /// As it is stored. Read anew where its version is another.
  const PlanRecord& record(PlanId plan) {
    auto& known = records_[plan];
    if (!known || head_of_plan(tx(), plan)->version != known->version)
      known = find_plan(tx(), plan);
    return known.value();
  }

  void say(const std::string& line) {
    trace += Zone::vietnam().to_rfc3339(acting.now) + " " + line + "\n";
  }
  void complain(const std::string& what) {
    if (wrong.empty()) wrong = "step " + std::to_string(step) + ": " + what;
  }

  /// As the writer does it: what is refused leaves nothing behind. Returns what came of it.
  template <class Act>
  auto attempt(const std::string& name, Act act) {
    using Outcome = std::decay_t<decltype(act().value())>;
    tx().savepoint();
    auto result = act();
    if (!result) {
      tx().rollback_savepoint();
      say(name + " refused: " + std::string{result.error().reason().code});
      return std::optional<Outcome>{};
    }
    tx().release_savepoint();
    say(name);
    return std::optional<Outcome>{std::move(result).value()};
  }

  Chance chance;
  invented::ActingHouse acting;
  const Actor lan = acting.user("lan", "Sở Giao thông", {Role::planner});
  const Actor hai = acting.user("hải", "Sở Giao thông", {Role::approver});
  const Actor thu = acting.user("thu", "Sở Giao thông", {Role::clerk});
  const Actor quan = acting.user("quân", "Sở Giao thông", {Role::administrator});
  std::vector<PlanId> plans;
  int step = 0;
  std::string trace, wrong;

 private:
  std::map<PlanId, std::optional<PlanRecord>> records_;
};

}  // namespace inspectord::simulation

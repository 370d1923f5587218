// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bench/seed/plan_copies.hpp"
#include "server/demonstration/plan_life.hpp"
#include "workflow/plan/plan.hpp"
#include "workflow/policy.hpp"

#include <string_view>

namespace inspectord::bench {

/// A plan of the house as it is copied.
struct Pattern {
  PlanId id;
  CopyNames names;
  PlanState state = PlanState::drafted;
  bool submitted = false;
  std::vector<JournalRecord> journal;
};

/// How much a plan has in it.
struct Size {
  int communes = 1;    ///< Each is visited: ten reminders.
  bool duties = true;  ///< Each owes a report as well: eight more.

  int reminders() const { return communes * (duties ? 18 : 10); }
};

/// Five years of plans of one office over the communes of its province, by the same acts as
/// everybody's. Of 25 one is a draft and one is submitted; the others are notified. Each has a
/// content of about 4 KiB.
class Patterns {
 public:
  /// All outlive the patterns. `model`: docs/first-plan.json.
  Patterns(Writer&, const House&, const DemonstrationStaff&, Plan model, Instant now);

  /// The `no`-th of `all`, oldest first. `policy`: the key of one.
  Pattern issue(int no, int all, Size, std::string_view policy = policy_of_new_plans);

  /// Everything due until tomorrow is said to be done: reminders sent, messages accepted.
  void settle_past();

 private:
  Plan plan(int no, Size, Instant at) const;
  void draft(const Plan&, Instant at, bool submitted);

  Writer& writer_;
  const House& house_;
  const DemonstrationStaff& staff_;
  PlanLife life_;
  Plan model_;
  Instant now_;
};

}  // namespace inspectord::bench

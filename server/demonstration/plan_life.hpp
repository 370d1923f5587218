// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/writer.hpp"
#include "usecases/house.hpp"
#include "usecases/plan_cases.hpp"

namespace inspectord {

/// The people of the demonstration: a planner, an approver and a clerk of one invented agency.
struct DemonstrationStaff {
  Actor planner, approver, clerk;
};

/// Adds the three users (once) and returns them as actors; beside them "thu", an auditor, who only
/// reads.
DemonstrationStaff demonstration_staff(Writer&, Instant now, const House&);

/// Takes plans through their life by the same acts as everybody: import, submit, approve, number,
/// notify. What the papers leave open is filled in visibly as a demonstration: addresses, members
/// of groups, overrides, notes, a substitute for the signer.
class PlanLife {
 public:
  /// All outlive the life. The addresses it gives ask for their mail in `language`.
  PlanLife(Writer& writer, const House& house, const DemonstrationStaff& staff,
           Language language = Language::vi)
      : writer_(writer), house_(house), staff_(staff), language_(language) {}

  /// From the file to notified, all at `at`. Throws std::runtime_error with the refusal's words if
  /// an act is refused.
  PlanRecord issue(const Plan&, const std::string& number, Instant at);

  /// Says of everything in the outbox that it arrived: for a rehearsal, which sends nothing.
  void settle_all(Instant at);

  /// Rings at every instant that is due up to `until`, oldest first: what a service that never
  /// slept would have done.
  void ring_until(Instant until);

  const DemonstrationStaff& staff() const { return staff_; }

 private:
  void give_addresses(const PlanRecord&, Instant at);
  void let_the_approver_sign(const Plan&, Instant at);
  PlanRecord act(const PlanRecord&, PlanAction, const PlanInput&, const Actor&, Instant at);

  Writer& writer_;
  const House& house_;
  const DemonstrationStaff& staff_;
  const Language language_;
};

}  // namespace inspectord

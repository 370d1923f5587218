// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "server/routes/plan_sight.hpp"

#include <map>
#include <optional>

namespace inspectord {

/// Plans as one actor may see them, each looked at once in a request.
class PlanSights {
 public:
  PlanSights(Snapshot& snapshot, const Actor& actor, const ApiParts& parts)
      : snapshot_(snapshot), actor_(actor), parts_(parts) {}

  /// nullptr for a plan that the actor may not see.
  const PlanSight* of(PlanId);
  const AgencyNames& names_in(PlanId);  ///< As of today.

 private:
  Snapshot& snapshot_;
  const Actor& actor_;
  const ApiParts& parts_;
  std::map<PlanId, std::optional<PlanSight>> sights_;
  std::map<PlanId, AgencyNames> names_;
};

}  // namespace inspectord

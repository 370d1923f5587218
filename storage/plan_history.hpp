// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/record.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace inspectord {

/// When what of a plan last changed.
struct PlanChanges {
  Instant plan{};     ///< The plan itself, by whatever act.
  Instant content{};  ///< What it says: when it was notified, or the last amendment.
  std::map<UuidBytes, Instant> parts;  ///< Its visits and duties.

  Instant of(const UuidBytes& part) const {
    const auto found = parts.find(part);
    return found == parts.end() ? content : std::max(content, found->second);
  }
};

PlanChanges changes_of_plan(Connection&, PlanId);

/// The contents that amendments replaced, the last one first.
std::vector<Plan> former_contents(Connection&, PlanId);

/// What a revision said that is no longer in force; nullopt where nothing that came after it has
/// changed the content.
std::optional<Plan> former_content(Connection&, PlanId, int revision);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/successors.hpp"
#include "usecases/house.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

namespace refuse {
inline constexpr Reason own_successor{"own_successor"};
}  // namespace refuse

/// The end of an agency, as it is to be recorded.
struct AgencyEnd {
  std::optional<LocalDate> valid_to{};  ///< Its last day in force.
  std::vector<AgencyId> successors{};
  std::string document{};
};

/// The agency ends, by administrators and planners of the house that entered it, or of itself;
/// those who follow it are of the directory that they may see. Returns what of the actor's plans it
/// still owes, which then waits for a successor: nothing passes on by itself.
Result<std::vector<PendingDuty>> end_agency(Transaction&, AgencyId, const AgencyEnd&, const Actor&,
                                            Instant now, const House&);

}  // namespace inspectord

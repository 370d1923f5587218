// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/policies.hpp"
#include "usecases/policy_moves.hpp"
#include "workflow/roles.hpp"

#include <optional>

namespace inspectord {

namespace refuse {
inline constexpr Reason policy_built_in{"policy_built_in", RefusalKind::conflict};  ///< key
inline constexpr Reason policy_exists{"policy_exists", RefusalKind::conflict};      ///< key
inline constexpr Reason policy_unchanged{"policy_unchanged", RefusalKind::conflict};
}  // namespace refuse

/// A policy of the actor's agency, as it is to be.
struct PolicyEdit {
  ReminderPolicy policy;
  /// The number of the version that it follows, 0 where there is none; nullopt: whichever.
  std::optional<int> follows{};
};

/// What an edit does, or did: the forecast's difference, plan by plan.
struct PolicyOutcome {
  StoredPolicy stored;
  std::vector<ShiftedPlan> plans;
  int planned = 0;  ///< Ledger rows; 0 in a preview.
  int dropped = 0;
};

/// What the edit would do, word for word. Writes nothing. By administrators and planners; those of
/// the program are nobody's to change.
Result<PolicyOutcome> preview_policy(Connection&, const PolicyEdit&, const Actor&, Instant now,
                                     const House&);

/// The policy holds from now on: the reminders of all plans in force that name it are planned anew
/// in this transaction. What was sent stays sent, and what would have been due already is written
/// as past, not sent.
Result<PolicyOutcome> edit_policy(Transaction&, const PolicyEdit&, const Actor&, Instant now,
                                  const House&);

}  // namespace inspectord

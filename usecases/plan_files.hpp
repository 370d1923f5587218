// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/connection.hpp"
#include "workflow/plan_acts.hpp"

#include <vector>

// The files of a plan: its signed papers, and the attachments that were supplied.

namespace inspectord {

namespace refuse {
inline constexpr Reason unknown_file{"unknown_file"};  ///< file
}  // namespace refuse

/// A file that is named as signed or as supplied has to be one that the actor's agency keeps.
Result<Done> check_files(Transaction&, const PlanInput&, const Actor&);

/// Those who are told of the plan, or of an attachment, may read the supplied attachments that
/// concern them.
void send_files(Transaction&, const PlanRecord&, const std::vector<Notice>&, const Directory&,
                Instant now);

}  // namespace inspectord

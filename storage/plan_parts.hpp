// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/record.hpp"

namespace inspectord {

/// Visits, duties, tasks and scores of a plan: read into a record, and written where they differ,
/// with `now` as when they last changed.
void read_parts(Connection&, PlanRecord&);
void write_parts(Transaction&, const PlanRecord& before, const PlanRecord& after, Instant now);

}  // namespace inspectord

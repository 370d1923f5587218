// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/routes/api.hpp"
#include "server/routes/json_parts.hpp"
#include "storage/connection.hpp"
#include "workflow/directory.hpp"
#include "workflow/record.hpp"
#include "workflow/roles.hpp"

namespace inspectord {

/// A plan as one actor may see it: whole for the agency that owns it; for an agency that it
/// concerns, only what that agency is told of or owes.
struct PlanSight {
  PlanRecord record;
  bool whole = false;
  AgencyId viewer;
  Directory directory;        ///< Empty where the plan is seen whole.
  std::vector<Sha256> files;  ///< Attachments that were sent to the viewer; empty likewise.

  bool sees(const VisitRecord&) const;
  bool sees(const DutyRecord&) const;
  bool sees(const TaskRecord&) const;
};

/// The agencies of a plan as its view names them today.
AgencyNames names_of(Snapshot&, PlanId, LocalDate today);

/// Refuses what the actor may not see as if it were not there.
Result<PlanSight> look_at_plan(Snapshot&, PlanId, const Actor&, const ApiParts&);

/// The same for what only the owning agency sees: file, warnings, forecast, events.
Result<PlanRecord> look_at_whole_plan(Snapshot&, PlanId, const Actor&);

}  // namespace inspectord

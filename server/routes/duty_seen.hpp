// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/part_view_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "storage/plans.hpp"
#include "usecases/plan_cases.hpp"

namespace inspectord {

/// What an answer shows of a duty besides the record.
struct DutySeen {
  AgencyNames names;
  DutyDetails details;
};
struct SeesTheDuty {
  DutySeen operator()(const ActOutcome& outcome, DutyId id, Transaction& tx,
                      LocalDate today) const {
    return {names_of(tx, outcome.record.id, today), DutyDetails{submissions_of(tx, id), today}};
  }
};

}  // namespace inspectord

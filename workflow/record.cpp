// SPDX-License-Identifier: Apache-2.0
#include "workflow/record.hpp"

#include <algorithm>

namespace inspectord {

const VisitRecord* PlanRecord::find_visit(VisitId wanted) const {
  const auto found = std::find_if(visits.begin(), visits.end(),
                                  [&](const auto& visit) { return visit.id == wanted; });
  return found == visits.end() ? nullptr : &*found;
}

const DutyRecord* PlanRecord::find_duty(DutyId wanted) const {
  const auto found = std::find_if(duties.begin(), duties.end(),
                                  [&](const auto& duty) { return duty.id == wanted; });
  return found == duties.end() ? nullptr : &*found;
}

}  // namespace inspectord

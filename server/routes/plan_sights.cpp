// SPDX-License-Identifier: Apache-2.0
#include "server/routes/plan_sights.hpp"

#include <utility>

namespace inspectord {

const PlanSight* PlanSights::of(PlanId id) {
  auto [known, is_new] = sights_.try_emplace(id);
  if (is_new) {
    auto sight = look_at_plan(snapshot_, id, actor_, parts_);
    if (sight) known->second = std::move(sight).value();
  }
  return known->second ? &*known->second : nullptr;
}

const AgencyNames& PlanSights::names_in(PlanId id) {
  const auto [known, is_new] = names_.try_emplace(id);
  if (is_new) {
    const auto today = parts_.house.zone.date_of(parts_.clock.now());
    known->second = names_of(snapshot_, id, today);
  }
  return known->second;
}

}  // namespace inspectord

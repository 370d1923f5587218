// SPDX-License-Identifier: Apache-2.0
#include "storage/coming_periods.hpp"

namespace inspectord::coming_periods {

void keep(Transaction& tx, PlanId plan, std::optional<LocalDate> opens_on) {
  if (!opens_on) {
    tx.execute("DELETE FROM coming_periods WHERE plan = $1", plan);
    return;
  }
  tx.execute(
      "INSERT INTO coming_periods (plan, opens_on) VALUES ($1, $2)"
      " ON CONFLICT (plan) DO UPDATE SET opens_on = $2",
      plan, to_string(*opens_on));
}

std::vector<PlanId> due(Connection& db, LocalDate today, int limit) {
  std::vector<PlanId> plans;
  for (const auto& row :
       db.query("SELECT plan FROM coming_periods WHERE opens_on <= $1 ORDER BY opens_on, plan"
                " LIMIT $2",
                to_string(today), limit))
    plans.push_back(row.id<PlanId>(0));
  return plans;
}

}  // namespace inspectord::coming_periods

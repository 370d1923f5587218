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

std::optional<LocalDate> of(Connection& db, PlanId plan) {
  const auto rows = db.query("SELECT opens_on FROM coming_periods WHERE plan = $1", plan);
  return rows.empty() ? std::nullopt : parse_date(rows.front().text(0));
}

std::vector<ComingPeriod> due(Connection& db, LocalDate today, int limit) {
  std::vector<ComingPeriod> plans;
  for (const auto& row : db.query("SELECT plan, opens_on FROM coming_periods WHERE opens_on <= $1"
                                  " ORDER BY opens_on, plan LIMIT $2",
                                  to_string(today), limit))
    plans.push_back({row.id<PlanId>(0), parse_date(row.text(1)).value()});
  return plans;
}

void look_again(Transaction& tx, LocalDate day, std::optional<AgencyId> owner) {
  tx.execute(
      "UPDATE coming_periods SET opens_on = $1 WHERE opens_on > $1"
      " AND ($2 IS NULL OR plan IN (SELECT id FROM plans WHERE owner = $2))",
      to_string(day), owner);
}

}  // namespace inspectord::coming_periods

// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_history.hpp"

#include "formats/plan_file.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

void read_parts_of(Connection& db, std::string_view sql, PlanId plan, PlanChanges& changes) {
  for (const auto& row : db.query(sql, plan)) {
    changes.parts.emplace(row.id<VisitId>(0).bytes(), row.instant(1));
  }
}

}  // namespace

PlanChanges changes_of_plan(Connection& db, PlanId plan) {
  PlanChanges changes;
  for (const auto& row :
       db.query("SELECT changed_at, notified_at,"
                " (SELECT max(replaced_at) FROM plan_revisions r WHERE r.plan = plans.id)"
                " FROM plans WHERE id = $1",
                plan)) {
    changes.plan = row.instant(0);
    changes.content = row.optional_instant(1).value_or(Instant{});
    if (const auto amended = row.optional_instant(2))
      changes.content = std::max(changes.content, *amended);
  }
  read_parts_of(db, "SELECT id, changed_at FROM visits WHERE plan = $1", plan, changes);
  read_parts_of(db, "SELECT id, changed_at FROM duties WHERE plan = $1", plan, changes);
  return changes;
}

std::vector<Plan> former_contents(Connection& db, PlanId id) {
  std::vector<Plan> contents;
  for (const auto& row :
       db.query("SELECT content FROM plan_revisions WHERE plan = $1 ORDER BY revision DESC", id)) {
    auto plan = decode_plan(row.text(0));
    if (!plan) throw std::runtime_error("a former content cannot be read: " + id.to_string());
    contents.push_back(std::move(plan).value());
  }
  return contents;
}

std::optional<Plan> former_content(Connection& db, PlanId id, int revision) {
  // A revision that changed nothing of the content left none behind: the next one's is its own.
  const auto rows = db.query(
      "SELECT content FROM plan_revisions WHERE plan = $1 AND revision >= $2 ORDER BY revision"
      " LIMIT 1",
      id, revision);
  if (rows.empty()) return std::nullopt;
  auto plan = decode_plan(rows.front().text(0));
  if (!plan) throw std::runtime_error("a former content cannot be read: " + id.to_string());
  return std::move(plan).value();
}

}  // namespace inspectord

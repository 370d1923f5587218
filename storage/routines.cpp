// SPDX-License-Identifier: Apache-2.0
#include "storage/routines.hpp"

namespace inspectord::routine_rows {

std::optional<RoutineLog> find(Connection& db, std::string_view name) {
  const auto rows = db.query(
      "SELECT name, done_until, last_run, ran_at, runs, skipped, failed, problem FROM routines"
      " WHERE name = $1",
      name);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return RoutineLog{.name = row.text(0),
                    .done_until = row.instant(1),
                    .last_run = row.optional_instant(2),
                    .ran_at = row.optional_instant(3),
                    .runs = row.integer(4),
                    .skipped = row.integer(5),
                    .failed = row.integer(6),
                    .problem = row.optional_text(7)};
}

void keep(Transaction& tx, const RoutineLog& log) {
  tx.execute(
      "INSERT INTO routines (name, done_until, last_run, ran_at, runs, skipped, failed, problem)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO UPDATE SET done_until = $2,"
      " last_run = $3, ran_at = $4, runs = $5, skipped = $6, failed = $7, problem = $8",
      log.name, log.done_until, log.last_run, log.ran_at, log.runs, log.skipped, log.failed,
      log.problem);
}

}  // namespace inspectord::routine_rows

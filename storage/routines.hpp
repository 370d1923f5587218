// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// Up to where a routine was done, and what came of it.
struct RoutineLog {
  std::string name;
  Instant done_until{};               ///< Runs up to here were done, or counted as skipped.
  std::optional<Instant> last_run{};  ///< The planned instant of the last run.
  std::optional<Instant> ran_at{};    ///< When that was.
  std::int64_t runs = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::optional<std::string> problem{};  ///< Of the last run, where it failed.
};

namespace routine_rows {

std::optional<RoutineLog> find(Connection&, std::string_view name);
void keep(Transaction&, const RoutineLog&);

}  // namespace routine_rows
}  // namespace inspectord

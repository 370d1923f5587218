// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "server/commands/command.hpp"
#include "server/household.hpp"
#include "workflow/record.hpp"
#include "workflow/roles.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace inspectord {

/// The database of a command, with what its acts need.
struct Store {
  /// Whether a database that is not there yet is made. What only looks, or hands something out,
  /// makes none: it would hide a mistyped --data.
  enum class If { there, missing_too };

  Store(const Console& console, If wanted)
      : household(console.options, random),
        database(file_of(console, wanted), Database::Use::command, clock.now()) {}

  const House& house() const { return household.house(); }

  SystemClock clock;
  SystemRandom random;
  Household household;
  Database database;

 private:
  static std::filesystem::path file_of(const Console& console, If wanted) {
    auto file = database_file(console.options);
    if (wanted == If::there && !std::filesystem::exists(file))
      fail(console, ExitCode::unavailable, "command.no_database", {{"path", file.string()}});
    return file;
  }
};

/// The user that a command acts for. Throws CommandError (permission) where there is none.
Actor actor_of(const Console&, Store&, const std::string& user);
/// A plan by its id, or by a key that no other plan has; nullopt where there is none. Throws
/// CommandError (data) for a key that several have: which is meant is not ours to guess.
std::optional<PlanRecord> find_by_id_or_key(const Console&, Snapshot&, const std::string& plan);

}  // namespace inspectord

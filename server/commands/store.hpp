// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "server/commands/command.hpp"
#include "server/household.hpp"

namespace inspectord {

/// The database of a command, with what its acts need.
struct Store {
  explicit Store(const Console& console)
      : household(console.options, random),
        database(database_file(console.options), Database::Use::command, clock.now()) {}

  const House& house() const { return household.house(); }

  SystemClock clock;
  SystemRandom random;
  Household household;
  Database database;
};

}  // namespace inspectord

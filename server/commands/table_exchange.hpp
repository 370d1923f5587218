// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/command.hpp"
#include "server/commands/store.hpp"

#include <string>
#include <utility>

namespace inspectord {

/// Whether the name of a file says that it is a table: .csv, .xlsx.
bool is_table_file(const std::string& path);

/// Imports a table: one line for each row goes to `out` (number, outcome, id or key), what is wrong
/// with it to `err`. False where a row was refused, and so nothing was done.
bool import_table(const Console&, Store&, const std::string& path, const Actor&,
                  const ImportOptions&);

/// What an act returned, and whether it was only tried.
template <class T>
struct Tried {
  T value;
  bool dry_run = false;

  bool undone() const { return dry_run; }
};

/// Runs `act(Transaction&) -> Result<T>`; a dry run is the very same act, rolled back.
template <class Act>
auto run_or_try(Store& store, bool dry_run, Act act) {
  using Value =
      std::remove_cvref_t<decltype(std::declval<Act&>()(std::declval<Transaction&>()).value())>;
  return store.database.writer().run([&](Transaction& tx) -> Result<Tried<Value>> {
    return Tried<Value>{TRY(act(tx)), dry_run};
  });
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "core/clock.hpp"
#include "storage/snapshots.hpp"
#include "storage/store_lock.hpp"
#include "storage/writer.hpp"
#include "usecases/house.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace inspectord {

/// The directory where a service without a configured path keeps its state: $STATE_DIRECTORY,
/// $XDG_STATE_HOME/inspectord or ~/.local/state/inspectord.
std::filesystem::path default_state_directory();

/// The options as something that acts can use: zone, days off, who mails are from. Throws
/// std::invalid_argument, naming the setting, for a zone or an address that is none. `random` and
/// the days off outlive it.
class Household {
 public:
  Household(const Options&, Random&, const DaysOff& = DaysOff::vietnam());

  const House& house() const { return house_; }

 private:
  Zone zone_;
  House house_;
};

/// The database of a service or a command: opened, migrated, with its one writer and its readers.
class Database {
 public:
  enum class Use { service, command };

  /// Creates the directory and the file where they are missing. A service has the store for itself;
  /// commands may work beside it. `deliver`: see Writer. Throws StorageError, SchemaError,
  /// StoreInUse.
  Database(const std::filesystem::path& file, Use, Instant now, Writer::Deliver deliver = {},
           WriterOptions writer_options = {});

  Writer& writer() { return *writer_; }
  Snapshots& snapshots() { return *snapshots_; }

 private:
  std::optional<StoreLock> lock_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Snapshots> snapshots_;
};

/// Where the database of these options lies.
std::filesystem::path database_file(const Options&);
std::filesystem::path files_directory(const Options&);
std::filesystem::path spool_directory(const Options&);

}  // namespace inspectord

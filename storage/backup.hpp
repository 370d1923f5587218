// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace inspectord {

class Connection;

/// What a house keeps: its database and the directory of its files.
struct StorePlaces {
  std::filesystem::path database;
  std::filesystem::path files;
};

/// A copy cannot be made or taken; `what()` names the path, for the log.
class BackupError : public std::runtime_error {
 public:
  enum class Kind {
    no_store,  ///< There is no database to copy.
    occupied,  ///< Where it should go there is something.
    torn,      ///< The copy is not whole, or not as it was made.
    damaged,   ///< The house itself is: a file that a row names is missing or altered.
    newer,     ///< The copy has a schema that this program does not know.
  };
  BackupError(Kind kind, const std::filesystem::path& where, const std::string& detail = {})
      : std::runtime_error(where.string() + (detail.empty() ? "" : ": " + detail)),
        kind_(kind),
        where_(where),
        detail_(detail) {}
  Kind kind() const { return kind_; }
  const std::filesystem::path& where() const { return where_; }
  const std::string& detail() const { return detail_; }

 private:
  Kind kind_;
  std::filesystem::path where_;
  std::string detail_;
};

/// Somebody wanted no copy any more.
class BackupGivenUp : public std::runtime_error {
 public:
  explicit BackupGivenUp(const std::filesystem::path& where)
      : std::runtime_error("the copy was given up: " + where.string()) {}
};

/// One line of a manifest.
struct BackupEntry {
  std::string path;  ///< "inspectord.db", or "files/ab/<sha256>".
  Sha256 sha256{};

  friend bool operator==(const BackupEntry&, const BackupEntry&) = default;
};

/// What is in a copy. On disk: SHA256SUMS, as `sha256sum --check` reads it; the database first. A
/// copy is a directory, or one file (a tar of the same members) where its name ends in ".tar".
struct BackupContent {
  int schema = 0;
  std::vector<BackupEntry> entries;
};

/// Copies one moment of a house into a new directory or file, while a service may be writing. The
/// copy is checked, synced and complete before it gets its name; a process that dies leaves a
/// directory that begins with `unfinished_prefix`. Throws BackupError and StorageError.
/// With `give_up` requested it ends soon, leaves nothing and throws BackupGivenUp; an archive is
/// packed to its end.
BackupContent make_backup(const StorePlaces&, const std::filesystem::path& to,
                          const std::stop_token& give_up = {});

/// Reads every byte of a copy and changes nothing; a tar is unpacked into a directory for temporary
/// files meanwhile. Throws BackupError (torn).
BackupContent verify_backup(const std::filesystem::path& from);

enum class Replace { no, yes };

/// What is still to change in a restored database, while nobody sees it.
using BeforeUse = std::function<void(Connection&)>;

/// Verifies the copy, then puts it where the house keeps its things: the files first, the database
/// last and in one step, after `before_use`, so that a process that dies leaves the old house or
/// the new one. Files of the old house that the new one does not name stay. Holds the store's lock
/// meanwhile; a tar is unpacked beside the house. Throws BackupError, StoreInUse, StorageError.
BackupContent restore_backup(const std::filesystem::path& from, const StorePlaces& to, Replace,
                             const BeforeUse& before_use = {});

}  // namespace inspectord

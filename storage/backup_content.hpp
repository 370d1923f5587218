// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/backup.hpp"
#include "storage/connection.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

inline constexpr std::string_view backup_database = "inspectord.db";
inline constexpr std::string_view backup_manifest = "SHA256SUMS";

/// A database of a copy, opened so that nothing beside it or in it changes.
std::unique_ptr<Connection> open_copy(const std::filesystem::path& database);

/// What integrity_check and foreign_key_check say; nothing where all is well.
std::optional<std::string> unsoundness(Connection&);

/// "files/ab/<sha256>" for each file that a row names, in the order of the names.
std::vector<BackupEntry> named_files(Connection&);

/// The digest of a file, read in pieces. Throws StorageError where it cannot be read.
Sha256 digest_of_file(const std::filesystem::path&);

std::string write_manifest(const std::vector<BackupEntry>&);
/// Nothing where a line is not as write_manifest writes it.
std::optional<std::vector<BackupEntry>> parse_manifest(std::string_view text);

}  // namespace inspectord

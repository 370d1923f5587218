// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace inspectord {

/// Writes a whole file so that after a power loss it is there as given or not at all: under a
/// temporary name beside it, synced, renamed, the directory synced. Throws StorageError,
/// fatal after a failed sync.
void write_durably(const std::filesystem::path&, std::string_view bytes);

/// Creates a directory, and makes its entry durable. Does nothing where it is there already.
void create_directory_durably(const std::filesystem::path&);

/// Copies a whole file to a new name and syncs it; the entry is not made durable. Throws
/// StorageError, also where the name is taken.
void copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// "." for a bare name.
std::filesystem::path directory_of(const std::filesystem::path&);

/// Makes the entries of a directory durable.
void sync_directory(const std::filesystem::path&);

/// What every temporary name begins with.
inline constexpr std::string_view unfinished_prefix = ".unfinished-";

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct archive;

namespace inspectord {

/// Whether a copy of this name is one file (a tar) and no directory: it ends in ".tar".
bool is_archive_name(const std::filesystem::path&);

/// Writes the members of a copy into one new file, in pieces: a tar as every tool reads it.
class CopyArchive {
 public:
  /// Throws StorageError, as all here do, also where the name is taken.
  explicit CopyArchive(const std::filesystem::path&);
  ~CopyArchive();
  CopyArchive(const CopyArchive&) = delete;
  CopyArchive& operator=(const CopyArchive&) = delete;

  void add_file(std::string_view name, const std::filesystem::path& from);
  void add(std::string_view name, std::string_view bytes);
  /// Ends the archive and syncs it; the entry is not made durable. Requires: the manifest was added
  /// last, so that an archive cut short anywhere is seen to be.
  void finish();

 private:
  void begin_member(std::string_view name, std::int64_t size);
  void write(std::string_view bytes);
  [[noreturn]] void fail() const;

  const std::filesystem::path path_;
  int descriptor_;
  std::int64_t made_at_ = 0;  ///< What every member says: seconds since 1970.
  struct archive* archive_;
};

/// Puts the members into an empty directory, in pieces; returns how many. Takes only names that a
/// copy has, each once, and no link, so that nothing is written elsewhere. Their digests are for
/// verify_backup to compare. Throws BackupError (torn) where the archive is cut short or is none.
std::size_t unpack_archive(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace inspectord

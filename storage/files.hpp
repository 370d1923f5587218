// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/instant.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"
#include "storage/connection.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

namespace reasons {
inline constexpr Reason file_empty{"file_empty", RefusalKind::invalid};
inline constexpr Reason file_too_large{"file_too_large", RefusalKind::too_large};
inline constexpr Reason file_type_refused{"file_type_refused", RefusalKind::invalid};
}  // namespace reasons

/// Bytes that are kept, named by their SHA-256.
struct StoredFile {
  Sha256 sha256{};
  std::int64_t size = 0;
  std::string media_type;

  friend bool operator==(const StoredFile&, const StoredFile&) = default;
};

struct FilesOptions {
  std::uint64_t most_bytes = 25'000'000;  ///< Of one file.

  /// Called by `put` at "file.before" and "file.after", before and after the disk has it.
  std::function<void(std::string_view point)> failpoint{};
};

/// The directory of files beside the database. Any thread; several processes at once.
class Files {
 public:
  /// Creates the directory where it is missing. Requires: its parent is there.
  explicit Files(std::filesystem::path directory, FilesOptions = {});

  /// Puts bytes on disk, synced, and only then returns: before the act whose row names them. What
  /// no row names is harmless, and swept once it is old; to be put again makes it young. Waits for
  /// the disk: not on the net thread. Throws StorageError where the disk fails.
  Result<StoredFile> put(std::string_view bytes) const;

  /// The bytes, checked against their name. Nothing: there is no such file. Throws StorageError
  /// where it is damaged.
  std::optional<std::string> read(const Sha256&) const;

  /// Where a file lies, from the directory of files on.
  static std::filesystem::path place_of(const Sha256&);

  /// Removes what `is_named` denies and what a crash left unfinished, if put before `before`;
  /// returns how many. While anybody puts files it removes nothing: there is a next time.
  template <class F>
  std::size_t sweep(std::filesystem::file_time_type before, F is_named) const {
    std::size_t removed = 0;
    for (const auto& [path, sha256] : older_than(before)) {
      if (!sha256 || !is_named(*sha256)) removed += remove_if_older(path, before) ? 1 : 0;
    }
    return removed;
  }

 private:
  struct Found {
    std::filesystem::path path;
    std::optional<Sha256> sha256;  ///< Nothing: unfinished.
  };

  std::filesystem::path path_of(const Sha256&) const;
  std::vector<Found> older_than(std::filesystem::file_time_type) const;
  bool remove_if_older(const std::filesystem::path&, std::filesystem::file_time_type) const;
  void write(const std::filesystem::path&, std::string_view bytes) const;
  void point(std::string_view name) const;

  const std::filesystem::path directory_;
  const FilesOptions options_;
};

/// The rows that name files: who holds which. Two agencies may hold the same bytes; neither learns
/// of the other.
namespace file_rows {

/// Requires: Files::put returned this file. Owning it twice is owning it.
void own(Transaction&, const StoredFile&, AgencyId owner, Instant now);

/// Nothing where this agency does not hold it, whoever else does.
std::optional<StoredFile> find(Snapshot&, const Sha256&, AgencyId owner);

/// Another agency may read it, since a plan sent it there. Sent twice is sent.
void send_to(Transaction&, const Sha256&, AgencyId reader, PlanId, Instant now);

/// Nothing where this agency neither holds it nor was sent it.
std::optional<StoredFile> find_readable(Snapshot&, const Sha256&, AgencyId reader);

/// What a plan sent to an agency.
std::vector<Sha256> sent_to(Snapshot&, PlanId, AgencyId reader);

std::vector<StoredFile> all(Snapshot&);  ///< For backup.
bool is_named(Snapshot&, const Sha256&);

}  // namespace file_rows
}  // namespace inspectord

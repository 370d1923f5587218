// SPDX-License-Identifier: Apache-2.0
#include "storage/files.hpp"

#include "storage/durable_file.hpp"
#include "storage/media_type.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace inspectord {
namespace {

Blob to_blob(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

std::optional<Sha256> parse_name(std::string_view name) {
  Sha256 hash{};
  if (name.size() != hash.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const auto high = hex_digit(name[2 * i]);
    const auto low = hex_digit(name[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return hash;
}

std::optional<std::string> whole_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) throw StorageError{0, "cannot read " + path.string(), true};
  return bytes;
}

Sha256 hash_of(const std::string& bytes) {
  Sha256 hash{};
  std::copy_n(bytes.begin(), hash.size(), hash.begin());
  return hash;
}

StoredFile read_row(const Row& row) {
  StoredFile file;
  file.sha256 = hash_of(row.blob(0));
  file.size = row.integer(1);
  file.media_type = row.text(2);
  return file;
}

/// Who puts files has the directory together with others, who removes one has it alone; also
/// between processes.
class DirectoryLock {
 public:
  DirectoryLock(const std::filesystem::path& directory, int how)
      : descriptor_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0) {
      throw StorageError{errno, directory.string() + ": " + std::generic_category().message(errno)};
    }
    int failed = ::flock(descriptor_, how);
    while (failed != 0 && errno == EINTR) failed = ::flock(descriptor_, how);
    held_ = failed == 0;
  }
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;
  ~DirectoryLock() { ::close(descriptor_); }

  bool held() const { return held_; }

 private:
  const int descriptor_;
  bool held_ = false;
};

/// As if it had been put now. False: it is not there.
bool freshen(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now(), error);
  return !error;
}

}  // namespace

Files::Files(std::filesystem::path directory, FilesOptions options)
    : directory_(std::move(directory)), options_(std::move(options)) {
  create_directory_durably(directory_);
}

Result<StoredFile> Files::put(std::string_view bytes) const {
  if (bytes.empty()) return Refusal{reasons::file_empty};
  if (bytes.size() > options_.most_bytes) {
    return Refusal{
        reasons::file_too_large,
        "",
        {{"size", std::to_string(bytes.size())}, {"most", std::to_string(options_.most_bytes)}}};
  }
  const auto media_type = media_type_of(bytes);
  if (!media_type) return Refusal{reasons::file_type_refused};

  const StoredFile file{sha256(bytes), static_cast<std::int64_t>(bytes.size()),
                        std::string{*media_type}};
  write(path_of(file.sha256), bytes);
  return file;
}

/// A file that is there already counts as put now, before it is looked at: no sweep takes it from
/// here on.
void Files::write(const std::filesystem::path& path, std::string_view bytes) const {
  const DirectoryLock together{directory_, LOCK_SH};
  point("file.before");
  create_directory_durably(path.parent_path());
  if (freshen(path) && whole_file(path) == bytes) {
    sync_directory(path.parent_path());  // Whoever renamed it may not have come so far.
  } else {
    write_durably(path, bytes);
  }
  point("file.after");
}

void Files::point(std::string_view name) const {
  if (options_.failpoint) options_.failpoint(name);
}

std::optional<std::string> Files::read(const Sha256& name) const {
  const auto path = path_of(name);
  auto bytes = whole_file(path);
  if (bytes && sha256(*bytes) != name)
    throw StorageError{0, "the file " + path.string() + " is damaged"};
  return bytes;
}

std::filesystem::path Files::place_of(const Sha256& name) {
  const auto hex = to_hex(name);
  return std::filesystem::path{hex.substr(0, 2)} / hex;
}

std::filesystem::path Files::path_of(const Sha256& name) const {
  return directory_ / place_of(name);
}

std::vector<Files::Found> Files::older_than(std::filesystem::file_time_type before) const {
  std::vector<Found> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory_}) {
    if (!entry.is_regular_file() || entry.last_write_time() >= before) continue;
    const auto name = entry.path().filename().string();
    const auto hash = parse_name(name);
    if (hash || name.starts_with(unfinished_prefix)) found.push_back({entry.path(), hash});
  }
  return found;
}

/// Does not wait for who puts files: a disk may hold him up for long.
bool Files::remove_if_older(const std::filesystem::path& path,
                            std::filesystem::file_time_type before) const {
  const DirectoryLock alone{directory_, LOCK_EX | LOCK_NB};
  if (!alone.held()) return false;
  std::error_code gone;
  const auto put_at = std::filesystem::last_write_time(path, gone);
  return !gone && put_at < before && std::filesystem::remove(path);
}

namespace file_rows {

void own(Transaction& transaction, const StoredFile& file, AgencyId owner, Instant now) {
  transaction.execute(
      "INSERT INTO files(sha256, size, media_type, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT "
      "DO NOTHING",
      to_blob(file.sha256), file.size, file.media_type, now);
  transaction.execute(
      "INSERT INTO file_owners(sha256, agency_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO "
      "NOTHING",
      to_blob(file.sha256), owner, now);
}

std::optional<StoredFile> find(Snapshot& snapshot, const Sha256& name, AgencyId owner) {
  const auto rows = snapshot.query(
      "SELECT f.sha256, f.size, f.media_type FROM files f JOIN file_owners o ON o.sha256 = f.sha256"
      " WHERE f.sha256 = $1 AND o.agency_id = $2",
      to_blob(name), owner);
  return rows.empty() ? std::nullopt : std::optional{read_row(rows.front())};
}

void send_to(Transaction& transaction, const Sha256& name, AgencyId reader, PlanId plan,
             Instant now) {
  transaction.execute(
      "INSERT INTO file_readers(sha256, agency_id, plan, sent_at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT DO NOTHING",
      to_blob(name), reader, plan, now);
}

std::optional<StoredFile> find_readable(Snapshot& snapshot, const Sha256& name, AgencyId reader) {
  const auto rows = snapshot.query(
      "SELECT f.sha256, f.size, f.media_type FROM files f WHERE f.sha256 = $1"
      " AND (EXISTS (SELECT 1 FROM file_owners o WHERE o.sha256 = $1 AND o.agency_id = $2)"
      "  OR EXISTS (SELECT 1 FROM file_readers r WHERE r.sha256 = $1 AND r.agency_id = $2))",
      to_blob(name), reader);
  return rows.empty() ? std::nullopt : std::optional{read_row(rows.front())};
}

std::vector<Sha256> sent_to(Snapshot& snapshot, PlanId plan, AgencyId reader) {
  std::vector<Sha256> names;
  for (const auto& row : snapshot.query(
           "SELECT sha256 FROM file_readers WHERE plan = $1 AND agency_id = $2 ORDER BY sha256",
           plan, reader)) {
    names.push_back(hash_of(row.blob(0)));
  }
  return names;
}

std::vector<StoredFile> all(Snapshot& snapshot) {
  std::vector<StoredFile> files;
  for (const auto& row :
       snapshot.query("SELECT sha256, size, media_type FROM files ORDER BY sha256")) {
    files.push_back(read_row(row));
  }
  return files;
}

bool is_named(Snapshot& snapshot, const Sha256& name) {
  return !snapshot.query("SELECT 1 FROM files WHERE sha256 = $1", to_blob(name)).empty();
}

}  // namespace file_rows
}  // namespace inspectord

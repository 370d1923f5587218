// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.hpp"

#include "storage/backup_archive.hpp"
#include "storage/backup_content.hpp"
#include "storage/durable_file.hpp"
#include "storage/files.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/store_lock.hpp"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace inspectord {
namespace {

namespace fs = std::filesystem;
using Kind = BackupError::Kind;

[[noreturn]] void fail(const std::string& doing, const fs::path& path) {
  const int error = errno;
  throw StorageError{error,
                     doing + " " + path.string() + ": " + std::generic_category().message(error)};
}

bool holds_something(const fs::path& path) {
  std::error_code error;
  return fs::exists(path) && (!fs::is_directory(path) || !fs::is_empty(path, error) || error);
}

/// A directory under a temporary name, removed with all that is in it unless it was given its own.
class UnfinishedDirectory {
 public:
  explicit UnfinishedDirectory(const fs::path& beside)
      : name_((beside / (std::string{unfinished_prefix} + "XXXXXX")).string()) {
    if (!::mkdtemp(name_.data())) fail("create", name_);
  }
  UnfinishedDirectory(const UnfinishedDirectory&) = delete;
  UnfinishedDirectory& operator=(const UnfinishedDirectory&) = delete;
  ~UnfinishedDirectory() {
    std::error_code ignored;
    if (!name_.empty()) fs::remove_all(name_, ignored);
  }

  fs::path path() const { return name_; }
  /// Where something was put meanwhile, rename refuses.
  void rename_to(const fs::path& path) {
    sync_directory(name_);
    if (std::rename(name_.c_str(), path.c_str()) != 0) fail("rename", path);
    name_.clear();
    sync_directory(directory_of(path));
  }

 private:
  std::string name_;
};

fs::path log_of(const fs::path& database, const char* suffix) {
  return database.string() + suffix;
}

void remove_log(const fs::path& database) {
  fs::remove(log_of(database, "-wal"));
  fs::remove(log_of(database, "-shm"));
  sync_directory(directory_of(database));
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void create_place_of(const fs::path& file) {
  create_directory_durably(file.parent_path().parent_path());
  create_directory_durably(file.parent_path());
}

/// The files that the copied database names: they were on disk before their rows.
void copy_files(const fs::path& from, const fs::path& to, const std::vector<BackupEntry>& entries,
                const std::stop_token& give_up) {
  if (entries.empty()) return;
  const Files files{from};
  for (const auto& entry : entries) {
    if (give_up.stop_requested()) return;
    const auto bytes = files.read(entry.sha256);
    if (!bytes) throw BackupError{Kind::damaged, entry.path};
    create_place_of(to / entry.path);
    write_durably(to / entry.path, *bytes);
  }
}

BackupContent content_of(const fs::path& database) {
  const auto connection = open_copy(database);
  if (const auto fault = unsoundness(*connection)) throw BackupError{Kind::torn, database, *fault};
  BackupContent content{schema_version(*connection), {}};
  content.entries.push_back({std::string{backup_database}, digest_of_file(database)});
  for (auto& file : named_files(*connection)) content.entries.push_back(std::move(file));
  return content;
}

std::vector<BackupEntry> files_among(const BackupContent& content) {
  return {content.entries.begin() + 1, content.entries.end()};
}

/// The old database with its log in it, so that nothing of the log is taken for the new one's.
void settle_old(const fs::path& database) {
  try {
    const auto old = open_sqlite(database);
    const auto busy = old->query("PRAGMA wal_checkpoint(TRUNCATE)").front().integer(0);
    if (busy != 0) throw StoreInUse{database.string() + ": somebody works with this database"};
  } catch (const StorageError&) {  // Damaged: that may be why it is replaced.
  }
  remove_log(database);
}

/// `from` is what its maker calls the copy.
void check_is_known(const fs::path& copy, const fs::path& from) {
  try {
    (void)pending(*open_copy(copy / backup_database));
  } catch (const SchemaError& error) {
    throw BackupError{Kind::newer, from, error.what()};
  }
}

/// Its log is copied into it and empty when this returns: the name of the database is all it takes.
void change_before_use(const fs::path& copy, const BeforeUse& change) {
  change(*open_sqlite(copy));
  const auto log = log_of(copy, "-wal");
  if (fs::exists(log) && fs::file_size(log) > 0)
    throw StorageError{0, "the log of " + copy.string() + " could not be copied"};
}

void put_database(const fs::path& from, const fs::path& database, const Sha256& sha256,
                  const BeforeUse& before_use) {
  UnfinishedDirectory unfinished{directory_of(database)};
  const auto copy = unfinished.path() / backup_database;
  copy_durably(from, copy);
  if (digest_of_file(copy) != sha256) throw BackupError{Kind::torn, from};
  if (before_use) change_before_use(copy, before_use);
  if (fs::exists(database) || fs::exists(log_of(database, "-wal"))) settle_old(database);
  if (std::rename(copy.c_str(), database.c_str()) != 0) fail("rename", database);
  sync_directory(directory_of(database));
}

/// The copied database, then the files that it names: those were on disk before their rows.
void pack(const fs::path& archive, const fs::path& database, const fs::path& files,
          const BackupContent& content) {
  CopyArchive out{archive};
  out.add_file(backup_database, database);
  if (content.entries.size() > 1) {
    const Files kept{files};
    for (const auto& entry : files_among(content)) {
      const auto bytes = kept.read(entry.sha256);
      if (!bytes) throw BackupError{Kind::damaged, entry.path};
      out.add(entry.path, *bytes);
    }
  }
  out.add(backup_manifest, write_manifest(content.entries));
  out.finish();
}

BackupContent verify_directory(const fs::path& from) {
  const auto entries = parse_manifest(bytes_of(from / backup_manifest));
  if (!entries || entries->empty()) throw BackupError{Kind::torn, from / backup_manifest};
  const auto database = from / backup_database;
  if (!fs::exists(database) || digest_of_file(database) != entries->front().sha256)
    throw BackupError{Kind::torn, database};
  auto content = content_of(database);
  if (content.entries != *entries) throw BackupError{Kind::torn, from / backup_manifest};
  for (const auto& entry : files_among(content)) {
    const auto path = from / entry.path;
    if (!fs::is_regular_file(path) || digest_of_file(path) != entry.sha256)
      throw BackupError{Kind::torn, path};
  }
  return content;
}

/// What is said of a member is said of the archive: where it was unpacked is gone by then.
BackupContent verify_unpacked(const fs::path& archive, const fs::path& unpacked) {
  try {
    const auto members = unpack_archive(archive, unpacked);
    auto content = verify_directory(unpacked);
    if (members != content.entries.size() + 1) throw BackupError{Kind::torn, archive};
    return content;
  } catch (const BackupError& error) {
    if (error.where() == archive) throw;
    throw BackupError{error.kind(), archive,
                      error.where().lexically_relative(unpacked).string() + " " + error.detail()};
  }
}

void put_files(const fs::path& from, const fs::path& to, const BackupContent& content) {
  for (const auto& entry : files_among(content)) {
    const auto bytes = bytes_of(from / entry.path);
    if (sha256(bytes) != entry.sha256) throw BackupError{Kind::torn, from / entry.path};
    const auto path = to / Files::place_of(entry.sha256);
    create_place_of(path);
    write_durably(path, bytes);
  }
}

}  // namespace

BackupContent make_backup(const StorePlaces& store, const fs::path& to,
                          const std::stop_token& give_up) {
  if (!fs::exists(store.database)) throw BackupError{Kind::no_store, store.database};
  if (holds_something(to) || (is_archive_name(to) && fs::exists(to)))
    throw BackupError{Kind::occupied, to};
  UnfinishedDirectory copy{directory_of(to)};
  const auto database = copy.path() / backup_database;
  if (!copy_database(store.database, database, give_up)) throw BackupGivenUp{to};
  auto content = content_of(database);
  if (is_archive_name(to)) {
    const auto archive = copy.path() / to.filename();
    pack(archive, database, store.files, content);
    if (fs::exists(to)) throw BackupError{Kind::occupied, to};  // put there meanwhile
    if (std::rename(archive.c_str(), to.c_str()) != 0) fail("rename", to);
    sync_directory(directory_of(to));
    return content;
  }
  copy_files(store.files, copy.path(), files_among(content), give_up);
  if (give_up.stop_requested()) throw BackupGivenUp{to};
  write_durably(copy.path() / backup_manifest, write_manifest(content.entries));
  copy.rename_to(to);
  return content;
}

BackupContent verify_backup(const fs::path& from) {
  if (!fs::is_regular_file(from)) return verify_directory(from);
  const UnfinishedDirectory unpacked{fs::temp_directory_path()};
  return verify_unpacked(from, unpacked.path());
}

BackupContent restore_backup(const fs::path& from, const StorePlaces& to, Replace replace,
                             const BeforeUse& before_use) {
  std::optional<UnfinishedDirectory> unpacked;
  if (fs::is_regular_file(from)) {
    fs::create_directories(directory_of(to.database));
    unpacked.emplace(directory_of(to.database));
  }
  const auto copy = unpacked ? unpacked->path() : from;
  auto content = unpacked ? verify_unpacked(from, copy) : verify_directory(from);
  check_is_known(copy, from);
  fs::create_directories(directory_of(to.database));
  const StoreLock lock{to.database};
  const bool occupied = fs::exists(to.database) || fs::exists(log_of(to.database, "-wal")) ||
                        holds_something(to.files);
  if (occupied && replace == Replace::no) throw BackupError{Kind::occupied, to.database};
  put_files(copy, to.files, content);
  put_database(copy / backup_database, to.database, content.entries.front().sha256, before_use);
  return content;
}

}  // namespace inspectord

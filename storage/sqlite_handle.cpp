// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_handle.hpp"

#include "storage/durable_file.hpp"

#include <sqlite3.h>

#include <string>

namespace inspectord::sqlite {
namespace {

/// A write that failed was rolled back before its sync and may be tried again. After a failed sync
/// the kernel forgets what it could not write, and a second try is told that all is well.
bool is_fatal(int code) {
  switch (code) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
      return false;
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return true;
    default:
      return false;
  }
}

bool in_memory(const std::filesystem::path& path) {
  return path == ":memory:";
}

std::filesystem::path wal_of(const std::filesystem::path& database) {
  return database.string() + "-wal";
}

/// SQLite syncs the directory for a log when it first syncs the log, and overlooks that this
/// failed; for a new database it does not at all. Without their entries both would be gone after a
/// power loss.
void make_entries_durable(sqlite3* database, const std::filesystem::path& path) {
  execute(database, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1; ROLLBACK;");  // makes the log
  sync_directory(directory_of(path));
}

/// Copying the log when the last connection closes is for commands that wrote. The service does it
/// itself, unless its disk failed.
void keep_log_on_close(sqlite3* database) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

/// A command's long log would slow each start to come. With a limit, however high, SQLite leaves it
/// without content once the last connection has copied it; a low one would cut short what a running
/// service has preallocated.
void empty_log_on_last_close(sqlite3* database) {
  execute(database, "PRAGMA journal_size_limit=1099511627776");
}

std::string uri_of(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

Database open_handle(const std::string& name, int flags, const SqliteOptions& options) {
  prepare_library();
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      options.vfs.empty() ? nullptr : options.vfs.c_str());
  Database database{opened};
  if (code != SQLITE_OK) fail(opened, code, "open " + name);
  sqlite3_busy_timeout(opened, static_cast<int>(options.busy_timeout.count()));
  return database;
}

void keep_wal_file(sqlite3* database) {
  int keep = 1;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

}  // namespace

void prepare_library() {
  // Where it runs already it says no, and goes on counting.
  [[maybe_unused]] static const int said = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}
void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void fail(sqlite3* database, int code, std::string_view doing) {
  const int extended = database ? sqlite3_extended_errcode(database) : code;
  std::string what{doing};
  what += ": ";
  what += database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  what += " (SQLite " + std::to_string(extended) + ")";
  if ((extended & 0xff) == SQLITE_CONSTRAINT) throw ConstraintError{extended, what};
  throw StorageError{extended, what, is_fatal(extended)};
}

void execute(sqlite3* database, const char* sql) {
  if (const int code = sqlite3_exec(database, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail(database, code, "a script");
  }
}

Database open(const std::filesystem::path& path, const SqliteOptions& options) {
  if (options.use == SqliteOptions::Use::immutable)
    return open_handle(uri_of(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, options);
  const bool is_new = !in_memory(path) &&
                      (!std::filesystem::exists(path) || !std::filesystem::exists(wal_of(path)));
  Database database = open_handle(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, options);
  sqlite3* opened = database.get();
  if (!in_memory(path)) {
    execute(opened,
            "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=-1; PRAGMA wal_autocheckpoint=0;");
    keep_wal_file(opened);
    if (is_new) make_entries_durable(opened, path);
    if (options.keep_wal || options.use == SqliteOptions::Use::read)
      keep_log_on_close(opened);
    else
      empty_log_on_last_close(opened);
  }
  execute(opened, options.sync == SqliteOptions::Sync::full ? "PRAGMA synchronous=FULL"
                                                            : "PRAGMA synchronous=OFF");
  // recursive_triggers: REPLACE fires the delete triggers that guard the journal. secure_delete:
  // erased is erased.
  execute(opened,
          "PRAGMA foreign_keys=ON;"
          "PRAGMA recursive_triggers=ON;"
          "PRAGMA secure_delete=FAST;"
          "PRAGMA trusted_schema=OFF;"
          "PRAGMA temp_store=MEMORY;"
          "PRAGMA cache_size=-16384;");
  if (options.use == SqliteOptions::Use::read) execute(opened, "PRAGMA query_only=ON");
  return database;
}

Database open_new(const std::filesystem::path& path) {
  Database database = open_handle(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
  execute(database.get(), "PRAGMA synchronous=FULL");
  return database;
}

}  // namespace inspectord::sqlite

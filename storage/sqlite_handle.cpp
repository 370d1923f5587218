// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_handle.hpp"

#include "storage/durable_file.hpp"

#include <sqlite3.h>

#include <string>

namespace inspectord::sqlite {
namespace {

bool is_fatal(int code) {
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

void keep_wal_file(sqlite3* database) {
  int keep = 1;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

}  // namespace

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
  sqlite3* opened = nullptr;
  const bool is_new = !in_memory(path) && !std::filesystem::exists(path);
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags,
                                   options.vfs.empty() ? nullptr : options.vfs.c_str());
  Database database{opened};
  if (code != SQLITE_OK) fail(opened, code, "open " + path.string());
  sqlite3_busy_timeout(opened, static_cast<int>(options.busy_timeout.count()));
  if (!in_memory(path)) {
    execute(opened,
            "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=-1; PRAGMA wal_autocheckpoint=0;");
    keep_wal_file(opened);
    // SQLite syncs the directory for its logs, not for a new database itself.
    if (is_new) sync_directory(directory_of(path));
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

}  // namespace inspectord::sqlite

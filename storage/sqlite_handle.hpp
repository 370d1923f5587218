// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/sqlite_connection.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace inspectord::sqlite {

struct CloseDatabase {
  void operator()(sqlite3*) const;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt*) const;
};

/// An open database, closed when it goes. Statements go before it.
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Before anything else is asked of SQLite in a process: it counts no memory, for which every
/// allocation would take a lock. More than once does nothing.
void prepare_library();

/// Opens and sets what holds for every connection of ours.
Database open(const std::filesystem::path&, const SqliteOptions&);

/// Opens a database that is not there yet, to be filled by a copy: synced, with a journal that is
/// gone when it is complete.
Database open_new(const std::filesystem::path&);

/// Several statements without parameters or answers.
void execute(sqlite3*, const char* sql);

/// Throws the StorageError or ConstraintError for a code.
[[noreturn]] void fail(sqlite3*, int code, std::string_view doing);

}  // namespace inspectord::sqlite

// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_connection.hpp"

#include "tests/storage/connection_contract.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "places.hpp"

namespace inspectord {
namespace {

class SqliteFile final : public ConnectionFactory {
 public:
  std::unique_ptr<Connection> open() override { return open_sqlite(directory_ / "a.db"); }
  std::string blob_type() const { return "BLOB"; }

 private:
  TemporaryDirectory directory_;
};

class SqliteWithKeptWal final : public ConnectionFactory {
 public:
  std::unique_ptr<Connection> open() override {
    SqliteOptions options;
    options.keep_wal = !opened_;
    options.wal_frames = 256;
    options.checkpoint_at = 20;
    opened_ = true;
    return open_sqlite(directory_ / "a.db", options);
  }
  std::string blob_type() const { return "BLOB"; }

 private:
  TemporaryDirectory directory_;
  bool opened_ = false;
};

std::string ask(Connection& connection, const std::string& pragma) {
  const auto row = connection.query("PRAGMA " + pragma).at(0);
  return std::holds_alternative<std::string>(row.column(0)) ? row.text(0)
                                                            : std::to_string(row.integer(0));
}

SqliteOptions service() {
  SqliteOptions options;
  options.keep_wal = true;
  options.wal_frames = 600;
  options.checkpoint_at = 100;
  return options;
}

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(SqliteFile, ConnectionContract, SqliteFile);
INSTANTIATE_TYPED_TEST_SUITE_P(SqliteWithKeptWal, ConnectionContract, SqliteWithKeptWal);

TEST(SqliteConnection, SyncsFullyAndEnforcesForeignKeys) {
  const TemporaryDirectory directory;
  const auto connection = open_sqlite(directory / "a.db", service());
  EXPECT_EQ(ask(*connection, "journal_mode"), "wal");
  EXPECT_EQ(ask(*connection, "synchronous"), "2");
  EXPECT_EQ(ask(*connection, "foreign_keys"), "1");
  EXPECT_EQ(ask(*connection, "wal_autocheckpoint"), "0");
  EXPECT_EQ(ask(*connection, "journal_size_limit"), "-1");
}

TEST(SqliteConnection, OpensADatabaseInMemory) {
  const auto connection = open_sqlite(":memory:", service());
  connection->script("CREATE TABLE t (a INTEGER) STRICT");
  EXPECT_EQ(connection->execute("INSERT INTO t VALUES (1), (2)"), 2);
}

TEST(SqliteConnection, ForReadingRefusesToWrite) {
  const TemporaryDirectory directory;
  open_sqlite(directory / "a.db")->script("CREATE TABLE t (a INTEGER) STRICT");
  SqliteOptions options;
  options.use = SqliteOptions::Use::read;
  const auto reader = open_sqlite(directory / "a.db", options);
  EXPECT_TRUE(reader->query("SELECT a FROM t").empty());
  EXPECT_THROW(reader->execute("INSERT INTO t VALUES (1)"), StorageError);
}

TEST(SqliteConnection, GivesUpOnALockedDatabaseAfterItsTime) {
  const TemporaryDirectory directory;
  SqliteOptions options;
  options.busy_timeout = std::chrono::milliseconds{1};
  const auto first = open_sqlite(directory / "a.db", options);
  const auto second = open_sqlite(directory / "a.db", options);
  first->begin_write();
  try {
    second->begin_write();
    FAIL() << "two writers";
  } catch (const StorageError& error) {
    EXPECT_EQ(error.code() & 0xff, 5);  // SQLITE_BUSY
    EXPECT_FALSE(error.fatal());
  }
}

TEST(SqliteConnection, SaysThatAFileIsNoDatabase) {
  EXPECT_THROW(open_sqlite(std::filesystem::path{INSPECTORD_SOURCE_DIR} / "CMakeLists.txt"),
               StorageError);
  EXPECT_THROW(open_sqlite("/nowhere/at/all.db"), StorageError);
}

TEST(SqliteConnection, RefusesOtherParametersThanNumberedOnes) {
  const auto connection = open_sqlite(":memory:");
  EXPECT_THROW(connection->query("SELECT ?", 1), std::logic_error);
  EXPECT_THROW(connection->query("SELECT $name", 1), std::logic_error);
  EXPECT_THROW(connection->query("SELECT $0", 1), std::logic_error);
}

TEST(SqliteConnection, RefusesTheWrongTypeInAStrictTable) {
  const auto connection = open_sqlite(":memory:");
  connection->script("CREATE TABLE t (a INTEGER NOT NULL) STRICT");
  EXPECT_THROW(connection->execute("INSERT INTO t VALUES ($1)", "eleven"), ConstraintError);
}

TEST(SqliteConnection, PreallocatesTheWalAndKeepsItsSize) {
  const TemporaryDirectory directory;
  const auto wal = directory / "a.db-wal";
  std::uintmax_t preallocated = 0;
  {
    const auto connection = open_sqlite(directory / "a.db", service());
    preallocated = std::filesystem::file_size(wal);
    EXPECT_GE(preallocated, 600u * 4'096);
    connection->script("CREATE TABLE t (a INTEGER, b BLOB) STRICT");
    for (int i = 0; i < 800; ++i) {
      connection->begin_write();
      connection->execute("INSERT INTO t VALUES ($1, $2)", i, Blob{std::string(4'000, 'x')});
      connection->commit();
      connection->tidy();
    }
    // The commits wrote more frames than that: the log was begun anew.
    EXPECT_LT(std::filesystem::file_size(wal), 2'000u * 4'096);
  }
  EXPECT_GE(std::filesystem::file_size(wal), preallocated);
  const auto again = open_sqlite(directory / "a.db", service());
  EXPECT_EQ(again->query("SELECT count(*) FROM t").at(0).integer(0), 800);
  EXPECT_EQ(ask(*again, "integrity_check"), "ok");
}

/// Grows the log far beyond what is preallocated, as a bulk load does.
void load_much(Connection& connection) {
  connection.script("CREATE TABLE t (a INTEGER, b BLOB) STRICT");
  connection.begin_write();
  for (int i = 0; i < 1'500; ++i)
    connection.execute("INSERT INTO t VALUES ($1, $2)", i, Blob{std::string(4'000, 'x')});
  connection.commit();
}

/// Frames that somebody who opens the database now finds in its log.
std::int64_t frames_in_log_of(const std::filesystem::path& database) {
  return open_sqlite(database)->query("PRAGMA wal_checkpoint(PASSIVE)").at(0).integer(1);
}

TEST(SqliteConnection, OfAServiceLeavesNoLongLogToTheNextStart) {
  const TemporaryDirectory directory;
  const auto database = directory / "a.db";
  std::uintmax_t preallocated = 0;
  {
    const auto connection = open_sqlite(database, service());
    preallocated = std::filesystem::file_size(directory / "a.db-wal");
    load_much(*connection);
    ASSERT_GT(std::filesystem::file_size(directory / "a.db-wal"), 2 * preallocated);
  }
  EXPECT_EQ(std::filesystem::file_size(directory / "a.db-wal"), preallocated)
      << "the next start finds its log preallocated";
  const TemporaryDirectory copy;  // looking changes it
  std::filesystem::copy(directory.path(), copy.path(),
                        std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(frames_in_log_of(copy / "a.db"), 0);
  const auto again = open_sqlite(database, service());
  EXPECT_EQ(again->query("SELECT count(*) FROM t").at(0).integer(0), 1'500);
  EXPECT_EQ(ask(*again, "integrity_check"), "ok");
}

TEST(SqliteConnection, OfACommandLeavesNoLogToTheNextStart) {
  const TemporaryDirectory directory;
  load_much(*open_sqlite(directory / "a.db"));
  EXPECT_EQ(std::filesystem::file_size(directory / "a.db-wal"), 0u);
  const auto again = open_sqlite(directory / "a.db", service());
  EXPECT_GE(std::filesystem::file_size(directory / "a.db-wal"), 600u * 4'096);
  EXPECT_EQ(again->query("SELECT count(*) FROM t").at(0).integer(0), 1'500);
}

TEST(SqliteConnection, OfACommandLeavesTheLogOfARunningServiceAsItIs) {
  const TemporaryDirectory directory;
  const auto served = open_sqlite(directory / "a.db", service());
  const auto preallocated = std::filesystem::file_size(directory / "a.db-wal");
  for (int i = 0; i < 3; ++i)
    open_sqlite(directory / "a.db")
        ->script("CREATE TABLE t" + std::to_string(i) + " (a INTEGER) STRICT;");
  EXPECT_EQ(std::filesystem::file_size(directory / "a.db-wal"), preallocated);
}

TEST(SqliteConnection, ClosesWithoutWaitingForWhoStillReads) {
  const TemporaryDirectory directory;
  auto connection = open_sqlite(directory / "a.db", service());
  load_much(*connection);
  const auto reader = open_sqlite(directory / "a.db");
  reader->begin_read();
  connection.reset();
  EXPECT_EQ(reader->query("SELECT count(*) FROM t").at(0).integer(0), 1'500);
  reader->end_read();
  EXPECT_EQ(ask(*reader, "integrity_check"), "ok");
}

TEST(SqliteConnection, ForgetsOldStatementsBeforeItKeepsTooMany) {
  const auto connection = open_sqlite(":memory:");
  for (int i = 0; i < 2'000; ++i) {
    EXPECT_EQ(connection->query("SELECT " + std::to_string(i)).at(0).integer(0), i);
  }
}

}  // namespace inspectord

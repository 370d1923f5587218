// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>

namespace inspectord {

/// What a database must offer to be held against the contract of Connection: any number of
/// connections to one new database, which is gone with the factory.
class ConnectionFactory {
 public:
  virtual ~ConnectionFactory() = default;
  virtual std::unique_ptr<Connection> open() = 0;
};

/// The contract of Connection. A database joins with
/// INSTANTIATE_TYPED_TEST_SUITE_P(Name, ConnectionContract, ItsFactory).
template <class Factory>
class ConnectionContract : public testing::Test {
 protected:
  ConnectionContract() {
    connection->script(
        "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT, weight BIGINT CHECK (weight >= "
        "0))");
  }

  std::int64_t count() { return connection->query("SELECT count(*) FROM things").at(0).integer(0); }
  void add(std::int64_t id) {
    connection->execute("INSERT INTO things(id, name) VALUES ($1, $2)", id, "thing");
  }
  std::string name_of(Connection& asked, std::int64_t id) {
    return asked.query("SELECT name FROM things WHERE id=$1", id).at(0).text(0);
  }

  Factory factory;
  std::unique_ptr<Connection> connection = factory.open();
};

TYPED_TEST_SUITE_P(ConnectionContract);

TYPED_TEST_P(ConnectionContract, TakesTheSecondParameterBeforeTheFirst) {
  this->add(1);
  const auto changed =
      this->connection->execute("UPDATE things SET name=$2 WHERE id=$1", 1, "late");
  EXPECT_EQ(changed, 1);
  EXPECT_EQ(this->name_of(*this->connection, 1), "late");
}

TYPED_TEST_P(ConnectionContract, TakesOneParameterInTwoPlaces) {
  this->connection->execute("INSERT INTO things(id, weight) VALUES ($1, $1)", 7);
  EXPECT_EQ(this->connection->query("SELECT weight FROM things WHERE id=$1", 7).at(0).integer(0),
            7);
}

TYPED_TEST_P(ConnectionContract, TakesMoreThanNineParametersByNumber) {
  const auto rows = this->connection->query(
      "SELECT CAST($10 AS BIGINT), CAST($1 AS BIGINT), CAST($9 AS BIGINT) WHERE $2=$3 AND $4=$5 "
      "AND $6=$7 AND $8=$8",
      1, 2, 2, 4, 4, 6, 6, 8, 9, 10);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].integer(0), 10);
  EXPECT_EQ(rows[0].integer(1), 1);
  EXPECT_EQ(rows[0].integer(2), 9);
}

TYPED_TEST_P(ConnectionContract, RefusesAWrongNumberOfParameters) {
  EXPECT_THROW(this->connection->query("SELECT name FROM things WHERE id=$1"), std::logic_error);
  EXPECT_THROW(this->connection->query("SELECT name FROM things WHERE id=$1", 1, 2),
               std::logic_error);
}

TYPED_TEST_P(ConnectionContract, GivesBackIntegersToTheLastBit) {
  for (const auto value :
       {std::numeric_limits<std::int64_t>::max(), std::int64_t{0}, std::int64_t{1} << 53}) {
    this->connection->execute("DELETE FROM things");
    this->connection->execute("INSERT INTO things(id, weight) VALUES ($1, $2)", 1, value);
    EXPECT_EQ(this->connection->query("SELECT weight FROM things").at(0).integer(0), value);
  }
}

TYPED_TEST_P(ConnectionContract, GivesBackTextAsItWas) {
  const std::string name =
      "Kế hoạch kiểm tra liên ngành năm 2022; 'quoted' \"twice\" \xF0\x9F\x93\x85";
  this->connection->execute("INSERT INTO things(id, name) VALUES (1, $1)", name);
  EXPECT_EQ(this->name_of(*this->connection, 1), name);
}

TYPED_TEST_P(ConnectionContract, TellsEmptyTextFromNull) {
  this->connection->execute("INSERT INTO things(id, name) VALUES (1, $1), (2, $2)", "", nullptr);
  EXPECT_FALSE(this->connection->query("SELECT name FROM things WHERE id=1").at(0).is_null(0));
  const auto row = this->connection->query("SELECT name FROM things WHERE id=2").at(0);
  EXPECT_TRUE(row.is_null(0));
  EXPECT_EQ(row.optional_text(0), std::nullopt);
  EXPECT_THROW(row.text(0), std::logic_error);
}

TYPED_TEST_P(ConnectionContract, GivesBackBytesAsTheyWere) {
  const std::string bytes{"\0\xff\x80 and \0", 9};
  this->connection->script("CREATE TABLE papers (id BIGINT PRIMARY KEY, body " +
                           this->factory.blob_type() + ")");
  this->connection->execute("INSERT INTO papers VALUES (1, $1), (2, $2)", Blob{bytes}, Blob{""});
  EXPECT_EQ(this->connection->query("SELECT body FROM papers WHERE id=1").at(0).blob(0), bytes);
  const auto empty = this->connection->query("SELECT body FROM papers WHERE id=2").at(0);
  EXPECT_FALSE(empty.is_null(0));
  EXPECT_EQ(empty.blob(0), "");
}

TYPED_TEST_P(ConnectionContract, GivesBackIdsAndInstants) {
  UuidBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 16);
  this->connection->script("CREATE TABLE plans (id " + this->factory.blob_type() +
                           " PRIMARY KEY, at BIGINT)");
  this->connection->execute("INSERT INTO plans VALUES ($1, $2)", PlanId{bytes},
                            from_millis(1'700'000'000'123));
  const auto row =
      this->connection->query("SELECT id, at FROM plans WHERE id=$1", PlanId{bytes}).at(0);
  EXPECT_EQ(row.template id<PlanId>(0), PlanId{bytes});
  EXPECT_EQ(row.instant(1), from_millis(1'700'000'000'123));
}

TYPED_TEST_P(ConnectionContract, CountsTheRowsChanged) {
  for (int id = 1; id <= 5; ++id) this->add(id);
  EXPECT_EQ(this->connection->execute("UPDATE things SET name='x' WHERE id <= $1", 3), 3);
  EXPECT_EQ(this->connection->execute("UPDATE things SET name='x' WHERE id > $1", 100), 0);
  EXPECT_EQ(this->connection->execute("DELETE FROM things"), 5);
}

TYPED_TEST_P(ConnectionContract, ReturnsRowsOfAChange) {
  const auto rows = this->connection->query(
      "INSERT INTO things(id, name) VALUES ($1, $2) RETURNING id, name", 4, "four");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].integer(0), 4);
  EXPECT_EQ(rows[0].text(1), "four");
}

TYPED_TEST_P(ConnectionContract, SaysWhichConstraintErrorItIs) {
  this->add(1);
  EXPECT_THROW(this->add(1), ConstraintError);
  EXPECT_THROW(this->connection->execute("INSERT INTO things(id, weight) VALUES (2, -1)"),
               ConstraintError);
  this->connection->script("CREATE TABLE parts (thing BIGINT NOT NULL REFERENCES things(id))");
  EXPECT_THROW(this->connection->execute("INSERT INTO parts VALUES (99)"), ConstraintError);
  EXPECT_THROW(this->connection->execute("INSERT INTO parts VALUES (NULL)"), ConstraintError);
  EXPECT_EQ(this->count(), 1);
}

TYPED_TEST_P(ConnectionContract, TellsABrokenStatementFromAConstraint) {
  try {
    this->connection->query("SELECT nothing FROM nowhere");
    FAIL() << "no error";
  } catch (const ConstraintError&) {
    FAIL() << "not a constraint";
  } catch (const StorageError& error) {
    EXPECT_FALSE(error.fatal());
  }
}

TYPED_TEST_P(ConnectionContract, RefusesTwoStatementsWhereOneIsExpected) {
  EXPECT_ANY_THROW(this->connection->execute("DELETE FROM things; DELETE FROM things"));
}

TYPED_TEST_P(ConnectionContract, RollsBackATransaction) {
  this->connection->begin_write();
  EXPECT_TRUE(this->connection->in_transaction());
  this->add(1);
  this->connection->rollback();
  EXPECT_FALSE(this->connection->in_transaction());
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(ConnectionContract, CommitsWhatOthersThenSee) {
  const auto other = this->factory.open();
  this->connection->begin_write();
  this->add(1);
  EXPECT_TRUE(other->query("SELECT id FROM things").empty());
  this->connection->commit();
  EXPECT_EQ(other->query("SELECT id FROM things").size(), 1u);
}

TYPED_TEST_P(ConnectionContract, RollsBackToASavepointAlone) {
  this->connection->begin_write();
  this->add(1);
  this->connection->savepoint();
  this->add(2);
  this->connection->rollback_savepoint();
  this->connection->savepoint();
  this->add(3);
  this->connection->release_savepoint();
  this->connection->commit();
  EXPECT_EQ(this->count(), 2);
  EXPECT_EQ(this->name_of(*this->connection, 3), "thing");
}

TYPED_TEST_P(ConnectionContract, NestsSavepoints) {
  this->connection->begin_write();
  this->connection->savepoint();
  this->add(1);
  this->connection->savepoint();
  this->add(2);
  this->connection->rollback_savepoint();  // The inner one: 1 stays.
  EXPECT_EQ(this->count(), 1);
  this->add(3);
  this->connection->rollback_savepoint();  // The outer one: nothing stays.
  this->connection->commit();
  EXPECT_EQ(this->count(), 0);
}

TYPED_TEST_P(ConnectionContract, GoesOnAfterAConstraintErrorWithinASavepoint) {
  this->connection->begin_write();
  this->add(1);
  this->connection->savepoint();
  EXPECT_THROW(this->add(1), ConstraintError);
  this->connection->rollback_savepoint();
  this->add(2);
  this->connection->commit();
  EXPECT_EQ(this->count(), 2);
}

TYPED_TEST_P(ConnectionContract, KeepsASnapshotOfOneMoment) {
  this->add(1);
  const auto reader = this->factory.open();
  reader->begin_read();
  this->connection->execute("UPDATE things SET name='changed'");
  this->add(2);
  EXPECT_EQ(this->name_of(*reader, 1), "thing");
  EXPECT_EQ(reader->query("SELECT id FROM things").size(), 1u);
  reader->end_read();
  EXPECT_EQ(this->name_of(*reader, 1), "changed");
}

TYPED_TEST_P(ConnectionContract, TakesTheSnapshotWhenItBegins) {
  this->add(1);
  const auto reader = this->factory.open();
  reader->begin_read();  // Nothing is read yet.
  this->add(2);
  EXPECT_EQ(reader->query("SELECT id FROM things").size(), 1u);
  reader->end_read();
}

TYPED_TEST_P(ConnectionContract, ReusesAStatementAfterASchemaChange) {
  this->add(1);
  EXPECT_EQ(this->connection->query("SELECT * FROM things WHERE id=$1", 1).size(), 1u);
  this->connection->script("ALTER TABLE things ADD COLUMN colour TEXT DEFAULT 'red'");
  const auto rows = this->connection->query("SELECT * FROM things WHERE id=$1", 1);
  EXPECT_EQ(rows.at(0).text(3), "red");
}

TYPED_TEST_P(ConnectionContract, UsesOneStatementManyTimes) {
  this->connection->begin_write();
  for (int round = 0; round < 3; ++round) {
    for (int id = 0; id < 1'000; ++id) {
      EXPECT_TRUE(this->connection->query("SELECT name FROM things WHERE id=$1", id + round * 1'000)
                      .empty());
      this->add(id + round * 1'000);
    }
  }
  this->connection->commit();
  EXPECT_EQ(this->count(), 3'000);
}

REGISTER_TYPED_TEST_SUITE_P(ConnectionContract, TakesTheSecondParameterBeforeTheFirst,
                            TakesOneParameterInTwoPlaces, TakesMoreThanNineParametersByNumber,
                            RefusesAWrongNumberOfParameters, GivesBackIntegersToTheLastBit,
                            GivesBackTextAsItWas, TellsEmptyTextFromNull, GivesBackBytesAsTheyWere,
                            GivesBackIdsAndInstants, CountsTheRowsChanged, ReturnsRowsOfAChange,
                            SaysWhichConstraintErrorItIs, TellsABrokenStatementFromAConstraint,
                            RefusesTwoStatementsWhereOneIsExpected, RollsBackATransaction,
                            CommitsWhatOthersThenSee, RollsBackToASavepointAlone, NestsSavepoints,
                            GoesOnAfterAConstraintErrorWithinASavepoint, KeepsASnapshotOfOneMoment,
                            TakesTheSnapshotWhenItBegins, ReusesAStatementAfterASchemaChange,
                            UsesOneStatementManyTimes);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.hpp"

#include "formats/json.hpp"
#include "formats/plan_file.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/invented_plans.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

namespace inspectord {
namespace {

const Instant now = from_millis(1'700'000'000'000);
const Migration first{1, "one", "CREATE TABLE one (a INTEGER) STRICT;"};
const Migration second{2, "two",
                       "CREATE TABLE two (a INTEGER) STRICT; INSERT INTO two VALUES (2);"};
const Migration broken{2, "two",
                       "CREATE TABLE two (a INTEGER) STRICT; INSERT INTO nowhere VALUES (2);"};

bool has_table(Connection& connection, std::string_view name) {
  return !connection.query("SELECT 1 FROM sqlite_schema WHERE name=$1", name).empty();
}

SchemaError::Kind refusal(Connection& connection, std::vector<Migration> steps) {
  try {
    (void)migrate(connection, steps, now);
  } catch (const SchemaError& error) {
    EXPECT_GT(std::string_view{error.what()}.size(), 20u);
    return error.kind();
  }
  throw std::logic_error("not refused");
}

}  // namespace

TEST(Migrate, BringsAnEmptyDatabaseToTheNewestSchema) {
  const auto connection = open_sqlite(":memory:");
  EXPECT_EQ(schema_version(*connection), 0);
  const auto done = migrate(*connection, now);
  EXPECT_EQ(done.from, 0);
  EXPECT_EQ(done.to, migrations().back().number);
  EXPECT_TRUE(has_table(*connection, "journal"));
  EXPECT_TRUE(has_table(*connection, "files"));
}

TEST(Migrate, DoesNothingTheSecondTime) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, now);
  const auto done = migrate(*connection, now);
  EXPECT_EQ(done.from, done.to);
}

TEST(Migrate, AppliesOnlyWhatIsMissing) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, std::array{first}, now);
  connection->execute("INSERT INTO one VALUES (1)");
  const auto done = migrate(*connection, std::array{first, second}, now);
  EXPECT_EQ(done.from, 1);
  EXPECT_EQ(done.to, 2);
  EXPECT_EQ(connection->query("SELECT a FROM one").size(), 1u);
}

TEST(Migrate, LeavesNothingOfAStepThatFails) {
  const auto connection = open_sqlite(":memory:");
  EXPECT_THROW((void)migrate(*connection, std::array{first, broken}, now), StorageError);
  EXPECT_EQ(schema_version(*connection), 1);
  EXPECT_FALSE(has_table(*connection, "two"));
  (void)migrate(*connection, std::array{first, second}, now);
  EXPECT_TRUE(has_table(*connection, "two"));
}

TEST(Migrate, RefusesANewerSchema) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, std::array{first, second}, now);
  EXPECT_EQ(refusal(*connection, {first}), SchemaError::Kind::newer);
}

TEST(Migrate, RefusesAnEditedStepBeforeItChangesAnything) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, std::array{first}, now);
  Migration edited = first;
  edited.sql = "CREATE TABLE one (a TEXT) STRICT;";
  EXPECT_EQ(refusal(*connection, {edited, second}), SchemaError::Kind::edited);
  EXPECT_FALSE(has_table(*connection, "two"));
}

TEST(Migrate, RefusesAStepItDoesNotKnow) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, std::array{first, second}, now);
  const Migration third{3, "three", "SELECT 1"};
  EXPECT_EQ(refusal(*connection, {first, third}), SchemaError::Kind::missing);
}

TEST(Migrate, MayBeDoneByManyAtOnce) {
  const TemporaryDirectory directory;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { (void)migrate(*open_sqlite(directory / "a.db"), now); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(schema_version(*open_sqlite(directory / "a.db")), migrations().back().number);
}

TEST(Migrations, AreNumberedWithoutHoles) {
  int number = 0;
  for (const auto& migration : migrations())
    EXPECT_EQ(migration.number, ++number) << migration.name;
  EXPECT_GE(number, 1);
}

TEST(Migrations, GiveStoredPlansTheDaysOfTheirVisits) {
  const auto connection = open_sqlite(":memory:");
  connection->execute("PRAGMA foreign_keys = OFF");
  (void)migrate(*connection, migrations().first(20), now);
  auto unvisited = invented::inspection_plan();
  unvisited.visits.clear();
  const std::array contents{invented::inspection_plan(), unvisited};
  for (std::size_t i = 0; i < contents.size(); ++i) {
    connection->execute(
        "INSERT INTO plans (id, owner, issuer, key, kind, title, plan_year, state, submitted,"
        " version, revision, number_year, content, content_hash, record, drafted_by, created_at,"
        " changed_at) VALUES (CAST($1 AS BLOB), x'00', x'00', '', '', '', 2026, 'drafted', 0, 1, "
        "1, 2026, $2,"
        " x'00', '{}', x'00', 0, 0)",
        std::to_string(i), write_json(plan_to_json(contents[i])));
  }
  (void)migrate(*connection, now);
  const auto rows = connection->query("SELECT first_visit, last_visit FROM plans ORDER BY id");
  const auto [first, last] = std::ranges::minmax_element(contents[0].visits, {}, &Visit::date);
  EXPECT_NE(first->date, last->date);
  EXPECT_EQ(rows.at(0).optional_text(0), to_string(first->date));
  EXPECT_EQ(rows.at(0).optional_text(1), to_string(last->date));
  EXPECT_EQ(rows.at(1).optional_text(0), std::nullopt);
}

TEST(Migrate, SaysWhatIsPendingAndChangesNothing) {
  const auto connection = open_sqlite(":memory:");
  EXPECT_EQ(pending(*connection, std::array{first, second}).size(), 2u);
  EXPECT_FALSE(has_table(*connection, "schema_migrations"));
  (void)migrate(*connection, std::array{first}, now);
  const std::array both{first, second};
  const auto left = pending(*connection, both);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left.front().number, 2);
  EXPECT_FALSE(has_table(*connection, "two"));
  EXPECT_THROW((void)pending(*connection, std::span<const Migration>{}), SchemaError);
}

}  // namespace inspectord

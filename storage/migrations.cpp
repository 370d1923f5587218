// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.hpp"

#include "core/digest.hpp"

#include <string>

namespace inspectord {
namespace {

constexpr Migration known[] = {
#include "storage/migrations.inc"
};

constexpr std::string_view create_record = R"sql(
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number     INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT;
)sql";

std::string label(const Migration& migration) {
  return std::to_string(migration.number) + " (" + std::string{migration.name} + ")";
}

const Migration* find(std::span<const Migration> steps, std::int64_t number) {
  for (const auto& step : steps) {
    if (step.number == number) return &step;
  }
  return nullptr;
}

void check_applied(Connection& connection, std::span<const Migration> steps) {
  const int newest = steps.empty() ? 0 : steps.back().number;
  for (const auto& row :
       connection.query("SELECT number, sha256 FROM schema_migrations ORDER BY number")) {
    const auto number = row.integer(0);
    if (number > newest) {
      throw SchemaError{SchemaError::Kind::newer,
                        "the database has schema " + std::to_string(schema_version(connection)) +
                            ", this program knows it up to " + std::to_string(newest) +
                            ": use the newer program"};
    }
    const Migration* step = find(steps, number);
    if (!step) {
      throw SchemaError{SchemaError::Kind::missing, "the database has migration " +
                                                        std::to_string(number) +
                                                        ", this program does not know it"};
    }
    if (row.text(1) != to_hex(sha256(step->sql))) {
      throw SchemaError{SchemaError::Kind::edited,
                        "migration " + label(*step) + " was edited after it was applied"};
    }
  }
}

bool applied(Connection& connection, int number) {
  return !connection.query("SELECT 1 FROM schema_migrations WHERE number=$1", number).empty();
}

/// Rolls back in its destructor what was not committed.
class WriteTransaction {
 public:
  explicit WriteTransaction(Connection& connection) : connection_(connection) {
    connection_.begin_write();
  }
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  ~WriteTransaction() {
    try {
      connection_.rollback();
    } catch (const StorageError&) {  // What failed before is already on its way up.
    }
  }
  void commit() { connection_.commit(); }

 private:
  Connection& connection_;
};

void apply(Connection& connection, const Migration& step, Instant now) {
  WriteTransaction transaction{connection};
  if (applied(connection, step.number)) return;  // Another process was faster.
  connection.script(step.sql);
  connection.execute(
      "INSERT INTO schema_migrations(number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
      step.number, step.name, to_hex(sha256(step.sql)), now);
  transaction.commit();
}

void check_order(std::span<const Migration> steps) {
  int before = 0;
  for (const auto& step : steps) {
    if (step.number <= before)
      throw std::logic_error("migrations are numbered twice or out of order: " + label(step));
    before = step.number;
  }
}

}  // namespace

std::span<const Migration> migrations() {
  return known;
}

int schema_version(Connection& connection) {
  if (connection.query("SELECT 1 FROM sqlite_schema WHERE name='schema_migrations'").empty())
    return 0;
  return static_cast<int>(
      connection.query("SELECT coalesce(max(number), 0) FROM schema_migrations").at(0).integer(0));
}

std::span<const Migration> pending(Connection& connection, std::span<const Migration> steps) {
  const int version = schema_version(connection);
  if (version > 0) check_applied(connection, steps);
  while (!steps.empty() && steps.front().number <= version) steps = steps.subspan(1);
  return steps;
}

Migrated migrate(Connection& connection, std::span<const Migration> steps, Instant now) {
  check_order(steps);
  const int from = schema_version(connection);
  connection.script(create_record);
  check_applied(connection, steps);
  for (const auto& step : steps) {
    if (!applied(connection, step.number)) apply(connection, step, now);
  }
  return {from, schema_version(connection)};
}

}  // namespace inspectord

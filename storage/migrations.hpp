// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"
#include "storage/connection.hpp"

#include <span>
#include <stdexcept>
#include <string_view>

namespace inspectord {

/// One numbered step of the schema: storage/migrations/NNNN_name.sql, embedded at build.
struct Migration {
  int number = 0;
  std::string_view name;
  std::string_view sql;
};

/// The stored schema and this program do not fit: it is newer than we know, or a step was edited
/// after it was applied.
class SchemaError : public std::runtime_error {
 public:
  enum class Kind { newer, edited, missing };
  SchemaError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// What migrate did. from == to: nothing was left to do.
struct Migrated {
  int from = 0;
  int to = 0;
};

/// All steps this program knows, in order.
std::span<const Migration> migrations();

/// The steps that migrate would apply, in order. Changes nothing. Throws SchemaError.
std::span<const Migration> pending(Connection&, std::span<const Migration>);
inline std::span<const Migration> pending(Connection& connection) {
  return pending(connection, migrations());
}

/// Applies what is missing, each step in a transaction of its own together with its record: killed
/// at any moment, a step is either there or not. Several processes may do it at once. Throws
/// SchemaError before anything is changed.
Migrated migrate(Connection&, std::span<const Migration>, Instant now);
inline Migrated migrate(Connection& connection, Instant now) {
  return migrate(connection, migrations(), now);
}

/// The number of the last applied step; 0 for an empty database. Changes nothing.
int schema_version(Connection&);

}  // namespace inspectord

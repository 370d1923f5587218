// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/instant.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace inspectord {

struct Kept;

/// Bytes as opposed to text.
struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

/// What a parameter may be, and a column. Ids are stored as their 16 bytes, instants as
/// milliseconds, dates as "YYYY-MM-DD" text, enums and booleans as their code or 0/1.
class Value {
 public:
  using Content = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

  Value() = default;
  Value(std::nullptr_t) {}
  Value(bool value) : content_(std::int64_t{value}) {}
  Value(int value) : content_(std::int64_t{value}) {}
  Value(std::int64_t value) : content_(value) {}
  Value(double value) : content_(value) {}
  Value(std::string value) : content_(std::move(value)) {}
  Value(std::string_view value) : content_(std::string{value}) {}
  Value(const char* value) : content_(std::string{value}) {}
  Value(Blob value) : content_(std::move(value)) {}
  Value(Instant value) : content_(to_millis(value)) {}
  template <class Tag>
  Value(const Id<Tag>& id)
      : content_(Blob{{reinterpret_cast<const char*>(id.bytes().data()), 16}}) {}
  template <class T>
  Value(const std::optional<T>& value) : content_(value ? Value{*value}.content_ : Content{}) {}

  const Content& content() const { return content_; }

 private:
  Content content_;
};

/// Bytes of somebody else.
struct BlobView {
  std::string_view bytes;
};

/// A value for the time of one statement: text and bytes stay where they are.
class Parameter {
 public:
  using Content = std::variant<std::monostate, std::int64_t, double, std::string_view, BlobView>;

  Parameter(std::nullptr_t) {}
  Parameter(bool value) : content_(std::int64_t{value}) {}
  Parameter(int value) : content_(std::int64_t{value}) {}
  Parameter(std::int64_t value) : content_(value) {}
  Parameter(double value) : content_(value) {}
  Parameter(const std::string& value) : content_(std::string_view{value}) {}
  Parameter(std::string_view value) : content_(value) {}
  Parameter(const char* value) : content_(std::string_view{value}) {}
  Parameter(const Blob& value) : content_(BlobView{value.bytes}) {}
  Parameter(Instant value) : content_(to_millis(value)) {}
  template <class Tag>
  Parameter(const Id<Tag>& id)
      : content_(BlobView{{reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()}}) {}
  template <class T>
  Parameter(const std::optional<T>& value)
      : content_(value ? Parameter{*value}.content_ : Content{}) {}
  Parameter(const Value&);

  const Content& content() const { return content_; }

 private:
  Content content_;
};

/// The database broke, is full, read-only or busy. Not for what a caller can put right.
class StorageError : public std::runtime_error {
 public:
  StorageError(int code, const std::string& what, bool fatal = false)
      : std::runtime_error(what), code_(code), fatal_(fatal) {}
  int code() const { return code_; }  ///< The database's own (extended) code.
  bool fatal() const {
    return fatal_;
  }  ///< A read, write or sync failed, or the file is damaged: stop writing.

 private:
  int code_;
  bool fatal_;
};

/// A UNIQUE, CHECK or foreign key constraint said no. The act rolls back; callers that expect one
/// turn it to a Refusal.
class ConstraintError : public StorageError {
 public:
  using StorageError::StorageError;
};

/// One row of an answer, copied out of the database. Columns count from 0.
class Row {
 public:
  explicit Row(std::vector<Value::Content> columns) : columns_(std::move(columns)) {}

  const Value::Content& column(std::size_t index) const { return columns_.at(index); }
  bool is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(columns_.at(column));
  }
  std::int64_t integer(std::size_t column) const;
  double real(std::size_t column) const;
  const std::string& text(std::size_t column) const;
  const std::string& blob(std::size_t column) const;
  bool boolean(std::size_t column) const { return integer(column) != 0; }
  Instant instant(std::size_t column) const { return from_millis(integer(column)); }
  template <class IdType>
  IdType id(std::size_t column) const {
    UuidBytes bytes{};
    const auto& stored = blob(column);
    if (stored.size() != bytes.size()) throw std::logic_error("a stored id has not 16 bytes");
    std::copy(stored.begin(), stored.end(), reinterpret_cast<char*>(bytes.data()));
    return IdType{bytes};
  }

  std::optional<std::string> optional_text(std::size_t c) const {
    return is_null(c) ? std::nullopt : std::optional{text(c)};
  }
  std::optional<Instant> optional_instant(std::size_t c) const {
    return is_null(c) ? std::nullopt : std::optional{instant(c)};
  }
  template <class IdType>
  std::optional<IdType> optional_id(std::size_t c) const {
    return is_null(c) ? std::nullopt : std::optional{id<IdType>(c)};
  }

 private:
  std::vector<Value::Content> columns_;
};

using Rows = std::vector<Row>;

/// What a connection last saw of the database: of two that are equal, nothing was committed by
/// others between.
struct Moment {
  std::uint64_t connection = 0;  ///< Which one; never given twice in a process.
  std::int64_t change = 0;

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// One conversation with a database. Used by one thread at a time. SQL is the common subset of
/// SQLite and PostgreSQL with parameters $1, $2, ...: $n is the n-th parameter wherever it stands.
/// Statements are prepared once and kept. Throws StorageError, and ConstraintError where a
/// constraint says no.
class Connection {
 public:
  Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection();

  template <class... Parameters>
  Rows query(std::string_view sql, const Parameters&... parameters) {
    return run(sql, std::array<Parameter, sizeof...(parameters)>{Parameter(parameters)...});
  }
  /// The number of rows changed.
  template <class... Parameters>
  std::int64_t execute(std::string_view sql, const Parameters&... parameters) {
    return change(sql, std::array<Parameter, sizeof...(parameters)>{Parameter(parameters)...});
  }
  /// Of an INSERT of one row into a table that counts its rows: the number it got.
  template <class... Parameters>
  std::int64_t insert(std::string_view sql, const Parameters&... parameters) {
    return add(sql, std::array<Parameter, sizeof...(parameters)>{Parameter(parameters)...});
  }
  /// Of a statement that is put together.
  Rows query_with(std::string_view sql, const std::vector<Value>& parameters);

  virtual Rows run(std::string_view sql, std::span<const Parameter>) = 0;
  virtual std::int64_t change(std::string_view sql, std::span<const Parameter>) = 0;
  /// PostgreSQL says RETURNING; SQLite would keep a table for it.
  virtual std::int64_t add(std::string_view sql, std::span<const Parameter>) = 0;

  /// Several statements without parameters: migrations.
  virtual void script(std::string_view sql) = 0;

  virtual void begin_write() = 0;  ///< BEGIN IMMEDIATE: a transaction that may write.
  virtual void begin_read() = 0;   ///< A snapshot: everything read until end_read is of one moment.
  virtual void end_read() = 0;
  /// Of the snapshot, within begin_read and end_read. One that cannot tell is equal to none before.
  virtual Moment moment();
  virtual void commit() = 0;    ///< When it returns, what was written survives a power loss.
  virtual void rollback() = 0;  ///< Does nothing where the database already rolled back by itself.
  virtual bool in_transaction()
      const = 0;  ///< False after a failure that rolled everything back (disk full).

  /// Savepoints nest: release and rollback concern the innermost one. Only within a write
  /// transaction.
  virtual void savepoint() = 0;
  virtual void release_savepoint() = 0;
  virtual void rollback_savepoint() = 0;

  /// Housekeeping that may be done now that nobody waits: the writer calls it after its answers
  /// went.
  virtual void tidy() {}

  /// What need not be read again; forgotten by whoever rolls back.
  Kept& kept() { return *kept_; }

 protected:
  std::uint64_t number() const { return number_; }  ///< Of this connection in the process.

 private:
  const std::unique_ptr<Kept> kept_;
  const std::uint64_t number_;
  std::int64_t moments_ = 0;
};

/// What an act gets: the write connection inside its savepoint, and the journal. It may touch
/// nothing else.
using Transaction = Connection;

/// What a read gets: a connection inside a read snapshot. By convention it only queries.
using Snapshot = Connection;

}  // namespace inspectord

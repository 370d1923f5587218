// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_connection.hpp"

#include "storage/checkpoints.hpp"
#include "storage/gathering_vfs.hpp"
#include "storage/kept.hpp"
#include "storage/sqlite_handle.hpp"

#include <sqlite3.h>

#include <charconv>
#include <functional>
#include <unordered_map>
#include <utility>

namespace inspectord {
namespace {

/// A prepared statement and which of our parameters stands at each of its places.
struct Prepared {
  sqlite::Statement statement;
  std::vector<std::size_t> places;  ///< places[i]: the n of $n that SQLite numbers i+1.
  std::size_t parameters = 0;       ///< The highest n.
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// SQLite takes $1 for a name and numbers names by first appearance; ours are numbers.
std::size_t parameter_number(const char* name) {
  const std::string_view text{name ? name : ""};
  std::size_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data() + !text.empty(), text.data() + text.size(), number);
  if (!text.starts_with('$') || error != std::errc{} || end != text.data() + text.size() ||
      number == 0) {
    throw std::logic_error("parameters are written $1, $2, ...");
  }
  return number;
}

/// SQLite takes no pointer for NULL; an empty view may have none.
const char* pointer_of(std::string_view bytes) {
  return bytes.empty() ? "" : bytes.data();
}

int bind(sqlite3_stmt* statement, int place, const Parameter::Content& content) {
  struct Binder {
    sqlite3_stmt* statement;
    int place;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, place, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, place, value); }
    int operator()(std::string_view value) const {
      return sqlite3_bind_text64(statement, place, pointer_of(value), value.size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    }
    int operator()(const BlobView& value) const {
      return sqlite3_bind_blob64(statement, place, pointer_of(value.bytes), value.bytes.size(),
                                 SQLITE_STATIC);
    }
  };
  return std::visit(Binder{statement, place}, content);
}

std::string bytes_of(const void* data, int size) {
  return size > 0 ? std::string{static_cast<const char*>(data), static_cast<std::size_t>(size)}
                  : std::string{};
}

Value::Content column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, index);
    case SQLITE_TEXT: {
      const void* text = sqlite3_column_text(statement, index);
      return bytes_of(text, sqlite3_column_bytes(statement, index));
    }
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_column_blob(statement, index);
      return Blob{bytes_of(bytes, sqlite3_column_bytes(statement, index))};
    }
    default:
      return std::monostate{};
  }
}

Row read_row(sqlite3_stmt* statement) {
  const int count = sqlite3_data_count(statement);
  std::vector<Value::Content> columns;
  columns.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) columns.push_back(column(statement, i));
  return Row{std::move(columns)};
}

/// Leaves a statement ready for its next use, whatever happened.
class Use {
 public:
  explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::filesystem::path& path, const SqliteOptions& options)
      : gathering_(gathers(path, options) ? std::make_unique<sqlite::GatheringVfs>(options.vfs)
                                          : nullptr),
        database_(sqlite::open(path, over(gathering_.get(), options))),
        wal_frames_(options.wal_frames) {
    if (!options.keep_wal || path == ":memory:") return;
    // What a process before this one could not sync is read from memory and may be on no disk:
    // copied into the database it is synced anew, and the log begins from its start.
    copy_log_once();
    sqlite::preallocate_wal(database(), options.wal_frames);
    checkpoints_ = std::make_unique<sqlite::Checkpoints>(path, options, database());
    sqlite3_wal_hook(database(), &told_of_commit,
                     checkpoints_.get());  // Last: setting autocheckpoint removes it.
  }

  ~SqliteConnection() override {
    if (!checkpoints_) return;
    checkpoints_.reset();
    if (!broken_) leave_log_copied();
  }

  Rows run(std::string_view sql, std::span<const Parameter> parameters) override;
  std::int64_t change(std::string_view sql, std::span<const Parameter> parameters) override;
  std::int64_t add(std::string_view sql, std::span<const Parameter> parameters) override {
    change(sql, parameters);
    return sqlite3_last_insert_rowid(database());
  }
  void script(std::string_view sql) override {
    sqlite::execute(database(), std::string{sql}.c_str());
  }

  void begin_write() override {
    if (log_is_doubtful_) copy_log_once();
    if (log_is_doubtful_) throw StorageError{SQLITE_FULL, "there is no room to copy the log"};
    simple("BEGIN IMMEDIATE");
  }
  void begin_read() override {
    moment_.reset();
    simple("BEGIN");
    run("SELECT 1 FROM sqlite_schema LIMIT 1",
        {});  // BEGIN alone looks at nothing: the snapshot is of now.
  }
  void end_read() override {
    if (in_transaction()) simple("ROLLBACK");
  }
  /// https://sqlite.org/pragma.html#pragma_data_version
  Moment moment() override {
    if (!moment_) moment_ = run("PRAGMA data_version", {}).at(0).integer(0);
    return {.connection = number(), .change = *moment_};
  }
  void commit() override { simple("COMMIT"); }
  void rollback() override {
    kept().forget();
    if (in_transaction()) simple("ROLLBACK");
  }
  bool in_transaction() const override { return sqlite3_get_autocommit(database_.get()) == 0; }

  void savepoint() override { simple("SAVEPOINT act"); }
  void release_savepoint() override { simple("RELEASE act"); }
  void rollback_savepoint() override {
    kept().forget();
    simple("ROLLBACK TO act");
    simple("RELEASE act");
  }

  void tidy() override {
    if (!checkpoints_) return;
    try {
      checkpoints_->tidy();
    } catch (const StorageError& error) {
      broken_ = broken_ || error.fatal();
      throw;
    }
  }

 private:
  static constexpr std::size_t most_statements = 512;

  static int told_of_commit(void* checkpoints, sqlite3*, const char*, int frames) {
    static_cast<sqlite::Checkpoints*>(checkpoints)->committed(frames);
    return SQLITE_OK;
  }

  static bool gathers(const std::filesystem::path& path, const SqliteOptions& options) {
    return options.keep_wal && options.sync == SqliteOptions::Sync::full && path != ":memory:";
  }
  static SqliteOptions over(const sqlite::GatheringVfs* vfs, SqliteOptions options) {
    if (vfs) options.vfs = vfs->name();
    return options;
  }

  sqlite3* database() { return database_.get(); }
  void simple(std::string_view sql) { change(sql, {}); }
  Prepared& prepared(std::string_view sql);
  Prepared prepare(std::string_view sql);
  sqlite3_stmt* bound(std::string_view sql, std::span<const Parameter> parameters);
  bool step(sqlite3_stmt*, std::string_view sql);
  [[noreturn]] void fail(int code, std::string_view doing);
  void copy_log_once();
  void leave_log_copied() noexcept;

  const std::unique_ptr<sqlite::GatheringVfs> gathering_;
  sqlite::Database database_;
  const int wal_frames_;
  std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> statements_;
  std::unique_ptr<sqlite::Checkpoints> checkpoints_;
  std::optional<std::int64_t> moment_;
  bool log_is_doubtful_ = false;
  bool broken_ = false;  ///< The disk failed: it is touched no more.
};

void SqliteConnection::fail(int code, std::string_view doing) {
  try {
    sqlite::fail(database(), code, doing);
  } catch (const StorageError& error) {
    broken_ = broken_ || error.fatal();
    throw;
  }
}

/// A full disk keeps nobody from reading: then it is tried again before the first write.
void SqliteConnection::copy_log_once() {
  log_is_doubtful_ = true;
  try {
    sqlite::copy_wal(database());
    log_is_doubtful_ = false;
  } catch (const StorageError& error) {
    if (error.fatal()) throw;
  }
}

void SqliteConnection::leave_log_copied() noexcept {
  try {
    sqlite::leave_wal_short(database(), wal_frames_);
  } catch (const StorageError&) {  // The next start copies it.
  }
}

Rows SqliteConnection::run(std::string_view sql, std::span<const Parameter> parameters) {
  sqlite3_stmt* statement = bound(sql, parameters);
  const Use use{statement};
  Rows rows;
  while (step(statement, sql)) rows.push_back(read_row(statement));
  return rows;
}

std::int64_t SqliteConnection::change(std::string_view sql, std::span<const Parameter> parameters) {
  sqlite3_stmt* statement = bound(sql, parameters);
  const Use use{statement};
  const auto before = sqlite3_total_changes64(database());
  while (step(statement, sql)) {
  }
  // Without a change sqlite3_changes still tells that of the statement before.
  return sqlite3_total_changes64(database()) == before ? 0 : sqlite3_changes64(database());
}

sqlite3_stmt* SqliteConnection::bound(std::string_view sql, std::span<const Parameter> parameters) {
  const Prepared& statement = prepared(sql);
  if (statement.parameters != parameters.size()) {
    throw std::logic_error("wrong number of parameters for: " + std::string{sql});
  }
  int place = 0;
  for (const std::size_t number : statement.places) {
    const int code = bind(statement.statement.get(), ++place, parameters[number - 1].content());
    if (code != SQLITE_OK) fail(code, sql);
  }
  return statement.statement.get();
}

bool SqliteConnection::step(sqlite3_stmt* statement, std::string_view sql) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(code, sql);
  return false;
}

Prepared& SqliteConnection::prepared(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) return known->second;
  if (statements_.size() >= most_statements) statements_.clear();
  return statements_.emplace(std::string{sql}, prepare(sql)).first->second;
}

Prepared SqliteConnection::prepare(std::string_view sql) {
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, &rest);
  Prepared statement{sqlite::Statement{made}, {}, 0};
  if (code != SQLITE_OK) fail(code, sql);
  const std::string_view left{rest, static_cast<std::size_t>(sql.data() + sql.size() - rest)};
  if (!made || left.find_first_not_of(" \t\r\n;") != left.npos) {
    throw std::logic_error("not one statement: " + std::string{sql});
  }
  for (int place = 1; place <= sqlite3_bind_parameter_count(made); ++place) {
    const auto number = parameter_number(sqlite3_bind_parameter_name(made, place));
    statement.places.push_back(number);
    statement.parameters = std::max(statement.parameters, number);
  }
  return statement;
}

constexpr int pages_of_a_step = 4'096;

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& path, SqliteOptions options) {
  return std::make_unique<SqliteConnection>(path, options);
}

bool copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                   const std::stop_token& give_up) {
  SqliteOptions reading;
  reading.use = SqliteOptions::Use::read;
  const auto source = sqlite::open(from, reading);
  const auto copy = sqlite::open_new(to);
  // One moment, held over all steps, and a writer goes on beside it.
  const int held = sqlite3_exec(source.get(), "BEGIN; SELECT COUNT(*) FROM sqlite_schema", nullptr,
                                nullptr, nullptr);
  if (held != SQLITE_OK) sqlite::fail(source.get(), held, "copy the database");
  sqlite3_backup* backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
  if (!backup) sqlite::fail(copy.get(), sqlite3_errcode(copy.get()), "copy the database");
  int step = SQLITE_OK;
  while (step == SQLITE_OK && !give_up.stop_requested())
    step = sqlite3_backup_step(backup, pages_of_a_step);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) sqlite::fail(copy.get(), code, "copy the database");
  if (step != SQLITE_OK && step != SQLITE_DONE) sqlite::fail(copy.get(), step, "copy the database");
  return step == SQLITE_DONE;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
// Commands over the whole store: backup, restore, migrate.
#include "core/clock.hpp"
#include "core/random.hpp"
#include "server/commands/command.hpp"
#include "server/household.hpp"
#include "storage/backup.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/store_lock.hpp"
#include "usecases/sending_cases.hpp"

#include <filesystem>
#include <ostream>
#include <utility>

namespace inspectord {
namespace {

StorePlaces places_of(const Options& options) {
  return {.database = database_file(options), .files = files_directory(options)};
}

std::pair<ExitCode, std::string_view> meaning_of(BackupError::Kind kind) {
  switch (kind) {
    case BackupError::Kind::no_store:
      return {ExitCode::unavailable, "command.copy.no_store"};
    case BackupError::Kind::occupied:
      return {ExitCode::cannot_create, "command.copy.occupied"};
    case BackupError::Kind::torn:
      return {ExitCode::data, "command.copy.torn"};
    case BackupError::Kind::damaged:
      return {ExitCode::io, "command.copy.damaged"};
    case BackupError::Kind::newer:
      return {ExitCode::config, "command.copy.newer"};
  }
  return {ExitCode::internal, "command.copy.torn"};
}

/// What `f` returns; a copy that cannot be made or taken ends the command in words.
template <class F>
BackupContent told(const Console& console, F f) {
  try {
    return f();
  } catch (const BackupError& error) {
    const auto [code, key] = meaning_of(error.kind());
    throw CommandError{code, words(console.language, key,
                                   {{"path", error.where().string()}, {"detail", error.detail()}})};
  }
}

void say(const Console& console, std::string_view key, const std::string& path,
         const BackupContent& content) {
  console.err << words(console.language, key,
                       {{"path", path},
                        {"n", std::to_string(content.entries.size() - 1)},
                        {"schema", std::to_string(content.schema)}})
              << "\n";
}

void pause_sending(const Console& console, Connection& restored) {
  SystemRandom random;
  const Household household{console.options, random};
  restored.begin_write();
  pause_restored(restored, words(console.language, "command.restore.reason"), SystemClock{}.now(),
                 household.house());
  restored.commit();
}

}  // namespace

ExitCode back_up(const Console& console, const std::string& to) {
  const auto content = told(console, [&] { return make_backup(places_of(console.options), to); });
  say(console, "command.copy.made", to, content);
  return ExitCode::ok;
}

ExitCode verify_copy(const Console& console, const std::string& from) {
  const auto content = told(console, [&] { return verify_backup(from); });
  say(console, "command.copy.sound", from, content);
  return ExitCode::ok;
}

ExitCode restore(const Console& console, const std::string& from, bool replace,
                 AfterRestore after) {
  const auto to = places_of(console.options);
  BeforeUse pause;
  if (after == AfterRestore::paused) {
    pause = [&console](Connection& restored) { pause_sending(console, restored); };
  }
  const auto content = told(console, [&] {
    return restore_backup(from, to, replace ? Replace::yes : Replace::no, pause);
  });
  say(console, "command.copy.restored", to.database.string(), content);
  console.err << words(console.language, after == AfterRestore::paused ? "command.restore.paused"
                                                                       : "command.copy.sent_since")
              << "\n";
  return ExitCode::ok;
}

ExitCode migrate_store(const Console& console, bool dry_run) {
  const auto file = database_file(console.options);
  if (!std::filesystem::exists(file)) {
    throw CommandError{ExitCode::unavailable, words(console.language, "command.copy.no_store",
                                                    {{"path", file.string()}, {"detail", ""}})};
  }
  if (dry_run) {
    SqliteOptions reading;
    reading.use = SqliteOptions::Use::read;
    const auto connection = open_sqlite(file, reading);
    const auto steps = pending(*connection);
    console.out << "schema\t" << schema_version(*connection) << "\n";
    for (const auto& step : steps)
      console.out << "pending\t" << step.number << "\t" << step.name << "\n";
    return ExitCode::ok;
  }
  const StoreLock lock{file};
  const auto done = migrate(*open_sqlite(file), SystemClock{}.now());
  console.out << "schema\t" << done.from << "\t" << done.to << "\n";
  return ExitCode::ok;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "server/house_routines.hpp"

#include "core/log.hpp"
#include "server/household.hpp"
#include "storage/address_pace.hpp"
#include "storage/backup.hpp"
#include "usecases/digest.hpp"
#include "usecases/holiday_check.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours youngest_swept{24};  // whoever put it may yet name it
constexpr std::string_view copy_prefix = "inspectord-";

struct Named {
  std::string_view name;
  std::string RoutineOptions::*cron;
  std::string RoutineOptions::*misfire;
};
constexpr std::array<Named, 4> named{{
    {"digest", &RoutineOptions::digest, &RoutineOptions::digest_misfire},
    {"cleanup", &RoutineOptions::cleanup, &RoutineOptions::cleanup_misfire},
    {"backup", &RoutineOptions::backup, &RoutineOptions::backup_misfire},
    {"holiday_check", &RoutineOptions::holiday_check, &RoutineOptions::holiday_check_misfire},
}};

void send_all_digests(const RoutineParts& parts, Instant now) {
  for (bool more = true; more;) {
    more =
        parts.writer.run([&](Transaction& tx) { return send_digest(tx, now, parts.house); }).more;
  }
}

void clean_up(const RoutineParts& parts, Instant now) {
  sweep_files(parts, now);
  parts.writer.run([&](Transaction& tx) { address_pace::forget(tx, now); });
}

/// "inspectord-20260608T010000Z", by the planned instant: what was made once is not made again.
fs::path copy_of(const fs::path& directory, Instant planned) {
  auto name = std::string{copy_prefix} + to_rfc3339(planned).substr(0, 19) + "Z";
  std::erase_if(name, [](char c) { return c == ':'; });
  return directory / name;
}

void remove_old_copies(const fs::path& directory, int keep) {
  std::vector<fs::path> copies;
  for (const auto& entry : fs::directory_iterator{directory}) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && name.starts_with(copy_prefix)) copies.push_back(entry.path());
  }
  std::ranges::sort(copies, std::greater{});  // the newest first: names sort by instant
  for (std::size_t i = static_cast<std::size_t>(keep); i < copies.size(); ++i)
    fs::remove_all(copies[i]);
}

void back_up(const RoutineParts& parts, Instant planned) {
  const fs::path directory{parts.options.routines.backup_directory};
  fs::create_directories(directory);
  const auto copy = copy_of(directory, planned);
  if (!fs::exists(copy)) {
    make_backup({.database = database_file(parts.options), .files = files_directory(parts.options)},
                copy);
    log::info("the house was copied", {{"copy", copy.string()}});
  }
  remove_old_copies(directory, parts.options.routines.backup_keep);
}

void check_holidays(const RoutineParts& parts, Instant now) {
  const auto years =
      parts.writer.run([&](Transaction& tx) { return ask_for_decisions(tx, now, parts.house); });
  for (const int year : years)
    log::warning("nobody has entered the decision on days off; they are computed",
                 {{"year", year}});
}

}  // namespace

std::vector<Routine> routines_of(const RoutineOptions& options) {
  std::vector<Routine> routines;
  for (const auto& one : named) {
    const auto& text = options.*one.cron;
    if (text == "off" || (one.name == "backup" && options.backup_directory.empty())) continue;
    auto cron = CronExpression::parse(text);
    const auto misfire = parse_misfire_policy(options.*one.misfire);
    if (!cron || !misfire) {
      throw std::invalid_argument("routines." + std::string{one.name} + ": " +
                                  (cron ? options.*one.misfire : text));
    }
    routines.push_back({std::string{one.name}, std::move(*cron), *misfire});
  }
  return routines;
}

std::vector<DeclaredRoutine> house_routines(const RoutineParts& parts) {
  std::vector<DeclaredRoutine> declared;
  for (auto& routine : routines_of(parts.options.routines)) {
    std::function<void(Instant, Instant)> work;
    if (routine.name == "digest") {
      work = [parts](Instant, Instant now) { send_all_digests(parts, now); };
    } else if (routine.name == "cleanup") {
      work = [parts](Instant, Instant now) { clean_up(parts, now); };
    } else if (routine.name == "backup") {
      work = [parts](Instant planned, Instant) { back_up(parts, planned); };
    } else {
      work = [parts](Instant, Instant now) { check_holidays(parts, now); };
    }
    declared.push_back({std::move(routine), std::move(work)});
  }
  return declared;
}

void sweep_files(const RoutineParts& parts, Instant now) {
  const auto is_named = [&](const Sha256& name) {
    return parts.snapshots.with_snapshot(
        [&](Snapshot& db) { return file_rows::is_named(db, name); });
  };
  const auto removed =
      parts.files.sweep(std::chrono::file_clock::from_sys(now - youngest_swept), is_named);
  if (removed > 0) log::info("files that no row names are gone", {{"files", removed}});
}

}  // namespace inspectord

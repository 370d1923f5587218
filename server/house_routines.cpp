// SPDX-License-Identifier: Apache-2.0
#include "server/house_routines.hpp"

#include "core/log.hpp"
#include "scheduler/options.hpp"
#include "scheduler/schedule_words.hpp"
#include "server/household.hpp"
#include "storage/address_pace.hpp"
#include "storage/backup.hpp"
#include "storage/outbox.hpp"
#include "usecases/digest.hpp"
#include "usecases/holiday_check.hpp"
#include "usecases/period_cases.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours youngest_swept{24};  // whoever put it may yet name it
constexpr std::int64_t attempts_at_once = 5'000;  // the writer has others to serve
constexpr std::string_view copy_prefix = "inspectord-";

void open_all_periods(const RoutineParts& parts, Instant, Instant now) {
  OpenedPeriods all;
  for (bool more = true; more;) {
    const auto done =
        parts.writer.run([&](Transaction& tx) { return open_periods(tx, now, parts.house); });
    all.duties += done.duties;
    more = done.more;
  }
  if (all.duties > 0) log::info("periods of recurring duties are open", {{"duties", all.duties}});
}

void send_all_digests(const RoutineParts& parts, Instant, Instant now) {
  for (bool more = true; more;) {
    more =
        parts.writer.run([&](Transaction& tx) { return send_digest(tx, now, parts.house); }).more;
  }
}

void forget_attempts(const RoutineParts& parts, Instant now) {
  const auto kept = std::chrono::days{parts.options.routines.attempts_keep_days};
  std::int64_t removed = 0;
  for (std::int64_t some = attempts_at_once; some == attempts_at_once; removed += some) {
    some = parts.writer.run(
        [&](Transaction& tx) { return outbox::forget_attempts(tx, now - kept, attempts_at_once); });
  }
  if (removed > 0) log::info("old attempts are gone", {{"attempts", removed}});
}

void clean_up(const RoutineParts& parts, Instant, Instant now) {
  sweep_files(parts, now);
  forget_attempts(parts, now);
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

/// A disk for copies that is full, or a file that is damaged, stops no service: this run failed.
void copy_house(const RoutineParts& parts, const fs::path& copy) try {
  make_backup({.database = database_file(parts.options), .files = files_directory(parts.options)},
              copy, parts.give_up);
  log::info("the house was copied", {{"copy", copy.string()}});
} catch (const StorageError& error) {
  throw std::runtime_error(error.what());
}

void back_up(const RoutineParts& parts, Instant planned, Instant) {
  const fs::path directory{parts.options.routines.backup_directory};
  fs::create_directories(directory);
  const auto copy = copy_of(directory, planned);
  if (!fs::exists(copy)) copy_house(parts, copy);
  remove_old_copies(directory, parts.options.routines.backup_keep);
}

void check_holidays(const RoutineParts& parts, Instant, Instant now) {
  const auto years =
      parts.writer.run([&](Transaction& tx) { return ask_for_decisions(tx, now, parts.house); });
  for (const int year : years)
    log::warning("nobody has entered the decision on days off; they are computed",
                 {{"year", year}});
}

struct HouseRoutine {
  std::string_view name;
  std::string RoutineOptions::*cron;
  std::string RoutineOptions::*misfire;
  Pace pace;
  void (*work)(const RoutineParts&, Instant planned, Instant now);
};

constexpr std::array<HouseRoutine, 5> all_routines{{
    {"periods", &RoutineOptions::periods, &RoutineOptions::periods_misfire, Pace::quick,
     open_all_periods},
    {"digest", &RoutineOptions::digest, &RoutineOptions::digest_misfire, Pace::quick,
     send_all_digests},
    {"cleanup", &RoutineOptions::cleanup, &RoutineOptions::cleanup_misfire, Pace::long_, clean_up},
    {"backup", &RoutineOptions::backup, &RoutineOptions::backup_misfire, Pace::long_, back_up},
    {"holiday_check", &RoutineOptions::holiday_check, &RoutineOptions::holiday_check_misfire,
     Pace::quick, check_holidays},
}};

/// nullopt: it is off.
std::optional<Routine> declared(const HouseRoutine& one, const RoutineOptions& options) {
  const auto& text = options.*one.cron;
  if (text == "off" || (one.name == "backup" && options.backup_directory.empty()))
    return std::nullopt;
  const auto setting = "routines." + std::string{one.name};
  const auto cron = schedule_of_routine(text);
  if (!cron) {
    throw std::invalid_argument(setting + ": " + text + ": " +
                                describe_schedule_refusal(Language::en, cron.error()));
  }
  const auto misfire = parse_misfire_policy(options.*one.misfire);
  if (!misfire) throw std::invalid_argument(setting + "_misfire: " + options.*one.misfire);
  return Routine{std::string{one.name}, *cron, *misfire};
}

}  // namespace

std::vector<Routine> routines_of(const RoutineOptions& options) {
  std::vector<Routine> routines;
  for (const auto& one : all_routines) {
    if (auto routine = declared(one, options)) routines.push_back(std::move(*routine));
  }
  return routines;
}

std::vector<DeclaredRoutine> house_routines(const RoutineParts& parts, Pace pace) {
  std::vector<DeclaredRoutine> routines;
  for (const auto& one : all_routines) {
    auto routine = one.pace == pace ? declared(one, parts.options.routines) : std::nullopt;
    if (!routine) continue;
    routines.push_back(
        {std::move(*routine),
         [parts, work = one.work](Instant planned, Instant now) { work(parts, planned, now); }});
  }
  return routines;
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

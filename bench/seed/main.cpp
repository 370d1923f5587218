// SPDX-License-Identifier: Apache-2.0
// seed --plans N --out DIRECTORY: a house with many plans, as it would be after years: see
// bench/README.md.
#include "bench/seed/patterns.hpp"
#include "core/clock.hpp"
#include "formats/plan_file.hpp"
#include "server/household.hpp"
#include "server/tokens.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "usecases/feed_cases.hpp"
#include "usecases/user_cases.hpp"
#include "workflow/policy.hpp"

#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace inspectord::bench {
namespace {

namespace fs = std::filesystem;

constexpr int most_patterns = 500;
constexpr std::size_t most_samples = 4'096;

struct Wish {
  int plans = 1'000;
  std::int64_t reminders = 0;  ///< 0: eighteen a plan.
  int office = 90;             ///< Percent by the policy of new plans; the others are older ones.
  fs::path directory;
  std::uint64_t seed = 1;
  std::string now;
};

/// What a client needs to use the house.
struct Keys {
  std::string planner, approver, clerk, feed;
  std::vector<CopiedPlan> notified, submitted;
};

Plan read_model() {
  std::ifstream file{fs::path{INSPECTORD_SOURCE_DIR} / "docs/first-plan.json", std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  auto plan = decode_plan(text.str());
  if (!plan) throw std::runtime_error("docs/first-plan.json cannot be read");
  return std::move(plan).value();
}

Instant today(const Wish& wish) {
  if (!wish.now.empty()) {
    const auto at = parse_rfc3339(wish.now);
    if (!at) throw std::runtime_error("--now: not an instant");
    return *at;
  }
  return std::chrono::floor<std::chrono::days>(SystemClock{}.now());
}

std::string new_token(Writer& writer, const std::string& user, Instant now, const House& house) {
  const auto token = make_token(house.random);
  const auto issued = writer.run([&](Transaction& tx) {
    return issue_token(tx, user, token.hash, "bench", std::nullopt, now, house);
  });
  if (!issued) throw std::runtime_error("no token for " + user);
  return token.text.reveal();
}

std::string new_feed(Writer& writer, const Actor& planner, Instant now, const House& house) {
  const auto token = make_feed_token(house.random);
  const auto made = writer.run([&](Transaction& tx) {
    return create_feed(tx, {.label = "bench"}, token.hash, planner, now, house);
  });
  if (!made) throw std::runtime_error("no feed");
  return token.text.reveal();
}

SqliteOptions careless() {
  SqliteOptions options;
  options.sync = SqliteOptions::Sync::off;
  return options;
}

/// What each of the patterns has in it, so that all together bring the reminders wished for.
std::vector<Size> sizes_of(const Wish& wish, int patterns) {
  const double wanted =
      wish.reminders > 0 ? static_cast<double>(wish.reminders) / wish.plans : Size{}.reminders();
  std::vector<Size> sizes;
  double owed = 0;
  for (int i = 0; i < patterns; ++i) {
    owed += wanted;
    Size size{.communes = 1, .duties = owed >= 14};
    while (size.reminders() + size.reminders() / size.communes <= owed) ++size.communes;
    owed -= size.reminders();
    sizes.push_back(size);
  }
  return sizes;
}

/// The share by the policy of new plans (working days of the recipient) lies evenly over the years.
std::string_view policy_of(const Wish& wish, int no) {
  const bool is_new = (no + 1) * wish.office / 100 > no * wish.office / 100;
  return is_new ? policy_of_new_plans : std::string_view{civil_14_7_3_1().key};
}

std::vector<Pattern> issue_patterns(const Wish& wish, const fs::path& file, Instant now,
                                    const House& house, Keys& keys) {
  auto connection = open_sqlite(file, careless());
  (void)migrate(*connection, now);
  Writer writer{std::move(connection)};
  const auto staff = demonstration_staff(writer, now, house);
  keys.planner = new_token(writer, staff.planner.name, now, house);
  keys.approver = new_token(writer, staff.approver.name, now, house);
  keys.clerk = new_token(writer, staff.clerk.name, now, house);
  keys.feed = new_feed(writer, staff.planner, now, house);
  Patterns patterns{writer, house, staff, read_model(), now};
  const int count = std::min(wish.plans, most_patterns);
  const auto sizes = sizes_of(wish, count);
  std::vector<Pattern> issued;
  for (int no = 0; no < count; ++no)
    issued.push_back(
        patterns.issue(no, count, sizes[static_cast<std::size_t>(no)], policy_of(wish, no)));
  patterns.settle_past();
  return issued;
}

/// The patterns' database as the house's, without a log, a lock and syncs: fast, and not safe at a
/// power loss. The file is synced at the end, and a run that was cut short is begun anew. Attached,
/// because what is opened as a database of the house keeps its log.
std::unique_ptr<Connection> open_in_haste(const fs::path& patterns, const fs::path& file) {
  open_sqlite(patterns, careless())->script("VACUUM INTO '" + file.string() + "'");
  for (const char* part : {"", "-wal", "-shm"}) fs::remove(patterns.string() + part);
  auto db = open_sqlite(":memory:");
  db->script("PRAGMA foreign_keys = OFF; ATTACH '" + file.string() +
             "' AS house;"
             "PRAGMA house.journal_mode = OFF; PRAGMA house.synchronous = OFF;"
             "PRAGMA house.locking_mode = EXCLUSIVE; PRAGMA house.cache_size = -1500000;");
  return db;
}

void note(std::vector<CopiedPlan>& sample, const CopiedPlan& plan, std::size_t place,
          std::size_t all) {
  const auto step = std::max<std::size_t>(1, all / most_samples);
  if (place % step == 0 && sample.size() < most_samples) sample.push_back(plan);
}

CopiedPlan itself(Connection& db, PlanId pattern) {
  const auto tasks = db.query("SELECT id FROM tasks WHERE plan = $1", pattern);
  return {.plan = pattern,
          .task = tasks.empty() ? std::nullopt : std::optional{tasks.front().id<TaskId>(0)}};
}

void copy_all(const Wish& wish, Connection& db, const std::vector<Pattern>& patterns,
              Random& random, Keys& keys) {
  const auto count = patterns.size();
  const auto plans = static_cast<std::size_t>(wish.plans);
  std::size_t made = count;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& pattern = patterns[i];
    const bool drafted = pattern.state == PlanState::drafted;
    auto& sample = pattern.submitted ? keys.submitted : keys.notified;
    const auto all = plans / (pattern.submitted ? 25 : 1);
    db.begin_write();
    if (!drafted || pattern.submitted) note(sample, itself(db, pattern.id), 0, all);
    const PlanCopies copies{db, pattern.id, pattern.names, pattern.journal};
    for (; made < count + (plans - count) * (i + 1) / count; ++made) {
      CopyNames names{"luu-tru-" + std::to_string(made), std::to_string(made) + "/KH-SNV"};
      if (drafted) names.number.clear();
      const auto copy = copies.write(db, names, random);
      if (!drafted || pattern.submitted) note(sample, copy, made, all);
    }
    db.commit();
    if (i % 50 == 49 && plans > count)
      std::cerr << "seed: " << made << " of " << plans << " plans\n";
  }
}

std::int64_t count_of(Connection& db, const std::string& what) {
  return db.query("SELECT count(*) FROM " + what).at(0).integer(0);
}

JsonArray ids_of(const std::vector<CopiedPlan>& plans, bool tasks) {
  JsonArray ids;
  for (const auto& one : plans) {
    if (!tasks) ids.emplace_back(one.plan.to_string());
    if (tasks && one.task) ids.emplace_back(one.task->to_string());
  }
  return ids;
}

void write_keys(const Wish& wish, const fs::path& file, const Keys& keys) {
  const auto db = open_sqlite(file);
  JsonObject rows;
  for (const char* table : {"plans", "visits", "duties", "reminders", "messages", "agencies",
                            "reminders WHERE state = 'planned'"}) {
    rows.emplace_back(table, count_of(*db, table));
  }
  const JsonObject json{
      {"rows", rows},
      {"bytes", static_cast<std::int64_t>(fs::file_size(file))},
      {"tokens",
       JsonObject{{"planner", keys.planner}, {"approver", keys.approver}, {"clerk", keys.clerk}}},
      {"feed", keys.feed},
      {"plans", ids_of(keys.notified, false)},
      {"tasks", ids_of(keys.notified, true)},
      {"submitted", ids_of(keys.submitted, false)}};
  std::ofstream{wish.directory / "seed.json"} << write_json(json) << "\n";
  std::cerr << "seed: " << write_json(rows) << "\n";
}

void sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 || ::fsync(file) != 0) throw std::runtime_error("cannot sync " + path.string());
  ::close(file);
}

void seed(const Wish& wish) {
  if (wish.plans < 100) throw std::runtime_error("--plans: 100 or more");
  const auto file = wish.directory / "inspectord.db";
  fs::create_directories(wish.directory);
  if (fs::exists(file)) throw std::runtime_error(file.string() + " is there already");
  const Instant now = today(wish);
  SeededRandom random{wish.seed};
  const Household household{{}, random};
  Keys keys;
  const auto first = wish.directory / "patterns.db";
  const auto patterns = issue_patterns(wish, first, now, household.house(), keys);
  std::cerr << "seed: " << patterns.size() << " plans by acts\n";
  copy_all(wish, *open_in_haste(first, file), patterns, random, keys);
  write_keys(wish, file, keys);
  sync(file);
  sync(wish.directory);
}

}  // namespace
}  // namespace inspectord::bench

int main(int count, char** arguments) {
  inspectord::bench::Wish wish;
  CLI::App command{"A house with many plans, as it would be after years", "seed"};
  command.add_option("--plans", wish.plans, "how many plans; 100 or more")->required();
  command.add_option("--reminders", wish.reminders, "about so many rows of the ledger");
  command
      .add_option("--office", wish.office,
                  "percent of the plans by the policy of new plans; the others by calendar days")
      ->check(CLI::Range(0, 100));
  command.add_option("--out", wish.directory, "the directory of the new house")->required();
  command.add_option("--seed", wish.seed, "the same seed and now: the same house");
  command.add_option("--now", wish.now, "the instant it is made for; default: this midnight, UTC");
  CLI11_PARSE(command, count, arguments);
  try {
    inspectord::bench::seed(wish);
  } catch (const std::exception& error) {
    std::cerr << "seed: " << error.what() << "\n";
    return 1;
  }
}

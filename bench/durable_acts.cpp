// SPDX-License-Identifier: Apache-2.0
// How many acts a second become durable, in process, beside what the disk allows: see
// bench/README.md.
#include "bench/raw_sync.hpp"
#include "core/clock.hpp"
#include "storage/journal.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/writer.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace inspectord::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int plan_count = 1'000;
constexpr int in_flight[] = {1, 64, 256};

Instant now() {
  return SystemClock{}.now();
}

/// What every act needs: the plans there are, and chance. The random source is used on the writer's
/// thread.
struct World {
  std::vector<PlanId> plans;
  SeededRandom random{42};
  std::size_t next = 0;

  PlanId some_plan() { return plans[next++ * 7'919 % plans.size()]; }
};

void bare(Transaction& tx, World& world) {
  const Instant at = now();
  const auto plan = world.some_plan();
  tx.execute("UPDATE bench_states SET version = version + 1, state = $2 WHERE id = $1", plan,
             "approved");
  tx.execute("INSERT INTO bench_events(id, plan_id, at, what) VALUES ($1, $2, $3, $4)",
             Id<struct EventTag>::make(at, world.random), plan, at, "plan.approved");
  tx.execute("INSERT INTO bench_messages(id, plan_id, due_at, state) VALUES ($1, $2, $3, 'queued')",
             MessageId::make(at, world.random), plan, at);
}

/// Reads a plan of 4 KiB, checks its version, writes it back, journals before and after, plans four
/// reminders, queues a message of 1 KiB.
void full(Transaction& tx, World& world) {
  const Instant at = now();
  const auto plan = world.some_plan();
  const auto row = tx.query("SELECT version, body FROM bench_plans WHERE id = $1", plan).at(0);
  auto edited = row.text(1);
  edited[world.next * 31 % edited.size()] ^= 1;
  if (tx.execute(
          "UPDATE bench_plans SET version = version + 1, body = $3 WHERE id = $1 AND version = $2",
          plan, row.integer(0), edited) != 1) {
    throw std::logic_error("stale");
  }
  JournalEntry entry{.at = at,
                     .actor = {},
                     .what = "plan.approved",
                     .subject = Subject::of("plan", plan),
                     .why = {},
                     .before = R"({"state":"drafted","version":1})",
                     .after = R"({"state":"approved","version":2})"};
  journal::append(tx, entry, world.random);
  for (int i = 0; i < 4; ++i) {
    tx.execute("INSERT INTO bench_reminders(id, plan_id, due_at, rule) VALUES ($1, $2, $3, $4)",
               ReminderId::make(at, world.random), plan,
               from_millis(to_millis(at) + i * 86'400'000), "T-7");
  }
  static const std::string body(1'024, 'm');
  tx.execute(
      "INSERT INTO bench_messages(id, plan_id, due_at, state, body) VALUES ($1, $2, $3, 'queued', "
      "$4)",
      MessageId::make(at, world.random), plan, at, body);
}

using Work = void (*)(Transaction&, World&);

/// What ended, on its way back from the writer to the one who asked.
class Mailbox {
 public:
  void put(std::vector<WriterAct*> acts) {
    const std::lock_guard lock{mutex_};
    acts_.insert(acts_.end(), acts.begin(), acts.end());
    changed_.notify_one();
  }
  std::vector<WriterAct*> take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !acts_.empty(); });
    return std::exchange(acts_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<WriterAct*> acts_;
};

class Job final : public WriterAct {
 public:
  Job(Work work, World& world) : work_(work), world_(world) {}
  bool act(Transaction& tx) override {
    work_(tx, world_);
    return true;
  }
  void finish() noexcept override {
    if (ending() != Ending::committed) std::abort();
  }

 private:
  Work work_;
  World& world_;
};

/// The database of the whole run, as the service opens it.
class Bench {
 public:
  explicit Bench(const std::filesystem::path& path) {
    SqliteOptions options;
    options.keep_wal = true;
    auto connection = open_sqlite(path, options);
    (void)migrate(*connection, now());
    connection->script(
        "CREATE TABLE bench_states (id BLOB PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT "
        "NULL)"
        " STRICT, WITHOUT ROWID;"
        "CREATE TABLE bench_plans (id BLOB PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT "
        "NULL) STRICT;"
        "CREATE TABLE bench_events (id BLOB PRIMARY KEY, plan_id BLOB NOT NULL, at INTEGER NOT "
        "NULL, what TEXT NOT NULL)"
        " STRICT, WITHOUT ROWID;"
        "CREATE TABLE bench_messages (id BLOB PRIMARY KEY, plan_id BLOB NOT NULL, due_at INTEGER "
        "NOT NULL,"
        " state TEXT NOT NULL, body TEXT) STRICT, WITHOUT ROWID;"
        "CREATE TABLE bench_reminders (id BLOB PRIMARY KEY, plan_id BLOB NOT NULL, due_at INTEGER "
        "NOT NULL,"
        " rule TEXT NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX bench_reminders_due ON bench_reminders(due_at, id);");
    connection->begin_write();
    for (int i = 0; i < plan_count; ++i) {
      world_.plans.push_back(PlanId::make(now(), world_.random));
      connection->execute("INSERT INTO bench_states(id, version, state) VALUES ($1, 1, 'drafted')",
                          world_.plans.back());
      connection->execute("INSERT INTO bench_plans(id, version, body) VALUES ($1, 1, $2)",
                          world_.plans.back(), std::string(4'096, 'p'));
    }
    connection->commit();
    writer_ = std::make_unique<Writer>(std::move(connection), [this](std::vector<WriterAct*> acts) {
      mailbox_.put(std::move(acts));
    });
  }

  /// Acts per second with so many always on their way.
  double measure(Work work, int flying, std::chrono::milliseconds how_long) {
    std::deque<Job> jobs;
    std::vector<WriterAct*> ready;
    for (int i = 0; i < flying; ++i) ready.push_back(&jobs.emplace_back(work, world_));
    const auto start = Clock::now();
    long done = 0;
    int out = 0;
    while (Clock::now() - start < how_long || out > 0) {
      const bool more = Clock::now() - start < how_long;
      if (more) {
        writer_->submit(ready);
        out += static_cast<int>(ready.size());
      }
      if (out == 0) break;
      ready = mailbox_.take();
      finish_all(ready);
      out -= static_cast<int>(ready.size());
      done += static_cast<long>(ready.size());
    }
    return static_cast<double>(done) / std::chrono::duration<double>(Clock::now() - start).count();
  }

 private:
  World world_;
  Mailbox mailbox_;
  std::unique_ptr<Writer> writer_;
};

struct Measured {
  const char* name;
  int flying;
  Work work;
  std::vector<double> acts, before, after, ratios;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print_list(const char* name, const std::vector<double>& values, const char* end) {
  std::printf("\"%s\":[", name);
  for (std::size_t i = 0; i < values.size(); ++i) std::printf("%s%.3f", i ? "," : "", values[i]);
  std::printf("]%s", end);
}

void report(const std::vector<Measured>& all) {
  std::fprintf(stderr, "%-6s %9s %12s %12s %8s   ratios\n", "act", "in flight", "acts/s", "raw/s",
               "ratio");
  std::printf("[");
  for (const auto& m : all) {
    std::fprintf(stderr, "%-6s %9d %12.0f %12.0f %8.2f  ", m.name, m.flying, median(m.acts),
                 median(m.before), median(m.ratios));
    for (const double ratio : m.ratios) std::fprintf(stderr, " %.2f", ratio);
    std::fprintf(stderr, "\n");
    std::printf("%s{\"act\":\"%s\",\"in_flight\":%d,\"ratio\":%.3f,",
                &m == &all.front() ? "" : ",\n", m.name, m.flying, median(m.ratios));
    print_list("acts_per_s", m.acts, ",");
    print_list("raw_before_per_s", m.before, ",");
    print_list("raw_after_per_s", m.after, ",");
    print_list("ratios", m.ratios, "}");
  }
  std::printf("]\n");
}

void run(const std::filesystem::path& directory, int rounds, std::chrono::milliseconds how_long,
         const std::string& only) {
  RawSync raw{directory / "raw"};
  Bench bench{directory / "bench.db"};
  std::vector<Measured> all;
  for (const int flying : in_flight) all.push_back({"bare", flying, &bare, {}, {}, {}, {}});
  for (const int flying : in_flight) all.push_back({"full", flying, &full, {}, {}, {}, {}});
  std::erase_if(all, [&](const Measured& m) { return !only.empty() && only != m.name; });
  for (int round = 0; round < rounds; ++round) {
    double before = raw.measure(how_long / 2);
    for (auto& m : all) {
      const double acts = bench.measure(m.work, m.flying, how_long);
      const double after = raw.measure(how_long / 2);
      m.acts.push_back(acts);
      m.before.push_back(before);
      m.after.push_back(after);
      m.ratios.push_back(acts / ((before + after) / 2));
      before = after;
    }
    std::fprintf(stderr, "round %d of %d\n", round + 1, rounds);
  }
  report(all);
}

}  // namespace
}  // namespace inspectord::bench

/// durable_acts [DIRECTORY [ROUNDS [MILLISECONDS [ACT]]]]: the directory decides which disk is
/// measured.
int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  const fs::path parent = count > 1 ? fs::path{arguments[1]} : fs::current_path();
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 5;
  const int millis = count > 3 ? std::atoi(arguments[3]) : 1'000;
  const auto directory = parent / ("durable_acts." + std::to_string(::getpid()));
  fs::create_directory(directory);
  try {
    inspectord::bench::run(directory, rounds, std::chrono::milliseconds{millis},
                           count > 4 ? arguments[4] : "");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    fs::remove_all(directory);
    return 1;
  }
  fs::remove_all(directory);
}

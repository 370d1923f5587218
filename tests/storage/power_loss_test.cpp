// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/writer.hpp"
#include "tests/support/power_loss_vfs.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace inspectord {
namespace {

const Instant now = from_millis(1'700'000'000'000);

struct Conditions {
  SqliteOptions::Sync sync = SqliteOptions::Sync::full;
  bool lying_sync = false;
  bool stops = false;  ///< The service is stopped after a while, whether or not the power failed.
};

/// What became of the acts over one or more power losses.
struct Findings {
  int acknowledged = 0;
  int lost = 0;     ///< Acknowledged, and not there.
  int doubled = 0;  ///< There more than once.
  int torn = 0;     ///< There in part.
  int broken = 0;   ///< Databases that do not open or are not intact.

  bool clean() const { return lost + doubled + torn + broken == 0; }
  Findings& operator+=(const Findings& more) {
    acknowledged += more.acknowledged;
    lost += more.lost;
    doubled += more.doubled;
    torn += more.torn;
    broken += more.broken;
    return *this;
  }
};

std::ostream& operator<<(std::ostream& out, const Findings& f) {
  return out << f.acknowledged << " acknowledged, " << f.lost << " lost, " << f.doubled
             << " doubled, " << f.torn << " torn, " << f.broken << " broken";
}

/// A new database, made once and copied for each seed.
class Template {
 public:
  Template() {
    const auto connection = open_sqlite(directory_ / "a.db");
    (void)migrate(*connection, now);
    connection->script(
        "CREATE TABLE entries (id INTEGER NOT NULL, body BLOB NOT NULL) STRICT;"
        "CREATE INDEX entries_by_id ON entries(id);"
        "CREATE TABLE total (count INTEGER NOT NULL) STRICT;"
        "INSERT INTO total VALUES (0);");
  }
  void copy_to(const std::filesystem::path& directory) const {
    std::filesystem::copy(directory_ / "a.db", directory / "a.db");
  }

 private:
  TemporaryDirectory directory_;
};

/// One act: three tables, which must tell the same story afterwards.
void enter(Transaction& transaction, std::int64_t id, std::size_t size, Random& random) {
  transaction.execute("INSERT INTO entries(id, body) VALUES ($1, $2)", id,
                      Blob{std::string(size, 'x')});
  transaction.execute("UPDATE total SET count = count + 1");
  JournalEntry entry;
  entry.at = now;
  entry.what = "entry.made";
  entry.subject = {"entry", {}};
  entry.after = std::to_string(id);
  journal::append(transaction, entry, random);
}

/// Writes until the power fails; the ids of the acts that were acknowledged.
class Session {
 public:
  Session(const std::filesystem::path& directory, PowerLossDisk& disk, Conditions conditions,
          std::uint64_t seed)
      : disk_(disk), vfs_(disk), stops_(conditions.stops), chance_(seed), random_(seed) {
    SqliteOptions options;
    options.vfs = vfs_.name();
    options.sync = conditions.sync;
    options.keep_wal = true;
    options.wal_frames = 64;
    options.checkpoint_at = 24;
    disk_.lose_power_after(1 + static_cast<int>(chance_() % 200));
    try {
      auto connection = open_sqlite(directory / "a.db", options);
      options.keep_wal = false;
      reader_ = open_sqlite(directory / "a.db", options);
      writer_ = std::make_unique<Writer>(std::move(connection));
    } catch (const StorageError&) {
      EXPECT_FALSE(disk_.has_power());
    }
  }

  std::set<std::int64_t> work(std::int64_t next_id) {
    int rounds = 0;
    while (disk_.has_power() && writer_ && writer_->healthy()) {
      if (stops_ && ++rounds > 6) break;
      for (auto burst = chance_() % 6; burst > 0; --burst) submit(next_id++);
      try {
        (void)writer_->run([](Transaction&) { return false; });
        look();
      } catch (const StorageError&) {
        EXPECT_FALSE(disk_.has_power());
      }
    }
    if (writer_) writer_->stop();
    if (reading_ && stops_) reader_->end_read();
    return acknowledged_;
  }

 private:
  void submit(std::int64_t id) {
    writer_->spawn(
        [this, id, size = chance_() % 3'000](Transaction& tx) { enter(tx, id, size, random_); },
        [this, id](Ending ending, const std::exception_ptr&) {
          if (ending == Ending::committed) acknowledged_.insert(id);
        });
  }

  /// A reader that sometimes holds on to an old moment, so that the log cannot begin anew.
  void look() {
    if (chance_() % 4 != 0) return;
    if (reading_)
      reader_->end_read();
    else
      reader_->begin_read();
    reading_ = !reading_;
  }

  PowerLossDisk& disk_;
  PowerLossVfs vfs_;
  const bool stops_;
  std::mt19937_64 chance_;
  SeededRandom random_;
  std::set<std::int64_t> acknowledged_;  // Touched by the writer's thread until it stopped.
  bool reading_ = false;
  std::unique_ptr<Connection> reader_;
  std::unique_ptr<Writer> writer_;
};

std::int64_t count(Connection& connection, std::string_view sql) {
  return connection.query(sql).at(0).integer(0);
}

Findings examine(const std::filesystem::path& path, const std::set<std::int64_t>& acknowledged) {
  Findings found;
  found.acknowledged = static_cast<int>(acknowledged.size());
  try {
    const auto connection = open_sqlite(path);
    if (connection->query("PRAGMA integrity_check").at(0).text(0) != "ok") return {.broken = 1};
    for (const auto id : acknowledged) {
      if (connection->query("SELECT 1 FROM entries WHERE id = $1", id).empty()) ++found.lost;
    }
    found.doubled = static_cast<int>(
        count(*connection,
              "SELECT count(*) FROM (SELECT id FROM entries GROUP BY id HAVING count(*) > 1)"));
    const auto entries = count(*connection, "SELECT count(*) FROM entries");
    found.torn += count(*connection, "SELECT count FROM total") != entries;
    found.torn += count(*connection, "SELECT count(*) FROM journal") != entries;
  } catch (const StorageError&) {
    found.broken = 1;
  }
  return found;
}

/// Several power losses in a row, each on what the one before left.
Findings lose_power(const Template& fresh, Conditions conditions, std::uint64_t seed) {
  auto directory = std::make_unique<TemporaryDirectory>();
  fresh.copy_to(directory->path());
  std::set<std::int64_t> acknowledged;
  Findings found;
  for (std::uint64_t loss = 0; loss < 2 && found.clean(); ++loss) {
    PowerLossDisk disk{conditions.lying_sync};
    const auto more = Session{directory->path(), disk, conditions, seed * 7 + loss}.work(
        static_cast<std::int64_t>(loss) * 100'000);
    acknowledged.insert(more.begin(), more.end());
    auto left = std::make_unique<TemporaryDirectory>();
    disk.leave_in(left->path(), seed);
    directory = std::move(left);
    // Looked at in a copy: looking would repair it for the next loss.
    const TemporaryDirectory copy;
    std::filesystem::copy(directory->path(), copy.path() / "seen");
    found = examine(copy.path() / "seen" / "a.db", acknowledged);
  }
  return found;
}

Findings lose_power_often(Conditions conditions, int seeds) {
  const Template fresh;
  Findings all;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto found = lose_power(fresh, conditions, static_cast<std::uint64_t>(seed));
    if (!found.clean() && !conditions.lying_sync && conditions.sync == SqliteOptions::Sync::full) {
      ADD_FAILURE() << "seed " << seed << ": " << found;
    }
    all += found;
  }
  return all;
}

/// INSPECTORD_POWER_LOSSES sets the number of seeds for a long run.
int seeds() {
  const char* wanted = std::getenv("INSPECTORD_POWER_LOSSES");
  return wanted ? std::atoi(wanted) : 40;
}

}  // namespace

TEST(PowerLoss, LosesNothingAcknowledgedAndDoublesNothing) {
  const auto found = lose_power_often({}, seeds());
  EXPECT_TRUE(found.clean()) << found;
  EXPECT_GT(found.acknowledged, seeds() * 20) << "the power failed before anything was done";
}

TEST(PowerLoss, LosesNothingWhereTheLogIsEmptiedAtAStop) {
  const auto found = lose_power_often({.stops = true}, seeds() / 2);
  EXPECT_TRUE(found.clean()) << found;
  EXPECT_GT(found.acknowledged, seeds() * 5);
}

TEST(PowerLoss, IsNoticedWithoutSynchronousWrites) {
  const auto found = lose_power_often({.sync = SqliteOptions::Sync::off}, 25);
  EXPECT_GT(found.lost + found.broken, 0) << found;
}

TEST(PowerLoss, IsNoticedWhenSyncDoesNothing) {
  const auto found = lose_power_often({.lying_sync = true}, 25);
  EXPECT_GT(found.lost + found.broken, 0) << found;
}

}  // namespace inspectord

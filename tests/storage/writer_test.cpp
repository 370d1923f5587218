// SPDX-License-Identifier: Apache-2.0
#include "storage/writer.hpp"

#include "core/refusal.hpp"
#include "storage/journal.hpp"
#include "storage/migrations.hpp"
#include "storage/snapshots.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace inspectord {
namespace {

constexpr Reason not_today{"not_today", RefusalKind::conflict};
const Instant now = from_millis(1'700'000'000'000);

/// A database whose commit can be made to fail.
class Fragile final : public Connection {
 public:
  explicit Fragile(std::unique_ptr<Connection> inner) : inner_(std::move(inner)) {}

  std::optional<StorageError> next_commit;
  std::optional<StorageError> next_begin;
  std::optional<StorageError> next_tidy;

  Rows run(std::string_view sql, std::span<const Parameter> p) override {
    return inner_->run(sql, p);
  }
  std::int64_t change(std::string_view sql, std::span<const Parameter> p) override {
    return inner_->change(sql, p);
  }
  std::int64_t add(std::string_view sql, std::span<const Parameter> p) override {
    return inner_->add(sql, p);
  }
  void script(std::string_view sql) override { inner_->script(sql); }
  void begin_write() override {
    fail(next_begin);
    inner_->begin_write();
  }
  void begin_read() override { inner_->begin_read(); }
  void end_read() override { inner_->end_read(); }
  void commit() override {
    fail(next_commit);
    inner_->commit();
  }
  void rollback() override { inner_->rollback(); }
  bool in_transaction() const override { return inner_->in_transaction(); }
  void savepoint() override { inner_->savepoint(); }
  void release_savepoint() override { inner_->release_savepoint(); }
  void rollback_savepoint() override { inner_->rollback_savepoint(); }
  void tidy() override { fail(next_tidy); }

 private:
  static void fail(std::optional<StorageError>& error) {
    if (error) throw std::exchange(error, std::nullopt).value();
  }

  std::unique_ptr<Connection> inner_;
};

std::unique_ptr<Connection> new_database(const std::filesystem::path& path) {
  auto connection = open_sqlite(path);
  (void)migrate(*connection, now);
  connection->script(
      "CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, who INTEGER) STRICT");
  return connection;
}

void keep(Transaction& transaction, int id, int who = 0) {
  transaction.execute("INSERT INTO kept(id, who) VALUES ($1, $2)", id, who);
}

std::set<std::int64_t> kept(Connection& connection) {
  std::set<std::int64_t> ids;
  for (const auto& row : connection.query("SELECT id FROM kept")) ids.insert(row.integer(0));
  return ids;
}

/// Holds the writer's thread within an act, so that others queue behind it.
class Gate {
 public:
  void hold(Writer& writer) {
    writer.spawn([this](Transaction&) {
      entered_.set_value();
      opened_.get_future().wait();
    });
    entered_.get_future().wait();
  }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

class WriterTest : public testing::Test {
 protected:
  std::set<std::int64_t> on_disk() { return kept(*open_sqlite(directory / "a.db")); }

  TemporaryDirectory directory;
  Writer writer{new_database(directory / "a.db")};
};

}  // namespace

TEST_F(WriterTest, KeepsWhatAnActWrote) {
  writer.run([](Transaction& tx) { keep(tx, 1); });
  EXPECT_EQ(on_disk(), (std::set<std::int64_t>{1}));
  EXPECT_EQ(writer.commits(), 1u);
  EXPECT_EQ(writer.acts(), 1u);
}

TEST_F(WriterTest, GivesBackWhatTheActReturned) {
  EXPECT_EQ(writer.run([](Transaction&) { return std::string{"yes"}; }), "yes");
  const auto refused = writer.run([](Transaction& tx) -> Result<int> {
    keep(tx, 1);
    return Refusal{not_today};
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), not_today);
  EXPECT_TRUE(on_disk().empty());
  EXPECT_EQ(writer.commits(), 1u) << "a batch of refusals alone needs no commit";
}

TEST_F(WriterTest, RollsBackAThrowingActAndGoesOn) {
  EXPECT_THROW(writer.run([](Transaction& tx) {
    keep(tx, 1);
    throw std::out_of_range("no");
  }),
               std::out_of_range);
  writer.run([](Transaction& tx) { keep(tx, 2); });
  EXPECT_EQ(on_disk(), (std::set<std::int64_t>{2}));
  EXPECT_TRUE(writer.healthy());
}

TEST_F(WriterTest, RollsBackTheRefusedAndTheThrowingAloneWithinOneCommit) {
  Gate gate;
  gate.hold(writer);
  std::vector<std::pair<int, Ending>> ended;
  for (int id = 1; id <= 6; ++id) {
    writer.spawn(
        [id](Transaction& tx) -> bool {
          keep(tx, id);
          if (id == 2) throw std::runtime_error("no");
          if (id == 4) keep(tx, 1);  // A constraint says no.
          return id != 3;
        },
        [&ended, id](Ending ending, const std::exception_ptr&) { ended.emplace_back(id, ending); });
  }
  gate.open();
  writer.stop();
  EXPECT_EQ(on_disk(), (std::set<std::int64_t>{1, 5, 6}));
  EXPECT_EQ(writer.commits(), 2u);
  const std::vector<std::pair<int, Ending>> expected = {
      {1, Ending::committed}, {2, Ending::failed},    {3, Ending::refused},
      {4, Ending::failed},    {5, Ending::committed}, {6, Ending::committed}};
  EXPECT_EQ(ended, expected);
}

TEST_F(WriterTest, CommitsTogetherWhatQueuedMeanwhileInOrder) {
  Gate gate;
  gate.hold(writer);
  std::vector<int> order;
  for (int id = 0; id < 300; ++id) {
    writer.spawn([id](Transaction& tx) { keep(tx, id); },
                 [&order, id](Ending, const std::exception_ptr&) { order.push_back(id); });
  }
  EXPECT_EQ(writer.waiting(), 300u);
  gate.open();
  writer.stop();
  EXPECT_EQ(writer.commits(), 3u) << "the gate, 256, and the 44 that are left";
  std::vector<int> expected(300);
  for (int id = 0; id < 300; ++id) expected[static_cast<std::size_t>(id)] = id;
  EXPECT_EQ(order, expected);
  EXPECT_EQ(on_disk().size(), 300u);
}

TEST_F(WriterTest, AnswersOnlyAfterTheCommit) {
  const auto reader = open_sqlite(directory / "a.db");
  bool there = false;
  writer.spawn([](Transaction& tx) { keep(tx, 1); },
               [&](Ending, const std::exception_ptr&) { there = kept(*reader).contains(1); });
  writer.stop();
  EXPECT_TRUE(there);
}

TEST_F(WriterTest, SeesWhatTheActBeforeItInTheSameCommitWrote) {
  Gate gate;
  gate.hold(writer);
  std::size_t seen = 0;
  writer.spawn([](Transaction& tx) { keep(tx, 1); });
  writer.spawn([&](Transaction& tx) { seen = kept(tx).size(); });
  gate.open();
  writer.stop();
  EXPECT_EQ(seen, 1u);
}

TEST_F(WriterTest, RefusesWhatComesAfterItStopped) {
  writer.stop();
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  EXPECT_TRUE(on_disk().empty());
}

TEST_F(WriterTest, FailsTheBatchOfAnActThatEndsTheTransaction) {
  EXPECT_THROW(writer.run([](Transaction& tx) { tx.rollback(); }), StorageError);
  writer.run([](Transaction& tx) { keep(tx, 2); });
  EXPECT_EQ(on_disk(), (std::set<std::int64_t>{2}));
}

TEST_F(WriterTest, ServesManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 64; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const auto returned = writer.run([&](Transaction& tx) -> Result<int> {
          keep(tx, t * 100 + i, t);
          if (i % 5 == 4) return Refusal{not_today};
          return i;
        });
        EXPECT_EQ(returned.has_value(), i % 5 != 4);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(on_disk().size(), 64u * 16u);
  EXPECT_EQ(writer.acts(), 64u * 16u);
  EXPECT_LT(writer.commits(), 64u * 16u) << "nothing was committed together";
}

TEST(Writer, DeliversAllAnswersOfACommitInOneCall) {
  const TemporaryDirectory directory;
  std::vector<std::size_t> deliveries;
  Writer writer{new_database(directory / "a.db"), [&](std::vector<WriterAct*> acts) {
                  deliveries.push_back(acts.size());
                  finish_all(acts);
                }};
  Gate gate;
  gate.hold(writer);
  for (int id = 0; id < 7; ++id) writer.spawn([id](Transaction& tx) { keep(tx, id); });
  gate.open();
  writer.stop();
  EXPECT_EQ(deliveries, (std::vector<std::size_t>{1, 7}));
}

TEST(Writer, FinishesABlockingActThoughNobodyRunsTheExecutor) {
  const TemporaryDirectory directory;
  Writer writer{new_database(directory / "a.db"),
                [](const std::vector<WriterAct*>&) { FAIL() << "delivered"; }};
  EXPECT_EQ(writer.run([](Transaction&) { return 5; }), 5);
}

TEST(Writer, TellsItsListenersTheLastEvent) {
  const TemporaryDirectory directory;
  std::vector<std::int64_t> told;
  Writer writer{new_database(directory / "a.db")};
  writer.on_commit([&](std::int64_t last_event) { told.push_back(last_event); });
  SeededRandom random{1};
  const auto append = [&](Transaction& tx) {
    journal::append(tx, {now, {}, "plan.approved", {"plan", {}}, {}, {}, {}}, random);
  };
  writer.run(append);
  writer.run([&](Transaction& tx) {
    append(tx);
    append(tx);
  });
  (void)writer.run([](Transaction&) { return false; });
  writer.stop();
  EXPECT_EQ(told, (std::vector<std::int64_t>{1, 3}));
}

TEST(Writer, AnswersAllWithUnavailableWhenTheCommitFails) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  auto& commit = fragile->next_commit;
  Writer writer{std::move(fragile)};
  Gate gate;
  gate.hold(writer);
  std::vector<Ending> ended;
  const auto heard = [&](Ending ending, const std::exception_ptr& failure) {
    EXPECT_TRUE(failure);
    ended.push_back(ending);
  };
  writer.spawn(
      [&](Transaction& tx) {
        keep(tx, 1);
        commit = StorageError{13, "disk full"};
      },
      heard);
  writer.spawn([&](Transaction&) { return false; }, heard);
  writer.spawn([&](Transaction&) { throw std::runtime_error("no"); }, heard);
  gate.open();
  writer.stop();
  EXPECT_EQ(ended, std::vector<Ending>(3, Ending::unavailable));
  EXPECT_TRUE(kept(*open_sqlite(directory / "a.db")).empty());
}

TEST(Writer, GoesOnAfterAFullDisk) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  fragile->next_commit = StorageError{13, "disk full"};
  Writer writer{std::move(fragile)};
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  EXPECT_TRUE(writer.healthy());
  writer.run([](Transaction& tx) { keep(tx, 2); });
  EXPECT_EQ(kept(*open_sqlite(directory / "a.db")), (std::set<std::int64_t>{2}));
}

TEST(Writer, SaysThatTheDiskTakesNothingUntilSomebodySawItMended) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  fragile->next_commit = StorageError{13, "disk full"};
  int heard = 0;
  bool refusing_when_heard = false;
  const Writer* known = nullptr;
  WriterOptions options;
  options.refused = [&] {
    ++heard;
    refusing_when_heard = known->refusing();
  };
  Writer writer{std::move(fragile), {}, options};
  known = &writer;
  EXPECT_FALSE(writer.refusing());
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  EXPECT_TRUE(writer.refusing());
  EXPECT_EQ(heard, 1);
  EXPECT_TRUE(refusing_when_heard);
  writer.run([](Transaction&) { return true; });
  EXPECT_TRUE(writer.refusing()) << "a commit of nothing says nothing of the disk";
  writer.mended();
  EXPECT_FALSE(writer.refusing());
}

TEST(Writer, WritesNothingMoreOnceAnotherPartGaveTheDiskUp) {
  const TemporaryDirectory directory;
  Writer writer{new_database(directory / "a.db")};
  writer.give_up(StorageError{5, "sync a file", true});
  EXPECT_FALSE(writer.healthy());
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  EXPECT_TRUE(kept(*open_sqlite(directory / "a.db")).empty());
}

TEST(Writer, NeverWritesAgainAfterAFailedSync) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  fragile->next_commit = StorageError{1034, "fsync failed", true};
  int told = 0;
  Writer writer{std::move(fragile), {}, {.failed = [&] { ++told; }}};
  EXPECT_EQ(told, 0);
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  EXPECT_FALSE(writer.healthy());
  EXPECT_EQ(told, 1);
  bool ran = false;
  EXPECT_THROW(writer.run([&](Transaction&) { ran = true; }), StorageError);
  EXPECT_FALSE(ran);
  EXPECT_EQ(told, 1) << "once";
  EXPECT_TRUE(kept(*open_sqlite(directory / "a.db")).empty());
}

TEST(Writer, NeverWritesAgainAfterAFailedCheckpoint) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  fragile->next_tidy = StorageError{1034, "fsync failed", true};
  int told = 0;
  Writer writer{std::move(fragile), {}, {.failed = [&] { ++told; }}};
  writer.run([](Transaction& tx) { keep(tx, 1); });
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 2); }), StorageError);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(kept(*open_sqlite(directory / "a.db")), (std::set<std::int64_t>{1}));
}

TEST(Writer, AnswersWhenTheDatabaseIsBusy) {
  const TemporaryDirectory directory;
  auto fragile = std::make_unique<Fragile>(new_database(directory / "a.db"));
  fragile->next_begin = StorageError{5, "busy"};
  Writer writer{std::move(fragile)};
  EXPECT_THROW(writer.run([](Transaction& tx) { keep(tx, 1); }), StorageError);
  writer.run([](Transaction& tx) { keep(tx, 2); });
  EXPECT_EQ(kept(*open_sqlite(directory / "a.db")), (std::set<std::int64_t>{2}));
}

TEST(Writer, PassesItsFailpointsAroundTheCommit) {
  const TemporaryDirectory directory;
  std::vector<std::string> points;
  WriterOptions options;
  options.failpoint = [&](std::string_view point) { points.emplace_back(point); };
  Writer writer{new_database(directory / "a.db"), {}, options};
  writer.run([](Transaction& tx) { keep(tx, 1); });
  writer.stop();
  EXPECT_EQ(points, (std::vector<std::string>{"commit.before", "commit.after"}));
}

TEST(Snapshots, ReadOneMomentWhileTheWriterGoesOn) {
  const TemporaryDirectory directory;
  Writer writer{new_database(directory / "a.db")};
  int opened = 0;
  Snapshots snapshots{[&] {
    ++opened;
    return open_sqlite(directory / "a.db");
  }};
  const auto seen = snapshots.with_snapshot([&](Snapshot& snapshot) {
    const auto before = kept(snapshot).size();
    writer.run([](Transaction& tx) { keep(tx, 1); });
    return std::pair{before, kept(snapshot).size()};
  });
  EXPECT_EQ(seen, (std::pair<std::size_t, std::size_t>{0, 0}));
  EXPECT_EQ(snapshots.with_snapshot([](Snapshot& snapshot) { return kept(snapshot).size(); }), 1u);
  EXPECT_EQ(opened, 1);
}

TEST(Snapshots, OpenMoreWhenSeveralReadAtOnce) {
  const TemporaryDirectory directory;
  Writer writer{new_database(directory / "a.db")};
  int opened = 0;
  Snapshots snapshots{[&] {
                        ++opened;
                        return open_sqlite(directory / "a.db");
                      },
                      1};
  {
    auto first = snapshots.begin();
    auto second = snapshots.begin();
    EXPECT_TRUE(kept(first.snapshot()).empty());
    EXPECT_TRUE(kept(second.snapshot()).empty());
  }
  (void)snapshots.begin();
  EXPECT_EQ(opened, 2);
}

}  // namespace inspectord

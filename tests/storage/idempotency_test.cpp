// SPDX-License-Identifier: Apache-2.0
#include "storage/idempotency.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/writer.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace inspectord {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant start = from_millis(1'700'000'000'000);

KeyedRequest keyed(const std::string& key, const std::string& request = "POST /x") {
  return {.key = sha256(key), .request = sha256(request)};
}

KeptAnswer answer(const std::string& text, const std::string& request = "POST /x") {
  return {.request = sha256(request), .status = 201, .sealed = false, .answer = text};
}

/// A house's log over a real file, opened anew at will.
class IdempotencyLogTest : public ::testing::Test {
 protected:
  IdempotencyLogTest() { open(); }

  void open() {
    log.reset();
    pool.reset();
    writer.reset();
    auto connection = open_sqlite(directory / "a.db");
    migrate(*connection, start);
    writer = std::make_unique<Writer>(std::move(connection));
    pool = std::make_unique<Snapshots>([this] {
      SqliteOptions options;
      options.use = SqliteOptions::Use::read;
      return open_sqlite(directory / "a.db", options);
    });
    log = std::make_unique<IdempotencyLog>();
  }
  void load() {
    log->begin_loading(*pool);
    log->wait_loaded();
  }
  void append(const std::string& key, const std::string& text, Instant at = start) {
    writer->run([&](Transaction& tx) { log->append(tx, keyed(key), answer(text), at); });
  }
  std::optional<KeptAnswer> find(const std::string& key) {
    return writer->run([&](Transaction& tx) { return log->find(tx, sha256(key)); });
  }
  int prune(Instant now) {
    const auto pruned =
        writer->run([&](Transaction& tx) { return IdempotencyLog::prune(tx, now); });
    log->forget(pruned);
    return static_cast<int>(pruned.rows.size());
  }

  TemporaryDirectory directory;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<Snapshots> pool;
  std::unique_ptr<IdempotencyLog> log;
};

TEST_F(IdempotencyLogTest, FindsAnAnswerByItsKeyAlone) {
  load();
  append("a", "first");
  EXPECT_EQ(find("a")->answer, "first");
  EXPECT_EQ(find("a")->request, sha256("POST /x"));
  EXPECT_FALSE(find("b"));
}

TEST_F(IdempotencyLogTest, ReadsTheLogUntilItsHashesAreLoaded) {
  append("a", "first");
  open();
  ASSERT_FALSE(log->loaded());
  EXPECT_EQ(find("a")->answer, "first");
  append("b", "second");
  load();
  ASSERT_TRUE(log->loaded());
  EXPECT_EQ(find("a")->answer, "first");
  EXPECT_EQ(find("b")->answer, "second");
}

TEST_F(IdempotencyLogTest, LoadsMoreThanOneSlice) {
  writer->run([&](Transaction& tx) {
    for (int i = 0; i < 10'001; ++i)
      log->append(tx, keyed(std::to_string(i)), answer(std::to_string(i)), start);
  });
  open();
  load();
  for (const auto* key : {"0", "9999", "10000"}) EXPECT_EQ(find(key)->answer, key);
}

TEST_F(IdempotencyLogTest, DoesNotFindWhatWasRolledBack) {
  load();
  const auto refused = writer->run([&](Transaction& tx) {
    log->append(tx, keyed("a"), answer("never"), start);
    return false;
  });
  EXPECT_FALSE(refused);
  EXPECT_FALSE(find("a"));
  append("b", "takes the place");
  EXPECT_FALSE(find("a"));
  EXPECT_EQ(find("b")->answer, "takes the place");
}

TEST_F(IdempotencyLogTest, IsPrunedAfterADayAndNotBefore) {
  load();
  EXPECT_EQ(log->due(), std::nullopt);
  append("a", "old", start);
  append("b", "young", start + hours{2});
  EXPECT_EQ(log->due(), start + hours{25});
  EXPECT_EQ(prune(start + hours{24} - minutes{1}), 0);
  EXPECT_EQ(find("a")->answer, "old");
  EXPECT_EQ(prune(start + hours{25}), 1);
  EXPECT_FALSE(find("a"));
  EXPECT_EQ(find("b")->answer, "young");
  EXPECT_EQ(log->due(), start + hours{27});
}

TEST_F(IdempotencyLogTest, IsPrunedInBoundedActs) {
  load();
  writer->run([&](Transaction& tx) {
    for (int i = 0; i < 1'200; ++i) log->append(tx, keyed(std::to_string(i)), answer("x"), start);
  });
  EXPECT_EQ(prune(start + hours{30}), 500);
  EXPECT_EQ(log->due(), start + hours{25}) << "there is more";
  EXPECT_EQ(prune(start + hours{30}), 500);
  EXPECT_EQ(prune(start + hours{30}), 200);
  EXPECT_EQ(log->due(), std::nullopt);
}

}  // namespace
}  // namespace inspectord

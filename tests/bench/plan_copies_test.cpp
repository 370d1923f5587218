// SPDX-License-Identifier: Apache-2.0
#include "bench/seed/plan_copies.hpp"

#include "bench/seed/patterns.hpp"
#include "formats/plan_file.hpp"
#include "server/household.hpp"
#include "storage/migrations.hpp"
#include "storage/plans.hpp"
#include "storage/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord::bench {
namespace {

Plan model() {
  std::ifstream file{INSPECTORD_SOURCE_DIR "/docs/first-plan.json", std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return decode_plan(text.str()).value();
}

std::unique_ptr<Connection> fresh_database(Instant now) {
  auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, now);
  return connection;
}

/// A notified plan, and a copy of it.
class PlanCopiesTest : public testing::Test {
 protected:
  PlanCopiesTest() {
    const auto staff = demonstration_staff(writer, now, household.house());
    planner = staff.planner;
    Patterns patterns{writer, household.house(), staff, model(), now};
    pattern = patterns.issue(0, 1, {});
    patterns.settle_past();
    copy = writer.run([&](Transaction& tx) {
      const PlanCopies copies{tx, pattern.id, pattern.names, pattern.journal};
      return copies.write(tx, {"ban-sao", "17/KH-SNV"}, random);
    });
  }

  PlanRecord record(PlanId id) {
    return writer.run([&](Transaction& tx) { return find_plan(tx, id); }).value();
  }

  const Instant now = parse_rfc3339("2026-11-25T00:00:00Z").value();
  SeededRandom random{5};
  const Household household{{}, random};
  Writer writer{fresh_database(now)};
  Actor planner;
  Pattern pattern;
  CopiedPlan copy;
};

TEST_F(PlanCopiesTest, HaveKeyNumberAndIdsOfTheirOwn) {
  const auto first = record(pattern.id);
  const auto second = record(copy.plan);

  EXPECT_EQ(second.content.key, "ban-sao");
  EXPECT_NE(second.content.title.find("ban-sao"), std::string::npos);
  EXPECT_EQ(second.number, "17/KH-SNV");
  EXPECT_EQ(second.state, PlanState::notified);
  ASSERT_EQ(second.visits.size(), first.visits.size());
  EXPECT_NE(second.visits[0].id, first.visits[0].id);
  EXPECT_EQ(second.visits[0].date, first.visits[0].date);
  EXPECT_EQ(second.tasks.at(0).id, copy.task);
}

TEST_F(PlanCopiesTest, WereSignedForTheContentThatTheyHave) {
  const auto second = record(copy.plan);

  EXPECT_NE(hash_content(second.content), hash_content(record(pattern.id).content));
  EXPECT_EQ(second.approval.value().content_hash, hash_content(second.content));
}

TEST_F(PlanCopiesTest, AreActedOnLikeAnyPlanAndTheirLedgerIsRight) {
  const auto outcome = writer.run([&](Transaction& tx) {
    return act_on_task(tx, *copy.task, std::nullopt, TaskAction::start, {}, planner, now,
                       household.house());
  });

  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ledger.planned, 0);
  EXPECT_EQ(outcome->ledger.dropped, 0);
  EXPECT_EQ(outcome->ledger.past, 0);
}

TEST_F(PlanCopiesTest, HaveAsGenuineAJournalAsTheirPattern) {
  const auto entries = [&](PlanId id) {
    return writer.run(
        [&](Transaction& tx) { return journal::read_of(tx, Subject::of("plan", id)); });
  };
  const auto copied = entries(copy.plan);

  EXPECT_EQ(copied.size(), entries(pattern.id).size());
  EXPECT_GE(copied.size(), 5u);
  EXPECT_TRUE(std::ranges::all_of(copied, journal::is_genuine));
}

TEST_F(PlanCopiesTest, PointToNothingThatIsNotThere) {
  const auto missing = writer.run([](Transaction& tx) {
    return tx.query("SELECT count(*) FROM pragma_foreign_key_check").at(0).integer(0);
  });

  EXPECT_EQ(missing, 0);
}

/// Fails for a new table with rows of plans that the copies do not know of.
TEST_F(PlanCopiesTest, HaveAsManyRowsAsTheirPatternInEveryTable) {
  int tables_with_plans = 0;
  writer.run([&](Transaction& tx) {
    const auto columns = tx.query(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table'");
    for (const auto& column : columns) {
      const auto count = [&](PlanId id) {
        return tx
            .query("SELECT count(*) FROM " + column.text(0) + " WHERE " + column.text(1) + " = $1",
                   id)
            .at(0)
            .integer(0);
      };
      const auto of_pattern = count(pattern.id);
      tables_with_plans += of_pattern > 0;
      EXPECT_EQ(count(copy.plan), of_pattern) << column.text(0) << "." << column.text(1);
    }
    return true;
  });

  EXPECT_GE(tables_with_plans, 7);
}

TEST_F(PlanCopiesTest, HaveAContentAsLongAsPapersAre) {
  const auto bytes = encode_plan(record(copy.plan).content).size();

  EXPECT_GE(bytes, 4'000u);
  EXPECT_LE(bytes, 8'000u);
}

}  // namespace
}  // namespace inspectord::bench

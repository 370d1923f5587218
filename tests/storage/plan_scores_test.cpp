// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_scores.hpp"

#include "storage/journal.hpp"
#include "storage/migrations.hpp"
#include "storage/part_lists.hpp"
#include "storage/plans.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ScoreRecord rescored_score() {
  ScoreRecord score;
  score.id = id_of<ScoreId>("đông");
  score.sheet = "bang-diem";
  score.unit = "huyen-dong";
  score.state = ScoreState::rescored;
  score.points = {
      {.criterion = "I/1", .self = 9.5, .rescored = 8, .reason = "thiếu \"minh chứng\""},
      {.criterion = "I/2/#1", .self = 0, .rescored = 0.5, .reason = {}}};
  score.reason = "nhầm";
  score.state_before = ScoreState::self_scored;
  score.points_before = {{.criterion = "I/1", .self = 9.5, .rescored = {}, .reason = {}}};
  return score;
}

/// A plan in a database; its agencies are there.
class StoredScores : public ::testing::Test {
 protected:
  StoredScores() {
    migrate(*db, stage.now);
    db->begin_write();
    for (const auto& [key, id] : stage.record.agencies) {
      db->execute("INSERT INTO agencies (id, name) VALUES ($1, $2)", id, key);
    }
    insert_plan(*db, stage.record, stage.now);
  }

  Stage stage{inspection_plan()};
  std::unique_ptr<Connection> db = open_sqlite(":memory:");
};

TEST_F(StoredScores, AreReadBackAsTheyWereWritten) {
  const auto score = rescored_score();
  auto other = score;
  other.id = id_of<ScoreId>("tây");
  other.unit = "huyen-tay";
  other.state = ScoreState::awaited;
  other.points.clear();
  other.state_before.reset();
  write_scores(*db, stage.record.id, {}, {score, other}, stage.now);
  EXPECT_EQ(read_scores(*db, stage.record.id), (std::vector{score, other}));
  EXPECT_THAT(read_scores(*db, id_of<PlanId>("khác")), IsEmpty());
}

TEST_F(StoredScores, ComeWithTheirPlanAndAreWrittenWhereTheyDiffer) {
  auto after = stage.record;
  after.scores = {rescored_score()};
  update_plan(*db, stage.record, after, stage.now);
  auto stored = find_plan(*db, stage.record.id).value();
  EXPECT_EQ(stored.scores, after.scores);
  EXPECT_EQ(find_plan_of_score(*db, stored.scores[0].id), stage.record.id);
  after = stored;
  after.scores[0].state = ScoreState::final_;
  update_plan(*db, stored, after, stage.now + std::chrono::hours{1});
  EXPECT_EQ(find_plan(*db, stage.record.id)->scores.at(0).state, ScoreState::final_);
  EXPECT_THAT(db->query("SELECT id FROM scores"), SizeIs(1));
}

TEST_F(StoredScores, ThatNobodyOfUsWroteAreABrokenHouse) {
  write_scores(*db, stage.record.id, {}, {rescored_score()}, stage.now);
  db->execute("UPDATE scores SET content = $1", std::string{R"({"points":[{"criterion":1}]})"});
  EXPECT_THROW(read_scores(*db, stage.record.id), std::runtime_error);
  db->execute("UPDATE scores SET content = '{}', state = 'judged'");
  EXPECT_THROW(read_scores(*db, stage.record.id), std::runtime_error);
}

TEST_F(StoredScores, AndRecommendationsHaveTheirEntriesAmongThoseOfThePlan) {
  auto after = stage.record;
  after.scores = {rescored_score()};
  DutyRecord recommended;
  recommended.id = id_of<DutyId>("kiến nghị");
  recommended.key = "recommendation/1";
  after.duties = {recommended};
  update_plan(*db, stage.record, after, stage.now);
  SeededRandom random{1};
  for (const auto& [kind, id] :
       std::vector<std::pair<std::string, UuidBytes>>{{"score", after.scores[0].id.bytes()},
                                                      {"recommendation", recommended.id.bytes()},
                                                      {"duty", id_of<DutyId>("khác").bytes()}}) {
    JournalEntry entry;
    entry.at = stage.now;
    entry.what = kind + ".changed";
    entry.subject = {kind, id};
    journal::append(*db, entry, random);
  }
  const auto entries = journal::read_of_plan(*db, stage.record.id.bytes(), 0, 10);
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[0].entry.what, "score.changed");
  EXPECT_EQ(entries[1].entry.what, "recommendation.changed");
}

TEST_F(StoredScores, AreNoReasonToListRecommendationsAsDuties) {
  auto after = stage.record;
  DutyRecord owed, recommended;
  owed.id = id_of<DutyId>("báo cáo");
  owed.key = "bao-cao-dong";
  recommended.id = id_of<DutyId>("kiến nghị");
  recommended.key = "recommendation/1";
  after.duties = {owed, recommended};
  update_plan(*db, stage.record, after, stage.now);
  PartFilter filter;
  filter.viewer = stage.record.owner;
  const auto listed = list_duties(*db, filter);
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].id, owed.id.bytes());
}

TEST_F(StoredScores, LeaveRecommendationsToTheRecordOfThePlan) {
  auto after = stage.record;
  after.recommendations = {{.key = "recommendation/1",
                            .unit = "huyen-dong",
                            .text = "Sửa lan can",
                            .conclusion = "70/KL",
                            .conclusion_date = day("2026-04-17"),
                            .no_day_because = "chờ vốn"}};
  update_plan(*db, stage.record, after, stage.now);
  EXPECT_EQ(find_plan(*db, stage.record.id)->recommendations, after.recommendations);
}

}  // namespace
}  // namespace inspectord

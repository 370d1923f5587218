// SPDX-License-Identifier: Apache-2.0
#include "storage/agencies.hpp"
#include "storage/migrations.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/invented_plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Two plans, three recipients, and a ledger of reminders one minute apart.
class DueReminders : public ::testing::Test {
 protected:
  DueReminders() {
    (void)migrate(*db_, now_);
    for (const auto& agency : agencies_) {
      Agency entry;
      entry.id = agency;
      entry.name = "Xã " + agency.to_string();
      save_agency(*db_, entry, agency);
    }
    for (auto& plan : plans_) plan = add_plan();
  }

  PlanId add_plan() {
    PlanRecord record;
    record.id = PlanId::make(now_, random_);
    record.owner = agencies_[0];
    record.drafted_by = UserId::make(now_, random_);
    record.content = invented::implementation_plan();
    record.content.key += record.id.to_string();
    insert_plan(*db_, record, now_);
    return record.id;
  }

  /// Wants `count` reminders of a plan for each of `recipients`, the first `begin` minutes from
  /// now.
  void want(int plan, std::vector<int> recipients, int count, int begin) {
    for (int i = 0; i < count; ++i) {
      for (const int recipient : recipients) {
        wanted_[plan].push_back({.target_kind = TargetKind::visit,
                                 .target = VisitId::make(now_, random_).bytes(),
                                 .rule = "before-7",
                                 .recipient = agencies_.at(static_cast<std::size_t>(recipient)),
                                 .at = now_ + std::chrono::minutes{begin + i}});
      }
    }
    const auto& all = wanted_[plan];
    reconcile_ledger(*db_, plans_.at(static_cast<std::size_t>(plan)), all, now_, "", random_);
  }

  std::vector<LedgerRow> due(std::chrono::minutes in, int limit) {
    return due_reminders(*db_, now_ + in, limit);
  }

  using Group = std::pair<PlanId, AgencyId>;
  Group group(int plan, int recipient) const {
    return {plans_.at(static_cast<std::size_t>(plan)),
            agencies_.at(static_cast<std::size_t>(recipient))};
  }
  /// Those of the answer, each once, in its order.
  static std::vector<Group> groups(const std::vector<LedgerRow>& rows) {
    std::vector<Group> found;
    for (const auto& row : rows) {
      if (found.empty() || found.back() != Group{row.plan, row.recipient})
        found.emplace_back(row.plan, row.recipient);
    }
    return found;
  }

  const Instant now_ = parse_rfc3339("2026-03-02T08:00:00+07:00").value();
  SeededRandom random_{7};
  const std::vector<AgencyId> agencies_{
      AgencyId::make(now_, random_), AgencyId::make(now_, random_), AgencyId::make(now_, random_)};
  std::unique_ptr<Connection> db_ = open_sqlite(":memory:");
  std::array<PlanId, 2> plans_{};
  std::map<int, std::vector<WantedReminder>> wanted_;
};

TEST_F(DueReminders, ComeWholeAsTheyWerePlanned) {
  want(0, {1}, 1, 1);
  ASSERT_TRUE(due(0min, 10).empty());
  const auto rows = due(1min, 10);
  ASSERT_EQ(rows.size(), 1U);
  const auto& wanted = wanted_[0].front();
  EXPECT_EQ(rows[0].plan, plans_[0]);
  EXPECT_EQ(rows[0].target_kind, wanted.target_kind);
  EXPECT_EQ(rows[0].target, wanted.target);
  EXPECT_EQ(rows[0].sequence, wanted.sequence);
  EXPECT_EQ(rows[0].rule, wanted.rule);
  EXPECT_EQ(rows[0].recipient, wanted.recipient);
  EXPECT_EQ(rows[0].part, wanted.part);
  EXPECT_EQ(rows[0].at, wanted.at);
  EXPECT_EQ(rows[0].state, ReminderState::planned);
}

TEST_F(DueReminders, ComeByPlanAndRecipientTheEarliestGroupFirst) {
  want(0, {1, 2}, 2, 5);
  want(1, {2}, 3, 1);
  const auto rows = due(60min, 10);
  ASSERT_EQ(rows.size(), 7U);
  const auto order = groups(rows);
  ASSERT_EQ(order.size(), 3U) << "the rows of a group stand together";
  EXPECT_EQ(order[0], group(1, 2));
  EXPECT_EQ((std::set<Group>{order[1], order[2]}), (std::set<Group>{group(0, 1), group(0, 2)}));
}

TEST_F(DueReminders, LeaveOutGroupsBeyondTheLimit) {
  want(0, {1}, 1, 1);
  want(1, {2}, 1, 2);
  EXPECT_EQ(groups(due(60min, 1)), std::vector<Group>{group(0, 1)});
}

TEST_F(DueReminders, AreWholeGroupsHoweverMuchIsDue) {
  want(0, {1}, 1, 1);    // the earliest of all
  want(1, {2}, 500, 2);  // more than is looked at together
  want(0, {1}, 25, 600);
  const auto rows = due(7'000min, 1);
  EXPECT_EQ(groups(rows), std::vector<Group>{group(0, 1)});
  EXPECT_EQ(rows.size(), 26U);
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &LedgerRow::at));
}

/// Many offices are told at eight o'clock: more than is looked at together, at one instant.
TEST_F(DueReminders, AreWholeGroupsAtOneInstant) {
  for (const int recipient : {0, 1, 2}) want(0, {recipient}, 1, 5);
  for (int i = 0; i < 8; ++i) want(0, {0, 1, 2}, 1, 5);
  want(0, {0, 2}, 1, 1);  // and something earlier
  for (const bool and_later : {false, true}) {
    if (and_later) want(0, {2}, 3, 50);
    for (const int limit : {1, 2, 3}) {
      std::map<AgencyId, std::size_t> sizes;
      for (const auto& row : due(60min, limit)) ++sizes[row.recipient];
      EXPECT_LE(sizes.size(), static_cast<std::size_t>(limit));
      EXPECT_GE(sizes.size(), std::min<std::size_t>(limit, 2)) << "two have something at first";
      for (const auto& [recipient, size] : sizes) {
        const std::size_t of_third = and_later ? 13 : 10;
        EXPECT_EQ(size, recipient == agencies_[2]   ? of_third
                        : recipient == agencies_[1] ? 9U
                                                    : 10U);
      }
    }
  }
}

/// A digest waits for its routine: a calendar that now puts it on an earlier day loses nothing.
TEST_F(DueReminders, StayDueWhereTheyAreWantedAtAnotherInstantThatIsPast) {
  want(0, {1}, 1, 10);
  auto earlier = wanted_[0];
  earlier.front().at = now_ + 5min;
  const auto change =
      reconcile_ledger(*db_, plans_[0], earlier, now_ + 20min, "calendar_changed", random_);
  EXPECT_EQ(change.dropped, 0);
  EXPECT_THAT(due(20min, 10), SizeIs(1));
  reconcile_ledger(*db_, plans_[0], {}, now_ + 20min, "duty_waived", random_);
  EXPECT_THAT(due(20min, 10), IsEmpty()) << "what nobody wants any more is dropped";
}

TEST_F(DueReminders, AreReadFromTheirIndexAlone) {
  want(0, {1}, 1, 1);
  std::string plan;
  for (const auto& row : db_->query(
           "EXPLAIN QUERY PLAN SELECT id, plan, target_kind, target, sequence, rule, recipient,"
           " part, at FROM reminders WHERE state = 'planned' AND at <= $1 AND rule <> 'digest'"
           " ORDER BY at, plan, recipient, id LIMIT $2",
           now_, 10)) {
    plan += row.text(3) + "\n";
  }
  EXPECT_NE(plan.find("USING COVERING INDEX reminders_due"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

}  // namespace
}  // namespace inspectord

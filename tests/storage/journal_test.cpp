// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace inspectord {
namespace {

const Instant now = from_millis(1'700'000'000'123);

class JournalTest : public testing::Test {
 protected:
  JournalTest() { (void)migrate(*connection, now); }

  JournalEntry entry() {
    JournalEntry entry;
    entry.at = now;
    entry.actor = {UserId::make(now, random),
                   AgencyId::make(now, random),
                   {Role::approver, Role::planner},
                   ActorChannel::http};
    entry.what = "plan.approved";
    entry.subject = Subject::of("plan", plan);
    entry.why = "chữ ký trên giấy";
    entry.before = R"({"state":"drafted"})";
    entry.after = R"({"state":"approved"})";
    return entry;
  }
  std::int64_t append(const JournalEntry& entry) {
    return journal::append(*connection, entry, random);
  }
  JournalRecord only() { return journal::read_after(*connection, 0, 10).at(0); }

  SeededRandom random{7};
  PlanId plan = PlanId::make(now, random);
  std::unique_ptr<Connection> connection = open_sqlite(":memory:");
};

}  // namespace

TEST_F(JournalTest, GivesBackWhoWhenWhatWhyBeforeAndAfter) {
  const auto written = entry();
  EXPECT_EQ(append(written), 1);
  const auto record = only();
  EXPECT_EQ(record.sequence, 1);
  EXPECT_EQ(record.entry.at, now);
  EXPECT_EQ(record.entry.actor.user, written.actor.user);
  EXPECT_EQ(record.entry.actor.agency, written.actor.agency);
  EXPECT_EQ(record.entry.actor.roles, written.actor.roles);
  EXPECT_EQ(record.entry.actor.channel, ActorChannel::http);
  EXPECT_EQ(record.entry.what, "plan.approved");
  EXPECT_EQ(record.entry.subject, written.subject);
  EXPECT_EQ(record.entry.why, written.why);
  EXPECT_EQ(record.entry.before, written.before);
  EXPECT_EQ(record.entry.after, written.after);
  EXPECT_TRUE(journal::is_genuine(record));
}

TEST_F(JournalTest, KeepsAnActOfTheServiceItselfWithoutContent) {
  JournalEntry bare;
  bare.at = now;
  bare.actor.channel = ActorChannel::system;
  bare.what = "clock.gap";
  bare.subject = {"service", {}};
  append(bare);
  const auto record = only();
  EXPECT_TRUE(record.entry.actor.user.is_nil());
  EXPECT_TRUE(record.entry.actor.roles.empty());
  EXPECT_FALSE(record.content_hash);
  EXPECT_FALSE(record.erased());
  EXPECT_TRUE(journal::is_genuine(record));
}

TEST_F(JournalTest, NumbersWithoutHolesAlsoAfterARollback) {
  append(entry());
  connection->begin_write();
  append(entry());
  connection->rollback();
  EXPECT_EQ(append(entry()), 2);
  EXPECT_EQ(journal::last_sequence(*connection), 2);
}

TEST_F(JournalTest, IsReadAfterACursorAndBySubject) {
  for (int i = 0; i < 5; ++i) append(entry());
  auto other = entry();
  other.subject = Subject::of("visit", VisitId::make(now, random));
  append(other);
  const auto page = journal::read_after(*connection, 2, 2);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].sequence, 3);
  EXPECT_EQ(page[1].sequence, 4);
  EXPECT_TRUE(journal::read_after(*connection, 6, 2).empty());
  EXPECT_EQ(journal::read_of(*connection, Subject::of("plan", plan)).size(), 5u);
  ASSERT_EQ(journal::read_of(*connection, other.subject).size(), 1u);
}

TEST_F(JournalTest, CannotBeChangedOrShortened) {
  append(entry());
  EXPECT_THROW(connection->execute("UPDATE journal SET why = 'another'"), ConstraintError);
  EXPECT_THROW(connection->execute("DELETE FROM journal"), ConstraintError);
  EXPECT_THROW(connection->execute("UPDATE journal_content SET after = '{}'"), ConstraintError);
  EXPECT_THROW(
      connection->execute(
          "REPLACE INTO journal(sequence, at, roles, channel, what, subject_kind, subject_id)"
          " VALUES (1, 0, '', 'http', 'x', 'plan', x'00')"),
      ConstraintError);
  EXPECT_EQ(only().entry.why, entry().why);
}

TEST_F(JournalTest, ForgetsTheContentButKeepsTheEntryAndItsHash) {
  append(entry());
  const auto before = only();
  EXPECT_TRUE(journal::erase_content(*connection, 1));
  EXPECT_FALSE(journal::erase_content(*connection, 1));
  const auto record = only();
  EXPECT_TRUE(record.erased());
  EXPECT_EQ(record.content_hash, before.content_hash);
  EXPECT_FALSE(record.entry.before);
  EXPECT_FALSE(record.entry.after);
  EXPECT_EQ(record.entry.why, before.entry.why);
  EXPECT_TRUE(journal::is_genuine(record));
}

TEST_F(JournalTest, HashesEqualContentDifferently) {
  append(entry());
  append(entry());
  const auto records = journal::read_after(*connection, 0, 2);
  EXPECT_NE(records[0].content_hash, records[1].content_hash);
}

TEST_F(JournalTest, NoticesContentThatWasChanged) {
  append(entry());
  auto record = only();
  record.entry.after = R"({"state":"drafted"})";
  EXPECT_FALSE(journal::is_genuine(record));
  auto moved = only();  // The same bytes, cut elsewhere.
  moved.entry.before = *moved.entry.before + *moved.entry.after;
  moved.entry.after = "";
  EXPECT_FALSE(journal::is_genuine(moved));
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "storage/outbox.hpp"

#include "storage/migrations.hpp"
#include "storage/outbox_depth.hpp"
#include "storage/outbox_recall.hpp"
#include "storage/outbox_view.hpp"
#include "storage/sending_switch.hpp"
#include "storage/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <set>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() : connection_(open_sqlite(":memory:")) { migrate(*connection_, now_); }

  NewMessage a_message(std::string address = "a@b.vn", std::chrono::milliseconds in = 0ms) {
    return {.id = MessageId::make(now_, random_),
            .channel = "mail",
            .address = std::move(address),
            .subject = "Lịch kiểm tra",
            .kind = "visit_reminder",
            .body = std::string("bytes\0more", 10),
            .send_at = now_ + in};
  }
  MessageId enqueue(const NewMessage& message) {
    outbox::enqueue(tx(), message, now_);
    return message.id;
  }
  std::vector<ClaimedMessage> claim(const Claim& claim = {.channel = "mail"}) {
    return outbox::claim_due(tx(), now_, claim);
  }
  Attempt an_attempt(std::string outcome) {
    return {.id = AttemptId::make(now_, random_),
            .number = 1,
            .started_at = now_,
            .took = 12ms,
            .outcome = std::move(outcome),
            .status = 250,
            .detail = "ok"};
  }
  MessageState state(const MessageId& id) { return outbox::find(tx(), id)->state; }
  Transaction& tx() { return *connection_; }

  Instant now_ = *parse_rfc3339("2026-03-02T01:00:00Z");
  SeededRandom random_{1};
  std::unique_ptr<Connection> connection_;
};

TEST_F(OutboxTest, DoubtsWhatWasOvertakenOrIsForThoseWhoMayBeToldNothingMore) {
  const auto agency = AgencyId::make(now_, random_);
  tx().execute("INSERT INTO agencies (id, name) VALUES ($1, 'UBND xã Bến')", agency);
  const auto contact = ContactId::make(now_, random_);
  tx().execute("INSERT INTO contacts (id, agency, kind, address) VALUES ($1, $2, 'mail', 'a@b.vn')",
               contact, agency);
  auto message = a_message();
  message.recipient = agency;
  message.endpoint = EndpointId{contact.bytes()};
  enqueue(message);
  const auto doubted = [&] {
    const auto claimed = claim();
    const auto& one = claimed.at(0);
    outbox::settle(tx(), one.id, one.fence, {.next_attempt_at = now_}, now_);
    return one.doubtful;
  };
  EXPECT_FALSE(doubted());
  tx().execute("UPDATE contacts SET disabled_because = 'bounced'");
  EXPECT_TRUE(doubted());
  tx().execute("UPDATE contacts SET disabled_because = NULL");
  tx().execute("UPDATE agencies SET valid_to = '2026-03-01'");
  EXPECT_TRUE(doubted());
  tx().execute("UPDATE agencies SET valid_to = NULL");
  EXPECT_FALSE(doubted());
  outbox::overtake(tx(), message.id, "no_longer_holds");
  EXPECT_TRUE(doubted());
}

TEST_F(OutboxTest, AnAddressWithMuchDueAtOneInstantHidesNobody) {
  for (int i = 0; i < 1'000; ++i) enqueue(a_message("nhieu@b.vn"));
  enqueue(a_message("sau@b.vn"));
  const auto claimed = claim({.channel = "mail", .most = 10, .most_per_address = 8});
  ASSERT_EQ(claimed.size(), 9U);
  EXPECT_EQ(claimed.back().address, "sau@b.vn");
}

TEST_F(OutboxTest, AnAddressWithMuchDueAtManyInstantsHidesNobody) {
  for (int i = 0; i < 200; ++i) enqueue(a_message("nhieu@b.vn", -1h + std::chrono::seconds{i}));
  enqueue(a_message("sau@b.vn"));
  const auto claimed = claim({.channel = "mail", .most = 10, .most_per_address = 8});
  ASSERT_EQ(claimed.size(), 9U);
  EXPECT_EQ(claimed.back().address, "sau@b.vn");
}

TEST_F(OutboxTest, ClaimsEveryMessageOnceWhateverItsPlaceAmongThoseDue) {
  std::set<MessageId> sent;
  for (int i = 0; i < 500; ++i)
    sent.insert(
        enqueue(a_message(std::to_string(i % 7) + "@b.vn", std::chrono::milliseconds{-i % 3})));
  std::set<MessageId> claimed;
  for (auto some = claim({.channel = "mail", .most = 60}); !some.empty();
       some = claim({.channel = "mail", .most = 60})) {
    for (const auto& one : some) EXPECT_TRUE(claimed.insert(one.id).second);
  }
  EXPECT_EQ(claimed, sent);
}

TEST_F(OutboxTest, ClaimsWhatIsDueWithItsBytesAndAFence) {
  const auto message = a_message();
  enqueue(message);
  enqueue(a_message("later@b.vn", 1ms));
  const auto claimed = claim();
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].id, message.id);
  EXPECT_EQ(claimed[0].body, message.body);
  EXPECT_EQ(claimed[0].fence, 1);
  EXPECT_EQ(claimed[0].number, 1);
  EXPECT_EQ(state(message.id), MessageState::sending);
  EXPECT_TRUE(claim().empty()) << "it is leased";
}

TEST_F(OutboxTest, ClaimsTheEarliestFirst) {
  for (int i = 0; i < 10; ++i)
    enqueue(a_message(std::to_string(i) + "@b.vn", std::chrono::milliseconds{-i}));
  const auto claimed = claim({.channel = "mail", .most = 3});
  ASSERT_EQ(claimed.size(), 3U);
  std::set<std::string> addresses;
  for (const auto& message : claimed) addresses.insert(message.address);
  EXPECT_EQ(addresses, (std::set<std::string>{"7@b.vn", "8@b.vn", "9@b.vn"}));
}

TEST_F(OutboxTest, LetsNoAddressTakeAllPlaces) {
  for (int i = 0; i < 5'000; ++i) enqueue(a_message("busy@b.vn", -1h));
  enqueue(a_message("quiet@b.vn"));
  EXPECT_EQ(claim({.channel = "mail", .most = 100}).size(), 9U)
      << "its share, and the other one behind it";
  EXPECT_TRUE(
      claim({.channel = "mail", .most = 100, .busy_addresses = {"x@b.vn", "busy@b.vn"}}).empty())
      << "what is full gets no more";
}

TEST_F(OutboxTest, ClaimsForOneChannelWhateverWaitsForAnother) {
  for (int i = 0; i < 100; ++i) enqueue(a_message("busy@b.vn", -1h));
  auto hook = a_message("https://b.vn/");
  hook.channel = "webhook";
  enqueue(hook);
  EXPECT_EQ(outbox::waiting_channels(tx()), (std::vector<std::string>{"mail", "webhook"}));
  const auto claimed = outbox::claim_due(tx(), now_, {.channel = "webhook", .most = 1});
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].id, hook.id);
  EXPECT_EQ(outbox::waiting_channels(tx()), std::vector<std::string>{"mail"});
}

TEST_F(OutboxTest, KnowsTheNextDueInstantOfAllChannels) {
  enqueue(a_message("a@b.vn", 3s));
  auto hook = a_message("https://b.vn/", 2s);
  hook.channel = "webhook";
  enqueue(hook);
  EXPECT_EQ(outbox::next_due(tx(), now_), now_ + 2s);
  EXPECT_EQ(outbox::next_due(tx(), now_ + 2s), now_ + 3s);
  EXPECT_EQ(outbox::next_due(tx(), now_ + 3s), std::nullopt);
}

TEST_F(OutboxTest, HidesNoAddressThatIsPartOfABusyOne) {
  enqueue(a_message("b@c.vn"));
  EXPECT_EQ(claim({.channel = "mail", .busy_addresses = {"ab@c.vn", "b@c.vn.example"}}).size(), 1U);
}

TEST_F(OutboxTest, SettlesAndLogsTheAttempt) {
  const auto id = enqueue(a_message());
  const auto claimed = claim();
  EXPECT_TRUE(outbox::settle(tx(), id, claimed[0].fence,
                             {.state = MessageState::accepted,
                              .next_attempt_at = now_,
                              .detail = "accepted",
                              .attempt = an_attempt("accepted")},
                             now_));
  EXPECT_EQ(state(id), MessageState::accepted);
  EXPECT_EQ(outbox::find(tx(), id)->settled_at, now_);
  const auto attempts = outbox::attempts_of(tx(), id);
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts[0].took, 12ms);
  EXPECT_EQ(outbox::count_unsettled(tx()), 0);
}

TEST_F(OutboxTest, IgnoresASettlementUnderAnOlderFence) {
  const auto id = enqueue(a_message());
  const auto first = claim().at(0);
  now_ += 30s;
  EXPECT_EQ(outbox::release_leases(tx(), now_, now_, random_).size(), 1U);
  const auto second = claim().at(0);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.body, first.body);
  EXPECT_GT(second.fence, first.fence);
  EXPECT_EQ(second.number, 2);
  EXPECT_FALSE(outbox::settle(tx(), id, first.fence,
                              {.state = MessageState::dead, .next_attempt_at = now_}, now_));
  EXPECT_EQ(state(id), MessageState::sending);
  EXPECT_TRUE(outbox::settle(tx(), id, second.fence,
                             {.state = MessageState::accepted, .next_attempt_at = now_}, now_));
  EXPECT_FALSE(outbox::settle(tx(), id, second.fence,
                              {.state = MessageState::dead, .next_attempt_at = now_}, now_))
      << "settled once";
}

TEST_F(OutboxTest, LogsAsLostWhatALeaseOutlived) {
  const auto id = enqueue(a_message());
  claim();
  EXPECT_EQ(outbox::release_leases(tx(), now_ + 29s, now_ + 29s, random_).size(), 0U);
  EXPECT_EQ(outbox::release_leases(tx(), now_ + 30s, now_ + 30s, random_).size(), 1U);
  const auto attempts = outbox::attempts_of(tx(), id);
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts[0].outcome, "lost");
  EXPECT_EQ(attempts[0].started_at, now_);
  EXPECT_FALSE(attempts[0].took);
}

TEST_F(OutboxTest, TriesALostAttemptAgainAtOnceOnTheSameRung) {
  const auto id = enqueue(a_message());
  claim();
  now_ += 30s;
  outbox::release_leases(tx(), now_, now_, random_);
  auto again = claim().at(0);
  EXPECT_EQ(again.id, id);
  EXPECT_EQ(again.number, 2);
  EXPECT_EQ(again.rung, 1);
  auto deferred = an_attempt("retry");
  deferred.number = 2;
  outbox::settle(tx(), id, again.fence, {.next_attempt_at = now_, .attempt = deferred}, now_);
  again = claim().at(0);
  EXPECT_EQ(again.number, 3);
  EXPECT_EQ(again.rung, 2) << "an answered one does count";
}

TEST_F(OutboxTest, GivesUpWhatKillsItsWorkerEachTime) {
  const auto id = enqueue(a_message());
  int lost = 0;
  while (!claim().empty()) {
    ASSERT_LT(lost, 100);
    now_ += 30s;
    const auto released = outbox::release_leases(tx(), now_ + 24h, now_, random_);
    ASSERT_EQ(released.size(), 1U);
    ++lost;
    EXPECT_EQ(released.front().given_up, lost == 10);
  }
  EXPECT_EQ(lost, 10);
  EXPECT_EQ(state(id), MessageState::dead);
  EXPECT_EQ(outbox::find(tx(), id)->settled_at, now_);
  EXPECT_TRUE(outbox::send_again(tx(), id, now_));
  EXPECT_EQ(claim().at(0).rung, 1);
  EXPECT_FALSE(outbox::release_leases(tx(), now_ + 24h, now_, random_).at(0).given_up)
      << "counted anew";
}

TEST_F(OutboxTest, RenewsALeaseOnlyUnderItsFence) {
  const auto id = enqueue(a_message());
  const auto claimed = claim().at(0);
  EXPECT_FALSE(outbox::renew_lease(tx(), id, claimed.fence + 1, now_ + 1h));
  EXPECT_TRUE(outbox::renew_lease(tx(), id, claimed.fence, now_ + 1h));
  EXPECT_EQ(outbox::release_leases(tx(), now_ + 59min, now_ + 59min, random_).size(), 0U);
}

TEST_F(OutboxTest, DoesNotCountWhatWasNotTried) {
  const auto id = enqueue(a_message());
  outbox::settle(tx(), id, claim().at(0).fence,
                 {.state = MessageState::retrying, .next_attempt_at = now_ + 30s}, now_);
  EXPECT_EQ(outbox::find(tx(), id)->attempts, 0);
  EXPECT_TRUE(outbox::attempts_of(tx(), id).empty());
  EXPECT_TRUE(claim().empty());
  now_ += 30s;
  EXPECT_EQ(claim().at(0).number, 1);
}

TEST_F(OutboxTest, WithdrawsOnlyWhatIsNotUnderWayOrSettled) {
  const auto id = enqueue(a_message());
  EXPECT_TRUE(outbox::withdraw(tx(), id, "visit_moved", now_));
  EXPECT_EQ(state(id), MessageState::withdrawn);
  EXPECT_FALSE(outbox::withdraw(tx(), id, "visit_moved", now_));
  const auto under_way = enqueue(a_message());
  claim();
  EXPECT_FALSE(outbox::withdraw(tx(), under_way, "visit_moved", now_));
}

TEST_F(OutboxTest, SendsADeadMessageAgainFromTheFirstRung) {
  const auto id = enqueue(a_message());
  EXPECT_FALSE(outbox::send_again(tx(), id, now_));
  outbox::settle(
      tx(), id, claim().at(0).fence,
      {.state = MessageState::dead, .next_attempt_at = now_, .attempt = an_attempt("dead")}, now_);
  EXPECT_EQ(outbox::list(tx(), {.state = MessageState::dead}).size(), 1U);
  EXPECT_TRUE(outbox::send_again(tx(), id, now_));
  const auto claimed = claim().at(0);
  EXPECT_EQ(claimed.number, 2);
  EXPECT_EQ(claimed.rung, 1);
}

TEST_F(OutboxTest, TellsTheNextInstantAtWhichSomethingHappens) {
  EXPECT_EQ(outbox::next_due(tx(), now_), std::nullopt);
  enqueue(a_message("a@b.vn", 1h));
  EXPECT_EQ(outbox::next_due(tx(), now_), now_ + 1h);
  enqueue(a_message("a@b.vn"));
  claim();
  EXPECT_EQ(outbox::next_due(tx(), now_), now_ + 30s) << "the lease";
}

TEST_F(OutboxTest, ListsByPlanRecipientAndStateInPagesNewestFirst) {
  const auto plan = PlanId::make(now_, random_);
  const auto agency = AgencyId::make(now_, random_);
  std::vector<MessageId> ids;
  for (int i = 0; i < 5; ++i) {
    now_ += 1ms;
    auto message = a_message();
    if (i % 2 == 0) message.plan = plan;
    if (i == 4) message.recipient = agency;
    ids.push_back(enqueue(message));
  }
  EXPECT_EQ(outbox::list(tx(), {}).size(), 5U);
  const auto first = outbox::list(tx(), {.plan = plan, .most = 2});
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].id, ids[4]);
  const auto second = outbox::list(tx(), {.plan = plan, .before = first[1].id, .most = 2});
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].id, ids[0]);
  EXPECT_EQ(outbox::list(tx(), {.recipient = agency}).size(), 1U);
  EXPECT_EQ(outbox::list(tx(), {.plan = plan, .state = MessageState::queued}).size(), 3U);
  EXPECT_TRUE(outbox::list(tx(), {.state = MessageState::dead}).empty());
}

TEST_F(OutboxTest, CountsItsMessagesByState) {
  enqueue(a_message());
  enqueue(a_message());
  auto held = a_message("held@b.vn");
  held.held = true;
  held.send_at = now_ + 1h;
  enqueue(held);
  const auto under_way = claim({.channel = "mail", .most = 1}).at(0);
  using Depth = std::vector<std::pair<MessageState, std::int64_t>>;
  EXPECT_EQ(outbox::depth(tx()), (Depth{{MessageState::queued, 1},
                                        {MessageState::held, 1},
                                        {MessageState::retrying, 0},
                                        {MessageState::sending, 1},
                                        {MessageState::dead, 0}}));
  outbox::settle(tx(), under_way.id, under_way.fence,
                 {.state = MessageState::dead, .next_attempt_at = now_}, now_);
  const auto after = outbox::depth(tx());
  EXPECT_EQ(after.at(3).second, 0);
  EXPECT_EQ(after.at(4).second, 1);
}

TEST_F(OutboxTest, KnowsWhichMessagesSpeakForAReminder) {
  auto message = a_message();
  message.reminders = {ReminderId::make(now_, random_), ReminderId::make(now_ + 1ms, random_)};
  enqueue(message);
  EXPECT_EQ(outbox::reminders_of(tx(), message.id), message.reminders);
  EXPECT_EQ(outbox::unsettled_of(tx(), message.reminders[1]), std::vector{message.id});
  outbox::withdraw(tx(), message.id, "done", now_);
  EXPECT_TRUE(outbox::unsettled_of(tx(), message.reminders[1]).empty());
}

TEST_F(OutboxTest, RemembersTheSwitch) {
  EXPECT_FALSE(outbox::sending_switch(tx()).paused);
  outbox::set_sending_switch(tx(), {.paused = true, .changed_at = now_, .reason = "mistake"});
  outbox::set_sending_switch(tx(), {.paused = true,
                                    .trial_address = "t@b.vn",
                                    .changed_by = UserId::make(now_, random_),
                                    .changed_at = now_,
                                    .reason = "trial"});
  EXPECT_TRUE(outbox::sending_switch(tx()).paused);
  EXPECT_EQ(outbox::sending_switch(tx()).trial_address, "t@b.vn");
}

TEST_F(OutboxTest, ClaimsFromTheIndexOfWhatIsDue) {
  std::string plan;
  for (const auto& row : tx().query("EXPLAIN QUERY PLAN SELECT id, address, next_attempt_at FROM "
                                    "messages WHERE settled_at IS NULL AND lease_until IS NULL AND "
                                    "next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT 4000",
                                    now_)) {
    plan += row.text(3) + "\n";
  }
  EXPECT_NE(plan.find("USING COVERING INDEX messages_due"), std::string::npos) << plan;
}

}  // namespace
}  // namespace inspectord

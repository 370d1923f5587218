// SPDX-License-Identifier: Apache-2.0
#include "notifications/courier.hpp"

#include "storage/migrations.hpp"
#include "storage/outbox_recall.hpp"
#include "storage/outbox_view.hpp"
#include "storage/sending_switch.hpp"
#include "storage/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

/// Keeps what is delivered until the test answers it, or answers at once.
class FakeChannel final : public Channel {
 public:
  void deliver(const OutgoingMessage& message, Done done) override {
    sent.push_back(message);
    if (at_once) return done(*at_once);
    waiting.push_back(std::move(done));
  }
  std::size_t places() const override { return room; }
  void answer(const Delivery& delivery) {
    const auto done = std::move(waiting.front());
    waiting.pop_front();
    done(delivery);
  }

  std::vector<OutgoingMessage> sent;
  std::deque<Done> waiting;
  std::optional<Delivery> at_once;
  std::size_t room = 10'000;
};

const Delivery accepted{.outcome = DeliveryOutcome::accepted, .detail = "accepted", .status = 250};
const Delivery deferred{.outcome = DeliveryOutcome::retry, .detail = "deferred", .status = 451};
const Delivery refused{.outcome = DeliveryOutcome::dead, .detail = "refused", .status = 550};

class CourierTest : public testing::Test {
 protected:
  CourierTest() : connection_(open_sqlite(":memory:")) {
    migrate(*connection_, clock_.now());
    start();
  }

  /// A new courier, as after a start of the process.
  void start(Courier::Options options = {}) {
    courier_ = std::make_unique<Courier>(
        options,
        Courier::Ports{
            .clock = clock_,
            .random = random_,
            .channels = {{"mail", &mail_}, {"webhook", &webhook_}},
            .trial_from = {EmailAddress::parse("lich@so.example.vn").value(), "Sở"},
            .submit =
                [this](Courier::Act act, std::function<void(bool)> done) {
                  acts_.push_back({std::move(act), std::move(done)});
                },
            .still_wanted = [this](Transaction&, const MessageId& id,
                                   Instant) { return !unwanted_.contains(id); },
            .follow_up =
                [this](Transaction&, const ClaimedMessage& message, const Delivery& delivery,
                       bool given_up, Instant) {
                  followed_.push_back({message.id, delivery, given_up});
                },
            .given_up = [this](Transaction&, const MessageId& id, Instant) { lost_.push_back(id); },
            .noted =
                [this](std::string_view channel, std::string_view outcome) {
                  noted_.push_back(std::string{channel} + " " + std::string{outcome});
                },
            .wish = [this](std::optional<Instant> wish) { wish_ = wish; }});
  }

  void crash() {
    courier_.reset();
    acts_.clear();
    mail_.waiting.clear();
    start();
  }

  /// The writer: does one act; false: there was none.
  bool write_once(bool disk_works = true) {
    if (acts_.empty()) return false;
    const auto [act, done] = std::move(acts_.front());
    acts_.pop_front();
    connection_->begin_write();
    act(*connection_);
    if (disk_works)
      connection_->commit();
    else
      connection_->rollback();
    done(disk_works);
    return true;
  }
  void write() {
    while (write_once()) {
    }
  }
  void ring() {
    courier_->ring();
    write();
  }

  MessageId enqueue(std::string address = "vanthu@chomoi.example.vn",
                    std::string channel = "mail") {
    const auto id = MessageId::make(clock_.now(), random_);
    outbox::enqueue(*connection_,
                    {.id = id,
                     .channel = std::move(channel),
                     .address = std::move(address),
                     .subject = "x",
                     .kind = "visit_reminder",
                     .body = "From: a\r\nSubject: x\r\nMessage-ID: <1>\r\n\r\n" + id.to_string(),
                     .send_at = clock_.now()},
                    clock_.now());
    return id;
  }
  StoredMessage stored(const MessageId& id) { return outbox::find(*connection_, id).value(); }
  MessageState state(const MessageId& id) { return stored(id).state; }
  /// Moved or cancelled since: it no longer holds.
  void overtake(const MessageId& id) {
    outbox::overtake(*connection_, id, "no_longer_holds");
    unwanted_.insert(id);
  }

  struct Followed {
    MessageId id;
    Delivery delivery;
    bool given_up;
  };

  ManualClock clock_{*parse_rfc3339("2026-03-02T01:00:00Z")};
  SeededRandom random_{1};
  std::unique_ptr<Connection> connection_;
  FakeChannel mail_;
  FakeChannel webhook_;
  std::set<MessageId> unwanted_;
  std::vector<Followed> followed_;
  std::vector<std::string> noted_;
  std::vector<MessageId> lost_;
  std::optional<Instant> wish_;
  std::deque<std::pair<Courier::Act, std::function<void(bool)>>> acts_;
  std::unique_ptr<Courier> courier_;
};

TEST_F(CourierTest, DeliversWhatIsDueAndWritesDownTheAnswer) {
  const auto id = enqueue();
  ring();
  ASSERT_EQ(mail_.sent.size(), 1U);
  EXPECT_EQ(mail_.sent[0].id, id);
  EXPECT_EQ(state(id), MessageState::sending);
  clock_.advance(12ms);
  mail_.answer(accepted);
  write();
  EXPECT_EQ(state(id), MessageState::accepted);
  const auto attempts = outbox::attempts_of(*connection_, id);
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts[0].outcome, "accepted");
  EXPECT_EQ(attempts[0].status, 250);
  ASSERT_EQ(followed_.size(), 1U);
  EXPECT_FALSE(followed_[0].given_up);
  EXPECT_EQ(courier_->in_flight(), 0U);
}

TEST_F(CourierTest, SaysHowEachAttemptEndedOnceThatIsOnDisk) {
  enqueue();
  ring();
  mail_.answer(deferred);
  write_once(false);
  EXPECT_TRUE(noted_.empty());
  clock_.advance(5s);
  ring();
  EXPECT_EQ(noted_, std::vector<std::string>{"mail retry"});
  clock_.advance(10s);
  ring();
  crash();
  clock_.advance(30s);
  ring();
  EXPECT_EQ(noted_.back(), "mail lost");
  mail_.answer(refused);
  write();
  EXPECT_EQ(noted_, (std::vector<std::string>{"mail retry", "mail lost", "mail dead"}));
}

TEST_F(CourierTest, ChoosesTheChannelByName) {
  enqueue("https://example.vn/", "webhook");
  ring();
  EXPECT_EQ(webhook_.sent.size(), 1U);
  EXPECT_TRUE(mail_.sent.empty());
}

TEST_F(CourierTest, WithdrawsWhatNoLongerHoldsBeforeTheAttempt) {
  const auto id = enqueue();
  overtake(id);
  ring();
  EXPECT_TRUE(mail_.sent.empty());
  EXPECT_EQ(state(id), MessageState::withdrawn);
  EXPECT_EQ(stored(id).attempts, 0);
}

TEST_F(CourierTest, AsksAgainBeforeEachAttempt) {
  const auto id = enqueue();
  mail_.at_once = deferred;
  ring();
  EXPECT_EQ(state(id), MessageState::retrying);
  overtake(id);
  clock_.advance(10s);
  ring();
  EXPECT_EQ(mail_.sent.size(), 1U);
  EXPECT_EQ(state(id), MessageState::withdrawn);
}

TEST_F(CourierTest, ClimbsTheLadderWithTheSameBytesAndEndsDead) {
  const auto id = enqueue();
  mail_.at_once = deferred;
  const auto begin = clock_.now();
  ring();
  while (wish_) {
    ASSERT_GT(*wish_, clock_.now()) << "a wish is in the future";
    clock_.set(*wish_);
    ring();
  }
  EXPECT_EQ(state(id), MessageState::dead);
  EXPECT_EQ(mail_.sent.size(), 10U);
  EXPECT_GE(clock_.now() - begin, 72h);
  EXPECT_EQ(outbox::attempts_of(*connection_, id).size(), 10U);
  for (const auto& message : mail_.sent) {
    EXPECT_EQ(message.id, id);
    EXPECT_EQ(message.body, mail_.sent[0].body);
  }
  EXPECT_EQ(
      std::count_if(followed_.begin(), followed_.end(), [](const auto& f) { return f.given_up; }),
      1);
}

TEST_F(CourierTest, SendsADeadMessageAgainWithTheSameIdAndBytes) {
  const auto id = enqueue();
  mail_.at_once = refused;
  ring();
  EXPECT_EQ(state(id), MessageState::dead);
  EXPECT_TRUE(followed_.at(0).given_up);
  EXPECT_TRUE(outbox::send_again(*connection_, id, clock_.now()));
  mail_.at_once = accepted;
  ring();
  EXPECT_EQ(state(id), MessageState::accepted);
  EXPECT_EQ(mail_.sent.at(0).body, mail_.sent.at(1).body);
  EXPECT_EQ(outbox::attempts_of(*connection_, id).back().number, 2);
}

TEST_F(CourierTest, WaitsAsTheReceiverAsked) {
  const auto id = enqueue("https://example.vn/", "webhook");
  auto asking = deferred;
  asking.retry_after = 1h;
  webhook_.at_once = asking;
  ring();
  EXPECT_GE(stored(id).next_attempt_at, clock_.now() + 1h);
  EXPECT_EQ(wish_, stored(id).next_attempt_at);
}

TEST_F(CourierTest, TellsUsecasesThatAnEndpointIsGone) {
  enqueue("https://example.vn/", "webhook");
  webhook_.at_once = Delivery{
      .outcome = DeliveryOutcome::dead, .detail = "gone", .status = 410, .disable_endpoint = true};
  ring();
  ASSERT_EQ(followed_.size(), 1U);
  EXPECT_TRUE(followed_[0].delivery.disable_endpoint);
}

TEST_F(CourierTest, DoesNotCountWhatWasNotTried) {
  const auto id = enqueue();
  mail_.at_once = Delivery{.detail = "relay_unusable", .attempted = false};
  ring();
  EXPECT_EQ(state(id), MessageState::retrying);
  EXPECT_EQ(stored(id).attempts, 0);
  EXPECT_EQ(wish_, clock_.now() + 30s);
}

TEST_F(CourierTest, KeepsWhatNoChannelTakes) {
  const auto id = enqueue("x", "pigeon");
  ring();
  EXPECT_EQ(state(id), MessageState::retrying);
  EXPECT_EQ(stored(id).detail, "no_channel: pigeon");
}

TEST_F(CourierTest, SendsTheSameIdAndBytesAgainAfterACrashBetweenSendAndSettle) {
  const auto id = enqueue();
  ring();
  ASSERT_EQ(mail_.sent.size(), 1U);
  crash();
  ring();
  EXPECT_EQ(mail_.sent.size(), 1U) << "the lease of the dead process still runs";
  EXPECT_EQ(wish_, clock_.now() + 30s);
  clock_.set(*wish_);
  ring();
  ASSERT_EQ(mail_.sent.size(), 2U);
  EXPECT_EQ(mail_.sent[1].id, id);
  EXPECT_EQ(mail_.sent[1].body, mail_.sent[0].body);
  mail_.answer(accepted);
  write();
  EXPECT_EQ(state(id), MessageState::accepted);
  EXPECT_EQ(outbox::attempts_of(*connection_, id).at(0).outcome, "lost");
}

TEST_F(CourierTest, GivesUpWhatKillsItsWorkerEachTimeAndSaysSo) {
  const auto id = enqueue();
  ring();
  for (int lost = 1; lost <= 10; ++lost) {
    ASSERT_EQ(state(id), MessageState::sending) << lost;
    EXPECT_TRUE(lost_.empty());
    crash();
    clock_.advance(30s);
    ring();
  }
  EXPECT_EQ(state(id), MessageState::dead);
  EXPECT_EQ(lost_, std::vector{id});
  EXPECT_EQ(mail_.sent.size(), 10U);
  EXPECT_EQ(wish_, std::nullopt);
}

TEST_F(CourierTest, SendsNothingWhoseClaimIsNotOnDisk) {
  const auto id = enqueue();
  courier_->ring();
  write_once(false);
  EXPECT_TRUE(mail_.sent.empty());
  EXPECT_EQ(state(id), MessageState::queued);
  EXPECT_EQ(wish_, clock_.now() + 5s);
  ring();
  EXPECT_EQ(mail_.sent.size(), 1U);
}

TEST_F(CourierTest, KeepsAnAnswerThatCouldNotBeWritten) {
  const auto id = enqueue();
  ring();
  mail_.answer(accepted);
  write_once(false);
  EXPECT_EQ(state(id), MessageState::sending);
  clock_.advance(5s);
  ring();
  EXPECT_EQ(state(id), MessageState::accepted);
  EXPECT_EQ(mail_.sent.size(), 1U);
}

TEST_F(CourierTest, IgnoresAnAnswerUnderAnOlderFence) {
  const auto id = enqueue();
  ring();
  // Another node takes the message over.
  outbox::release_leases(*connection_, clock_.now() + 1h, clock_.now(), random_);
  ASSERT_EQ(outbox::claim_due(*connection_, clock_.now(), {.channel = "mail"}).size(), 1U);
  mail_.answer(refused);
  write();
  EXPECT_EQ(state(id), MessageState::sending);
  EXPECT_TRUE(followed_.empty());
}

TEST_F(CourierTest, RenewsItsLeaseWhileAnAttemptLasts) {
  const auto id = enqueue();
  ring();
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(wish_);
    EXPECT_LT(*wish_, clock_.now() + 30s);
    clock_.set(*wish_);
    ring();
  }
  EXPECT_EQ(mail_.sent.size(), 1U) << "nobody took it over";
  mail_.answer(accepted);
  write();
  EXPECT_EQ(state(id), MessageState::accepted);
}

TEST_F(CourierTest, ClaimsNothingWhilePausedButSettles) {
  const auto first = enqueue();
  ring();
  outbox::set_sending_switch(
      *connection_, {.paused = true, .changed_at = clock_.now(), .reason = "wrong mass mail"});
  const auto second = enqueue();
  ring();
  EXPECT_EQ(mail_.sent.size(), 1U);
  mail_.answer(accepted);
  write();
  EXPECT_EQ(state(first), MessageState::accepted);
  EXPECT_EQ(state(second), MessageState::queued);
  EXPECT_EQ(wish_, std::nullopt);
  outbox::set_sending_switch(*connection_,
                             {.paused = false, .changed_at = clock_.now(), .reason = "put right"});
  ring();
  EXPECT_EQ(mail_.sent.size(), 2U);
}

TEST_F(CourierTest, SendsEverythingToTheTrialAddressMarked) {
  outbox::set_sending_switch(
      *connection_,
      {.trial_address = "thu@so.example.vn", .changed_at = clock_.now(), .reason = "trial"});
  enqueue();
  enqueue("https://example.vn/hook", "webhook");
  ring();
  EXPECT_TRUE(webhook_.sent.empty());
  ASSERT_EQ(mail_.sent.size(), 2U);
  for (const auto& message : mail_.sent) {
    EXPECT_EQ(message.to, "thu@so.example.vn");
    EXPECT_NE(message.body.find("\r\nSubject: =?UTF-8?B?W1RI"), std::string::npos) << message.body;
  }
}

TEST_F(CourierTest, SendsNothingWhereTheTrialAddressIsNone) {
  outbox::set_sending_switch(
      *connection_,
      {.trial_address = "not an address", .changed_at = clock_.now(), .reason = "trial"});
  const auto id = enqueue();
  ring();
  EXPECT_TRUE(mail_.sent.empty());
  EXPECT_EQ(state(id), MessageState::retrying);
}

TEST_F(CourierTest, GoesOnDeliveringWhileASettlementIsNotYetWritten) {
  start({.batch = 2, .in_flight = 4, .per_address = 8});
  for (int i = 0; i < 6; ++i) enqueue(std::to_string(i) + "@b.vn");
  courier_->ring();
  write_once();
  EXPECT_EQ(mail_.sent.size(), 2U);
  write_once();
  EXPECT_EQ(mail_.sent.size(), 4U) << "two batches in flight";
  write();
  EXPECT_EQ(mail_.sent.size(), 4U) << "and no more";
  mail_.answer(accepted);
  mail_.answer(accepted);
  EXPECT_EQ(courier_->in_flight(), 2U);
  EXPECT_EQ(mail_.waiting.size(), 2U)
      << "the second batch is under way though the first is not written";
  write();
  EXPECT_EQ(mail_.sent.size(), 6U);
}

/// Few places, many mails that wait for one.
class CourierOfAFullChannel : public CourierTest {
 protected:
  CourierOfAFullChannel() {
    mail_.room = 4;
    for (int i = 0; i < 100; ++i) ids_.push_back(enqueue(std::to_string(i) + "@b.vn"));
    ring();
  }
  std::int64_t in_state(MessageState wanted) {
    return std::count_if(ids_.begin(), ids_.end(),
                         [&](const auto& id) { return state(id) == wanted; });
  }
  void answer_all() {
    while (!mail_.waiting.empty()) {
      mail_.answer(accepted);
      write();
    }
  }

  std::vector<MessageId> ids_;
};

TEST_F(CourierOfAFullChannel, ClaimsOnlyWhatHasAPlace) {
  EXPECT_EQ(mail_.sent.size(), 4U);
  EXPECT_EQ(in_state(MessageState::queued), 96) << "the others are leased to nobody";
  mail_.answer(accepted);
  write();
  EXPECT_EQ(mail_.sent.size(), 5U) << "a place that is free is taken";
  answer_all();
  EXPECT_EQ(in_state(MessageState::accepted), 100);
}

TEST_F(CourierOfAFullChannel, LooksForNoMoreBeforeAPlaceIsFree) {
  mail_.answer(accepted);
  EXPECT_TRUE(write_once());
  EXPECT_FALSE(write_once()) << "an act that could claim nothing";
  EXPECT_EQ(mail_.sent.size(), 5U);
}

TEST_F(CourierOfAFullChannel, SendsNoneOfThoseThatWaitOnceSendingIsPaused) {
  outbox::set_sending_switch(
      *connection_, {.paused = true, .changed_at = clock_.now(), .reason = "wrong mass mail"});
  answer_all();
  EXPECT_EQ(mail_.sent.size(), 4U);
  EXPECT_EQ(in_state(MessageState::queued), 96);
}

TEST_F(CourierOfAFullChannel, SendsNoneOfThoseThatWaitAndNoLongerHold) {
  for (const auto& id : ids_) overtake(id);
  answer_all();
  EXPECT_EQ(mail_.sent.size(), 4U);
  EXPECT_EQ(in_state(MessageState::withdrawn), 96);
}

TEST_F(CourierOfAFullChannel, HoldsUpNoOtherChannel) {
  enqueue("https://example.vn/", "webhook");
  ring();
  EXPECT_EQ(webhook_.sent.size(), 1U);
}

TEST_F(CourierOfAFullChannel, CountsWhatTrialModeRedirectsToIt) {
  outbox::set_sending_switch(
      *connection_,
      {.trial_address = "thu@so.example.vn", .changed_at = clock_.now(), .reason = "trial"});
  const auto hook = enqueue("https://example.vn/", "webhook");
  ring();
  EXPECT_EQ(mail_.sent.size(), 4U);
  EXPECT_EQ(state(hook), MessageState::queued);
  answer_all();
  EXPECT_EQ(mail_.sent.size(), 101U);
  EXPECT_EQ(state(hook), MessageState::accepted);
}

TEST_F(CourierTest, ClaimsAtMostOneBatchInAnAct) {
  for (int i = 0; i < 1'200; ++i) enqueue(std::to_string(i) + "@b.vn");
  courier_->ring();
  write_once();
  EXPECT_EQ(mail_.sent.size(), 500U);
  write();
  EXPECT_EQ(mail_.sent.size(), 1'000U);
}

TEST_F(CourierTest, LetsADeadReceiverHoldNobodyElseUp) {
  for (int i = 0; i < 1'500; ++i) enqueue("https://dead.example.vn/", "webhook");
  clock_.advance(1ms);
  for (int i = 0; i < 20; ++i) enqueue(std::to_string(i) + "@b.vn");
  mail_.at_once = accepted;
  ring();
  EXPECT_EQ(mail_.sent.size(), 20U);
  EXPECT_LE(webhook_.sent.size(), 16U);
}

TEST_F(CourierTest, DrainsEverythingOnce) {
  std::set<MessageId> enqueued;
  for (int i = 0; i < 1'500; ++i) enqueued.insert(enqueue(std::to_string(i % 7) + "@b.vn"));
  mail_.at_once = accepted;
  ring();
  std::set<MessageId> sent;
  for (const auto& message : mail_.sent) sent.insert(message.id);
  EXPECT_EQ(mail_.sent.size(), 1'500U);
  EXPECT_EQ(sent, enqueued);
  EXPECT_EQ(outbox::count_unsettled(*connection_), 0);
  EXPECT_EQ(wish_, std::nullopt);
}

TEST_F(CourierTest, WishesForTheNextDueInstantExactly) {
  auto later = clock_.now() + 90min;
  outbox::enqueue(*connection_,
                  {.id = MessageId::make(clock_.now(), random_),
                   .channel = "mail",
                   .address = "a@b.vn",
                   .kind = "k",
                   .body = "b",
                   .send_at = later},
                  clock_.now());
  ring();
  EXPECT_EQ(wish_, later);
  EXPECT_TRUE(mail_.sent.empty());
}

TEST_F(CourierTest, ClaimsNothingMoreOnceStopped) {
  const auto first = enqueue();
  ring();
  courier_->stop();
  const auto second = enqueue();
  mail_.answer(accepted);
  write();
  ring();
  EXPECT_EQ(state(first), MessageState::accepted);
  EXPECT_EQ(state(second), MessageState::queued);
}

TEST_F(CourierTest, DropsAnswersThatComeAfterItIsGone) {
  const auto id = enqueue();
  ring();
  courier_.reset();
  mail_.answer(accepted);
  EXPECT_TRUE(acts_.empty());
  EXPECT_EQ(state(id), MessageState::sending);
}

}  // namespace
}  // namespace inspectord

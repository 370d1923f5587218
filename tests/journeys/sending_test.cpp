// SPDX-License-Identifier: Apache-2.0
// Pausing, trial mode, dead letters and webhooks, through the whole service.
#include "formats/json.hpp"
#include "notifications/webhook_signature.hpp"
#include "storage/agencies.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/smtp_server.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/sending_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A receiver of webhooks that keeps what came and answers with a status of the test's choice.
class Hook {
 public:
  struct Call {
    std::map<std::string, std::string> fields;
    std::string body;
  };

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook"; }
  void answer(std::string status) {
    const std::lock_guard lock{mutex_};
    status_ = std::move(status);
  }
  std::vector<Call> calls() const {
    const std::lock_guard lock{mutex_};
    return calls_;
  }

 private:
  void serve(testing::Peer& peer) {
    while (true) {
      Call call;
      peer.read_line();
      for (auto line = peer.read_line(); !line.empty(); line = peer.read_line()) {
        const auto colon = line.find(": ");
        auto name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        call.fields[name] = line.substr(colon + 2);
      }
      call.body = peer.read_exactly(std::stoul(call.fields.at("content-length")));
      const std::lock_guard lock{mutex_};
      calls_.push_back(std::move(call));
      peer.write("HTTP/1.1 " + status_ + "\r\nContent-Length: 0\r\n\r\n");
    }
  }

  mutable std::mutex mutex_;
  std::string status_ = "204 No Content";
  std::vector<Call> calls_;
  testing::LoopbackServer server_{[this](testing::Peer& peer) { serve(peer); }};
};

void allow_loopback(Options& options) {
  options.webhook.allow = {"127.0.0.0/8"};
  options.webhook.allow_http = true;
}

/// Bắc Giang is notified; Sở Y tế has a webhook beside its mail.
class Webhooks : public ::testing::Test {
 protected:
  Webhooks() {
    service.tick();
    service.mails();
    const auto agency = service.plan(plan).agencies.at("so-y-te");
    const auto added = service.write([&](Transaction& tx) {
      return add_contact(tx,
                         {.id = {},
                          .agency = agency,
                          .kind = ContactKind::webhook,
                          .address = hook.url(),
                          .label = {},
                          .secret = std::string{secret},
                          .language = "vi",
                          .disabled_because = {}},
                         service.staff().planner, service.now(), service.house());
    });
    contact = added.value();
  }
  std::vector<StoredMessage> hooks() {
    auto all = service.messages(plan);
    std::erase_if(all, [](const auto& message) { return message.channel != "webhook"; });
    return all;
  }

  Hook hook;
  Journey service{"2024-04-24 09:00", allow_loopback};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
  ContactId contact;
};

TEST_F(Webhooks, CarryTheSameReminderSignedAsStandardWebhooks) {
  service.live_until("2024-05-06 12:00");
  const auto calls = hook.calls();
  ASSERT_THAT(calls, SizeIs(1));
  const auto& call = calls.front();
  const auto id = MessageId::parse(call.fields.at("webhook-id"));
  ASSERT_TRUE(id);
  const Instant at{std::chrono::seconds{std::stoll(call.fields.at("webhook-timestamp"))}};
  EXPECT_EQ(call.fields.at("webhook-signature"),
            WebhookSecret::parse(secret).value().sign(*id, at, call.body));
  const auto body = parse_json(call.body).value();
  ASSERT_EQ(body.if_object()->size(), 3U);
  EXPECT_EQ(*body.find("type")->if_string(), "visit_reminder");
  EXPECT_EQ(*body.find("timestamp")->if_string(), "2024-05-06T08:00:00+07:00");
  EXPECT_EQ(*body.at_pointer("/data/plan/key")->if_string(), "bac-giang-2024");
  EXPECT_EQ(*body.at_pointer("/data/recipient/name")->if_string(), "Sở Y tế");
  EXPECT_EQ(*body.at_pointer("/data/items/0/key")->if_string(), "son-dong");
  EXPECT_THAT(*body.at_pointer("/data/text")->if_string(), Not(HasSubstr("http")));
  ASSERT_THAT(hooks(), SizeIs(1));
  EXPECT_EQ(hooks().front().state, MessageState::accepted);
  EXPECT_THAT(receivers(service.mails()), ::testing::Contains("so-y-te"))
      << "the mail goes as well";
}

TEST_F(Webhooks, ThatAreGoneAreDisabledAndJournalledAndTheirAgencyIsTold) {
  hook.answer("410 Gone");
  service.live_until("2024-05-06 12:00");
  const auto journal = service.journal();
  EXPECT_EQ(std::count_if(journal.begin(), journal.end(),
                          [&](const auto& record) {
                            return record.entry.what == "endpoint.disabled" &&
                                   record.entry.subject == Subject::of("contact", contact);
                          }),
            1);
  const auto told = speaking_of(service.mails(), "không còn (mã 410)");
  EXPECT_THAT(receivers(told), ::testing::Contains("so-y-te").Times(1));
  for (const auto& mail : told) EXPECT_THAT(mail.text, Not(HasSubstr("/hook")));
  service.live_until("2024-05-08 12:00");  // the next reminder to Sở Y tế
  EXPECT_THAT(hook.calls(), SizeIs(1)) << "nothing more is sent there";
  const auto mails = service.mails();
  EXPECT_THAT(receivers(mails), ::testing::Contains("so-y-te"));
  EXPECT_THAT(speaking_of(mails, "không còn (mã 410)"), IsEmpty());
  EXPECT_THAT(hooks(), SizeIs(1));
}

TEST_F(Webhooks, ThatWereRefusedAreSeenAndSentAgainUnchanged) {
  hook.answer("400 Bad Request");
  service.live_until("2024-05-06 12:00");
  ASSERT_THAT(hooks(), SizeIs(1));
  const auto dead = hooks().front();
  EXPECT_EQ(dead.state, MessageState::dead);
  const auto attempts =
      service.read([&](Snapshot& db) { return outbox::attempts_of(db, dead.id); });
  ASSERT_THAT(attempts, SizeIs(1));
  EXPECT_EQ(attempts.front().status, 400);

  hook.answer("200 OK");
  EXPECT_TRUE(service.write([&](Transaction& tx) {
    return send_message_again(tx, dead.id, service.staff().clerk, service.now(), service.house());
  }));
  service.tick();
  EXPECT_EQ(hooks().front().state, MessageState::accepted);
  const auto calls = hook.calls();
  ASSERT_THAT(calls, SizeIs(2));
  EXPECT_EQ(calls[0].fields.at("webhook-id"), calls[1].fields.at("webhook-id"));
  EXPECT_EQ(calls[0].body, calls[1].body);
}

TEST_F(Webhooks, ThatAreBusyAreTriedAgainWhenTheLadderSays) {
  hook.answer("503 Service Unavailable");
  service.live_until("2024-05-06 08:00");
  ASSERT_THAT(hooks(), SizeIs(1));
  const auto waiting = hooks().front();
  EXPECT_EQ(waiting.state, MessageState::retrying);
  EXPECT_GE(waiting.next_attempt_at, service.now() + std::chrono::seconds{5});
  EXPECT_LE(waiting.next_attempt_at, service.now() + std::chrono::seconds{6});
  hook.answer("200 OK");
  service.move_to("2024-05-06 08:01");
  EXPECT_EQ(hooks().front().state, MessageState::accepted);
  EXPECT_EQ(hook.calls()[0].fields.at("webhook-id"), hook.calls()[1].fields.at("webhook-id"));
}

TEST(Pausing, HoldsEverythingOverARestartAndLosesNothing) {
  Journey service{"2024-04-24 09:00"};
  service.pause(true);
  const auto plan = service.issue(plan_file("bac-giang-2024")).id;
  service.app().tick();
  const auto notices = service.messages(plan).size();
  EXPECT_GT(notices, 25U);
  service.set_clock("2024-04-25 08:00");
  service.app().tick();
  EXPECT_EQ(service.messages(plan).size(), notices + 18) << "reminders go on being composed";
  service.stop();
  service.start(Journey::Sending::paused);
  for (const auto& message : service.messages(plan)) EXPECT_EQ(message.state, MessageState::queued);
  EXPECT_THAT(service.mails(), IsEmpty());

  service.pause(false);
  service.tick();
  EXPECT_THAT(service.mails(), SizeIs(notices + 18));
  for (const auto& message : service.messages(plan))
    EXPECT_EQ(message.state, MessageState::accepted);
  const auto journal = service.journal();
  const auto audited = [](const JournalRecord& record) { return record.entry.why == "Thử nghiệm"; };
  EXPECT_EQ(std::count_if(journal.begin(), journal.end(), audited), 2)
      << "who paused and who resumed, and why";
}

TEST(Trial, SendsEverythingToOneAddressWithAMark) {
  const testing::Certificate certificate;
  testing::SmtpServer relay{certificate, {.tls = testing::SmtpServer::Tls::none}};
  Journey service{"2024-04-24 09:00", [&](Options& options) {
                    allow_loopback(options);
                    options.mail.relay = "smtp://127.0.0.1:" + std::to_string(relay.port());
                    options.mail.starttls_required = false;
                    options.sending.trial_address = "thu@minhhoa.example";
                  }};
  const auto plan = service.issue(plan_file("bac-giang-2024")).id;
  service.tick();
  const auto mails = relay.mails();
  EXPECT_EQ(mails.size(), service.messages(plan).size());
  EXPECT_THAT(mails, Not(IsEmpty()));
  for (const auto& mail : mails) {
    EXPECT_THAT(mail.to, HasSubstr("thu@minhhoa.example"));
    const auto read = read_mail(mail.body);
    EXPECT_TRUE(read.subject.starts_with("[THỬ/TEST] 77/KH-MH")) << read.subject;
    ASSERT_EQ(read.fields.count("X-Inspectord-Trial-For"), 1U);
    EXPECT_THAT(read.fields.find("X-Inspectord-Trial-For")->second, HasSubstr("bac-giang-2024."));
  }
}

TEST(Trial, RefusesToStartWithAnAddressThatIsNone) {
  EXPECT_THROW((Journey{"2024-04-24 09:00",
                        [](Options& options) { options.sending.trial_address = "khong phai"; }}),
               std::invalid_argument);
}

/// A relay that lets nobody in before the test says so.
class ARelayThatIsSlow : public ::testing::Test {
 protected:
  ~ARelayThatIsSlow() override { let_in(); }

  void wait_at_the_door() {
    std::unique_lock lock{mutex_};
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  bool wait_until_at_the_door(int connections) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{10},
                             [&] { return waiting_ >= connections; });
  }
  void let_in() {
    const std::lock_guard lock{mutex_};
    open_ = true;
    changed_.notify_all();
  }
  std::ptrdiff_t in_state(MessageState state) {
    const auto messages = service.messages(plan);
    return std::count_if(messages.begin(), messages.end(),
                         [&](const auto& message) { return message.state == state; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;

 protected:
  const testing::Certificate certificate;
  testing::SmtpServer relay{
      certificate,
      {.tls = testing::SmtpServer::Tls::none, .before_greeting = [this] { wait_at_the_door(); }}};
  Journey service{"2024-04-24 09:00", [this](Options& options) {
                    options.mail.relay = "smtp://127.0.0.1:" + std::to_string(relay.port());
                    options.mail.starttls_required = false;
                  }};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
};

TEST_F(ARelayThatIsSlow, GetsNoneOfTheMailsThatWaitOnceSendingIsPaused) {
  constexpr int connections = 4;
  const auto all = in_state(MessageState::queued);
  ASSERT_GT(all, connections);
  service.app().tick();
  ASSERT_TRUE(wait_until_at_the_door(connections));
  EXPECT_EQ(in_state(MessageState::sending), connections);
  service.pause(true);
  let_in();
  while (in_state(MessageState::sending) > 0) std::this_thread::yield();
  EXPECT_THAT(relay.mails(), SizeIs(connections));
  EXPECT_EQ(in_state(MessageState::queued), all - connections);
  service.pause(false);
  service.tick();
  EXPECT_EQ(in_state(MessageState::accepted), all);
}

}  // namespace
}  // namespace inspectord

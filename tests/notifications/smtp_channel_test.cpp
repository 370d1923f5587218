// SPDX-License-Identifier: Apache-2.0
#include "notifications/smtp_channel.hpp"

#include "tests/support/smtp_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <latch>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using testing::Certificate;
using testing::SmtpServer;
using Behaviour = SmtpServer::Behaviour;
using Tls = SmtpServer::Tls;
using Security = SmtpChannel::Security;

class SmtpChannelTest : public ::testing::Test {
 protected:
  static const Certificate& certificate() {
    static const Certificate certificate;
    return certificate;
  }
  static const Certificate& other_certificate() {
    static const Certificate certificate;
    return certificate;
  }

  static SmtpChannel::Options options(std::uint16_t port, Security security = Security::starttls) {
    return {.host = "127.0.0.1",
            .port = port,
            .security = security,
            .sender = EmailAddress::parse("lich@so.example.vn").value(),
            .ca_file = certificate().file(),
            .connections = 2,
            .whole_limit = 10s};
  }

  static OutgoingMessage a_message(int number = 1) {
    SeededRandom random{static_cast<std::uint64_t>(number)};
    return {.id = MessageId::make(from_millis(number), random),
            .channel = "mail",
            .to = "vanthu@chomoi.example.vn",
            .subject = "x",
            .body = "Subject: x\r\nMessage-ID: <1@so.example.vn>\r\n\r\n.dot\r\n..\r\nend\r\n"};
  }

  static Delivery deliver(SmtpChannel& channel, const OutgoingMessage& message = a_message()) {
    std::promise<Delivery> answer;
    channel.deliver(message, [&](Delivery delivery) { answer.set_value(std::move(delivery)); });
    return answer.get_future().get();
  }

  static Delivery deliver_once(const SmtpServer& server, Security security = Security::starttls) {
    SmtpChannel channel{options(server.port(), security)};
    return deliver(channel);
  }

  static bool said(const SmtpServer& server, std::string_view verb) {
    const auto commands = server.commands();
    return std::any_of(commands.begin(), commands.end(),
                       [&](const auto& line) { return line.starts_with(verb); });
  }
};

TEST_F(SmtpChannelTest, SendsTheVeryBytesOverStarttls) {
  const SmtpServer server{certificate(), {}};
  const auto delivery = deliver_once(server);
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::accepted) << delivery.detail;
  EXPECT_EQ(delivery.status, 250);
  ASSERT_EQ(server.mails().size(), 1U);
  const auto mail = server.mails().front();
  EXPECT_TRUE(mail.secure);
  EXPECT_EQ(mail.from, "lich@so.example.vn");
  EXPECT_EQ(mail.to, "vanthu@chomoi.example.vn");
  EXPECT_EQ(mail.body, a_message().body);
}

TEST_F(SmtpChannelTest, SendsOverImplicitTls) {
  const SmtpServer server{certificate(), {.tls = Tls::implicit}};
  EXPECT_EQ(deliver_once(server, Security::implicit).outcome, DeliveryOutcome::accepted);
  EXPECT_TRUE(server.mails().at(0).secure);
}

TEST_F(SmtpChannelTest, SendsPlainToLoopbackWhereThatIsConfigured) {
  const SmtpServer server{certificate(), {.tls = Tls::none}};
  EXPECT_EQ(deliver_once(server, Security::plain_loopback).outcome, DeliveryOutcome::accepted);
  EXPECT_FALSE(server.mails().at(0).secure);
}

TEST_F(SmtpChannelTest, NeverConnectsPlainBeyondLoopback) {
  auto beyond = options(25, Security::plain_loopback);
  beyond.host = "192.0.2.1";
  SmtpChannel channel{beyond};
  const auto delivery = deliver(channel);
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("unreachable")) << delivery.detail;
}

TEST_F(SmtpChannelTest, SaysNothingMoreWhereStarttlsWasStripped) {
  const SmtpServer server{certificate(), {.tls = Tls::none, .login = true}};
  auto with_login = options(server.port());
  with_login.user = "u";
  with_login.password = Secret{"p"};
  SmtpChannel channel{with_login};
  const auto delivery = deliver(channel);
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("no_starttls")) << delivery.detail;
  EXPECT_FALSE(said(server, "AUTH"));
  EXPECT_FALSE(said(server, "MAIL"));
}

TEST_F(SmtpChannelTest, SaysNothingMoreWhereStarttlsIsRefused) {
  const SmtpServer server{certificate(), {.replies = {{"STARTTLS", "454 not now"}}}};
  EXPECT_EQ(deliver_once(server).outcome, DeliveryOutcome::retry);
  EXPECT_FALSE(said(server, "MAIL"));
}

TEST_F(SmtpChannelTest, TrustsNoUnknownCertificate) {
  for (const auto tls : {Tls::starttls, Tls::implicit}) {
    const SmtpServer server{other_certificate(), {.tls = tls}};
    const auto delivery =
        deliver_once(server, tls == Tls::starttls ? Security::starttls : Security::implicit);
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
    EXPECT_TRUE(delivery.detail.starts_with("tls_failed")) << delivery.detail;
    EXPECT_FALSE(said(server, "MAIL"));
  }
}

TEST_F(SmtpChannelTest, LogsIn) {
  const SmtpServer server{certificate(), {.login = true}};
  auto with_login = options(server.port());
  with_login.user = "lich";
  with_login.password = Secret{"mật khẩu"};
  SmtpChannel channel{with_login};
  EXPECT_EQ(deliver(channel).outcome, DeliveryOutcome::accepted);
  EXPECT_EQ(server.mails().at(0).login, "lich:mật khẩu");
}

TEST_F(SmtpChannelTest, TriesAgainWhereTheLoginIsRefused) {
  const SmtpServer server{certificate(), {.login = true, .replies = {{"AUTH", "535 5.7.8 no"}}}};
  auto with_login = options(server.port());
  with_login.user = "lich";
  with_login.password = Secret{"wrong"};
  SmtpChannel channel{with_login};
  const auto delivery = deliver(channel);
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("login_refused")) << delivery.detail;
  EXPECT_EQ(delivery.detail.find("wrong"), std::string::npos);
  EXPECT_FALSE(said(server, "MAIL"));
}

TEST_F(SmtpChannelTest, TriesAgainAfterA4xxAtAnyVerb) {
  for (const char* verb : {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "."}) {
    const SmtpServer server{certificate(), {.replies = {{verb, "451 4.7.1 greylisted"}}}};
    const auto delivery = deliver_once(server);
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry) << verb << " " << delivery.detail;
    EXPECT_TRUE(server.mails().empty()) << verb;
  }
}

TEST_F(SmtpChannelTest, GivesUpAMessageThatIsRefusedForGood) {
  for (const char* verb : {"MAIL", "RCPT", "DATA", "."}) {
    const SmtpServer server{certificate(), {.replies = {{verb, "550 5.1.1 no such user"}}}};
    const auto delivery = deliver_once(server);
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::dead) << verb;
    EXPECT_EQ(delivery.status, 550) << verb;
    EXPECT_EQ(delivery.detail, "refused: 550 5.1.1 no such user") << verb;
  }
}

TEST_F(SmtpChannelTest, TriesAgainWhereTheRelayRefusesTheWholeSession) {
  for (const char* verb : {"GREETING", "EHLO", "STARTTLS"}) {
    const SmtpServer server{certificate(), {.replies = {{verb, "554 5.3.2 no service"}}}};
    EXPECT_EQ(deliver_once(server).outcome, DeliveryOutcome::retry) << verb;
    EXPECT_FALSE(said(server, "MAIL"));
  }
}

TEST_F(SmtpChannelTest, TriesAgainWhereTheConnectionIsLostAtAnyVerb) {
  for (const char* verb : {"GREETING", "EHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "."}) {
    const SmtpServer server{certificate(), {.drop_at = verb}};
    const auto delivery = deliver_once(server);
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry) << verb << " " << delivery.detail;
  }
}

TEST_F(SmtpChannelTest, SendsTheSameBytesAgainAfterALostAnswer) {
  const SmtpServer lost{certificate(), {.drop_at = "."}};
  const SmtpServer found{certificate(), {}};
  EXPECT_EQ(deliver_once(lost).outcome, DeliveryOutcome::retry);
  EXPECT_EQ(deliver_once(found).outcome, DeliveryOutcome::accepted);
  ASSERT_EQ(lost.mails().size(), 1U);
  EXPECT_EQ(lost.mails().at(0).body, found.mails().at(0).body);
}

TEST_F(SmtpChannelTest, WaitsForALateGreetingLongerThanForTheConnection) {
  std::promise<void> greet;
  const SmtpServer server{certificate(), {.before_greeting = [answer = greet.get_future().share()] {
                            answer.wait_for(300ms);
                          }}};
  auto hasty = options(server.port());
  hasty.connect_limit = 50ms;
  SmtpChannel channel{hasty};
  EXPECT_EQ(deliver(channel).outcome, DeliveryOutcome::accepted);
}

TEST_F(SmtpChannelTest, DoesNotWaitForeverForAGreeting) {
  std::promise<void> never;
  const SmtpServer server{
      certificate(), {.before_greeting = [answer = never.get_future().share()] { answer.wait(); }}};
  auto hasty = options(server.port());
  hasty.whole_limit = 200ms;
  SmtpChannel channel{hasty};
  const auto delivery = deliver(channel);
  never.set_value();
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("timed_out")) << delivery.detail;
  EXPECT_GE(delivery.took, 150ms);
}

TEST_F(SmtpChannelTest, UsesItsConnectionsAgainAndNoMoreThanAllowed) {
  const SmtpServer server{certificate(), {}};
  SmtpChannel channel{options(server.port())};
  std::latch answered{50};
  for (int i = 0; i < 50; ++i) {
    channel.deliver(a_message(i), [&](const Delivery& delivery) {
      EXPECT_EQ(delivery.outcome, DeliveryOutcome::accepted) << delivery.detail;
      answered.count_down();
    });
  }
  answered.wait();
  EXPECT_EQ(server.mails().size(), 50U);
  EXPECT_LE(server.connections(), 2);
}

TEST_F(SmtpChannelTest, DoesNotCountAttemptsThatAnUnreachableRelayPrevented) {
  std::uint16_t closed_port = 0;
  {
    const SmtpServer server{certificate(), {}};
    closed_port = server.port();
  }
  auto narrow = options(closed_port);
  narrow.connections = 1;
  SmtpChannel channel{narrow};
  std::atomic<int> attempted = 0;
  std::latch answered{10};
  for (int i = 0; i < 10; ++i) {
    channel.deliver(a_message(i), [&](const Delivery& delivery) {
      EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
      attempted += delivery.attempted ? 1 : 0;
      answered.count_down();
    });
  }
  answered.wait();
  EXPECT_GE(attempted, 1);
  EXPECT_LE(attempted, 10);
}

TEST_F(SmtpChannelTest, NamesTheMessageInTheEnvelopeWhereBouncesShallFindIt) {
  const SmtpServer server{certificate(), {}};
  auto verp = options(server.port());
  verp.sender_per_message = true;
  SmtpChannel channel{verp};
  deliver(channel);
  EXPECT_EQ(server.mails().at(0).from, "lich+" + a_message().id.to_string() + "@so.example.vn");
}

TEST_F(SmtpChannelTest, GivesUpWhatIsNoAddressWithoutConnecting) {
  const SmtpServer server{certificate(), {}};
  SmtpChannel channel{options(server.port())};
  auto message = a_message();
  message.to = "a@b.vn>\r\nRCPT TO:<victim@example.vn";
  EXPECT_EQ(deliver(channel, message).outcome, DeliveryOutcome::dead);
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(SmtpChannelTest, AnswersAllThatItHoldsWhenItStops) {
  std::promise<void> never;
  const SmtpServer server{
      certificate(), {.before_greeting = [answer = never.get_future().share()] { answer.wait(); }}};
  std::atomic<int> answered = 0;
  {
    SmtpChannel channel{options(server.port())};
    for (int i = 0; i < 10; ++i) {
      channel.deliver(a_message(i), [&](const Delivery& delivery) {
        EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
        ++answered;
      });
    }
    channel.stop();
    EXPECT_EQ(answered, 10);
    EXPECT_FALSE(deliver(channel).attempted);
  }
  never.set_value();
}

}  // namespace
}  // namespace inspectord

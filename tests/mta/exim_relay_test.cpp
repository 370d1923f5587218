// SPDX-License-Identifier: Apache-2.0
// The mail of a notified plan against Debian's Exim: TLS and log-in as a relay of an office asks
// for them.
#include "tests/mta/exim_relay.hpp"

#include "storage/outbox.hpp"
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

namespace inspectord {
namespace {

using testing::Certificate;
using testing::EximRelay;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Mta : public ::testing::Test {
 protected:
  /// Bắc Giang's plan is approved and notified by a service that knows this relay; then the service
  /// ends, and with it its connections.
  void notify(EximRelay& relay, const std::string& password, const std::string& trusted) {
    service.emplace("2024-04-24 09:00", [&](Options& options) {
      options.mail.relay = relay.url();
      options.mail.ca_file = trusted;
      options.mail.user = "inspectord";
      options.mail.password = Secret{password};
    });
    plan = service->issue(plan_file("bac-giang-2024")).id;
    service->tick();
    messages = service->messages(plan);
    for (const auto& message : messages)
      bodies[message.id.to_string()] =
          service->read([&](Snapshot& db) { return outbox::body_of(db, message.id).value(); });
    ASSERT_GT(messages.size(), 25U);
  }
  void end(EximRelay& relay) {
    service->stop();
    ASSERT_TRUE(relay.deliver());
  }
  void expect_all_wait_because(const std::string& detail) {
    int attempted = 0;
    for (const auto& message : messages) {
      EXPECT_THAT(message.state, ::testing::AnyOf(MessageState::queued, MessageState::retrying));
      attempted += message.state == MessageState::retrying;
      EXPECT_THAT(message.detail.value_or(detail), HasSubstr(detail));
    }
    EXPECT_GT(attempted, 0);
  }

  const Certificate certificate;
  std::optional<Journey> service;
  PlanId plan;
  std::vector<StoredMessage> messages;
  std::map<std::string, std::string> bodies;
};

TEST_F(Mta, ReceivesEveryMailOfAPlanByteForByteOverTlsAfterLogIn) {
  EximRelay relay{certificate};
  notify(relay, EximRelay::Terms{}.password, certificate.file());
  for (const auto& message : messages)
    EXPECT_EQ(message.state, MessageState::accepted) << message.detail.value_or("");
  end(relay);

  std::map<std::string, EximRelay::Mail> by_id;
  for (const auto& mail : relay.mailbox()) {
    const auto read = read_mail(mail.bytes);
    const auto id = read.fields.find("Message-ID");
    ASSERT_NE(id, read.fields.end());
    EXPECT_TRUE(by_id.emplace(id->second.substr(1, id->second.find('@') - 1), mail).second)
        << id->second << " came twice";
  }
  ASSERT_EQ(by_id.size(), messages.size()) << relay.log();
  for (const auto& message : messages) {
    const auto found = by_id.find(message.id.to_string());
    ASSERT_NE(found, by_id.end());
    EXPECT_EQ(found->second.bytes, bodies.at(message.id.to_string()));
    EXPECT_EQ(found->second.to, message.address);
    EXPECT_EQ(read_mail(found->second.bytes).subject, message.subject);
    EXPECT_TRUE(std::any_of(message.subject.begin(), message.subject.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80;
    })) << message.subject;
  }
  EXPECT_THAT(relay.log(), HasSubstr("P=esmtpsa")) << "TLS and log-in";
  EXPECT_THAT(relay.log(), Not(HasSubstr("P=esmtp ")));
}

TEST_F(Mta, ThatKnowsAnotherPasswordLeavesEveryMailWaitingAndSaysWhy) {
  EximRelay relay{certificate};
  notify(relay, "another", certificate.file());
  expect_all_wait_because("login_refused: 535");
  end(relay);
  EXPECT_THAT(relay.mailbox(), IsEmpty());
  EXPECT_THAT(relay.log(), HasSubstr("plain authenticator failed"));
}

TEST_F(Mta, WhosePasswordStaysWrongEndsInDeadLettersThatSayWhy) {
  EximRelay relay{certificate};
  notify(relay, "another", certificate.file());
  for (const char* at : {"2024-04-24 09:01", "2024-04-24 09:10", "2024-04-24 10:00",
                         "2024-04-24 13:00", "2024-04-24 19:00", "2024-04-25 06:30",
                         "2024-04-25 22:30", "2024-04-26 21:00", "2024-04-28 00:30"})
    service->move_to(at);
  int dead = 0;
  for (const auto& message : service->messages(plan)) {
    if (message.state != MessageState::dead) continue;
    ++dead;
    EXPECT_THAT(message.detail.value_or(""), HasSubstr("login_refused: 535"));
  }
  EXPECT_GT(dead, 0);
  end(relay);
  EXPECT_THAT(relay.mailbox(), IsEmpty());
}

TEST_F(Mta, WhoseCertificateNobodyKnownVouchesForGetsNothing) {
  EximRelay relay{certificate};
  notify(relay, EximRelay::Terms{}.password, "");
  expect_all_wait_because("tls_failed");
  end(relay);
  EXPECT_THAT(relay.mailbox(), IsEmpty());
  EXPECT_THAT(relay.log(), Not(HasSubstr("A=plain")));
}

TEST_F(Mta, WithoutStarttlsGetsNeitherMailNorPassword) {
  EximRelay relay{certificate, {.starttls = false}};
  notify(relay, EximRelay::Terms{}.password, certificate.file());
  expect_all_wait_because("no_starttls");
  end(relay);
  EXPECT_THAT(relay.mailbox(), IsEmpty());
  // Exim lists the commands of a session in which no mail came.
  EXPECT_THAT(relay.log(), ::testing::ContainsRegex("no MAIL in SMTP connection"));
  EXPECT_THAT(relay.log(), Not(HasSubstr("AUTH")));
  EXPECT_THAT(relay.log(), Not(HasSubstr("<=")));
}

}  // namespace
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "notifications/trial.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

const auto trial = EmailAddress::parse("thu@so.example.vn").value();
const Mailbox from{EmailAddress::parse("lich@so.example.vn").value(), "Sở"};
const auto id = *MessageId::parse("01902d3e-8c00-7abc-8def-0123456789ab");

TEST(RedirectForTrial, SendsTheMarkedMailToTheTrialAddress) {
  const auto to = EmailAddress::parse("vanthu@chomoi.example.vn").value();
  const auto bytes = render({.id = id,
                             .from = from,
                             .to = {to, ""},
                             .reply_to = {},
                             .subject = "Lịch",
                             .date = from_millis(0),
                             .plan = {},
                             .text = "x",
                             .html = {}});
  const auto redirected = redirect_for_trial(
      {.id = id, .channel = "mail", .to = to.text(), .subject = "Lịch", .body = bytes}, trial,
      from);
  EXPECT_EQ(redirected.channel, "mail");
  EXPECT_EQ(redirected.to, trial.text());
  EXPECT_EQ(redirected.body, mark_as_trial(bytes, "Lịch", to));
}

TEST(RedirectForTrial, MakesAMailOfAWebhookAndShowsOnlyItsHost) {
  const OutgoingMessage hook{.id = id,
                             .channel = "webhook",
                             .to = "https://chat.example.vn/hooks/secret",
                             .subject = "plan.notified",
                             .body = "{\"type\":1}",
                             .secret_ref = "s"};
  const auto redirected = redirect_for_trial(hook, trial, from);
  EXPECT_EQ(redirected.channel, "mail");
  EXPECT_EQ(redirected.to, trial.text());
  EXPECT_NE(redirected.body.find("https://chat.example.vn/..."), std::string::npos);
  EXPECT_NE(redirected.body.find("{\"type\":1}"), std::string::npos);
  EXPECT_EQ(redirected.body.find("hooks/secret"), std::string::npos);
  EXPECT_EQ(redirect_for_trial(hook, trial, from).body, redirected.body);
}

}  // namespace
}  // namespace inspectord

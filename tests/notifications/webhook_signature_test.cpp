// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_signature.hpp"

#include "core/digest.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

const auto id = *MessageId::parse("01902d3e-8c00-7abc-8def-0123456789ab");

TEST(WebhookSignature, IsTheHmacOfIdTimestampAndBody) {
  const auto secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
  const auto key = from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
  const auto mac =
      hmac_sha256(key, "01902d3e-8c00-7abc-8def-0123456789ab.1614265330.{\"test\": 2432232314}");
  const auto at = from_millis(1614265330'999);
  EXPECT_EQ(secret.sign(id, at, "{\"test\": 2432232314}"),
            "v1," + to_base64({reinterpret_cast<const char*>(mac.data()), mac.size()}));
}

TEST(WebhookSignature, NamesEachSecretWhileTheyRotate) {
  SeededRandom random{1};
  const auto now = from_millis(1'000);
  const auto first = WebhookSecret::make(random);
  const auto second = WebhookSecret::make(random);
  EXPECT_EQ(webhook_signature({first, second}, id, now, "{}"),
            first.sign(id, now, "{}") + " " + second.sign(id, now, "{}"));
  EXPECT_NE(first.sign(id, now, "{}"), second.sign(id, now, "{}"));
}

TEST(WebhookSecret, ReadsWhatItWrites) {
  SeededRandom random{7};
  const auto secret = WebhookSecret::make(random);
  EXPECT_EQ(WebhookSecret::parse(secret.text())->text(), secret.text());
}

TEST(WebhookSecret, Has24To64BytesAndItsPrefix) {
  EXPECT_TRUE(WebhookSecret::parse("whsec_" + to_base64(std::string(24, 'a'))));
  EXPECT_TRUE(WebhookSecret::parse("whsec_" + to_base64(std::string(64, 'a'))));
  for (const auto& text :
       {"whsec_" + to_base64(std::string(23, 'a')), "whsec_" + to_base64(std::string(65, 'a')),
        to_base64(std::string(32, 'a')), std::string{"whsec_"}, std::string{"whsec_!!!!"},
        std::string{}}) {
    EXPECT_FALSE(WebhookSecret::parse(text)) << text;
  }
}

}  // namespace
}  // namespace inspectord

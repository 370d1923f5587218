// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/secret.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

inline constexpr Reason bad_webhook_secret{"bad_webhook_secret", RefusalKind::invalid};

/// The key that a webhook is signed with (Standard Webhooks): "whsec_" and the base64 of 24 to 64
/// bytes.
class WebhookSecret {
 public:
  static Result<WebhookSecret> parse(std::string_view text);
  static WebhookSecret make(Random&);  ///< 32 fresh bytes.

  std::string text() const;  ///< As the receiver needs it. Shown once, never logged.

  /// "v1," and the base64 HMAC-SHA256 of "id.timestamp.body", the timestamp in seconds.
  std::string sign(const MessageId&, Instant at, std::string_view body) const;

 private:
  explicit WebhookSecret(Secret key) : key_(std::move(key)) {}

  Secret key_;
};

/// The value of webhook-signature: one signature for each secret, so that secrets can be rotated.
std::string webhook_signature(const std::vector<WebhookSecret>&, const MessageId&, Instant at,
                              std::string_view body);

}  // namespace inspectord

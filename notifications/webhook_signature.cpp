// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_signature.hpp"

#include "core/digest.hpp"

namespace inspectord {
namespace {

constexpr std::string_view secret_prefix = "whsec_";

}  // namespace

Result<WebhookSecret> WebhookSecret::parse(std::string_view text) {
  if (!text.starts_with(secret_prefix)) return Refusal{bad_webhook_secret};
  auto key = from_base64(text.substr(secret_prefix.size()));
  if (!key || key->size() < 24 || key->size() > 64) return Refusal{bad_webhook_secret};
  return WebhookSecret{Secret{*std::move(key)}};
}

WebhookSecret WebhookSecret::make(Random& random) {
  std::string key(32, '\0');
  random.fill(std::as_writable_bytes(std::span{key}));
  return WebhookSecret{Secret{std::move(key)}};
}

std::string WebhookSecret::text() const {
  return std::string{secret_prefix} + to_base64(key_.reveal());
}

std::string WebhookSecret::sign(const MessageId& id, Instant at, std::string_view body) const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  const auto mac = hmac_sha256(
      key_.reveal(), id.to_string() + "." + std::to_string(seconds) + "." + std::string{body});
  return "v1," + to_base64({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

std::string webhook_signature(const std::vector<WebhookSecret>& secrets, const MessageId& id,
                              Instant at, std::string_view body) {
  std::string value;
  for (const auto& secret : secrets) {
    if (!value.empty()) value += ' ';
    value += secret.sign(id, at, body);
  }
  return value;
}

}  // namespace inspectord

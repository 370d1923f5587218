// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "notifications/address_guard.hpp"
#include "notifications/curl_loop.hpp"
#include "notifications/delivery.hpp"
#include "notifications/webhook_signature.hpp"
#include "notifications/webhook_url.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace inspectord {

/// Posts JSON to an endpoint as Standard Webhooks has it: webhook-id is the message's id at every
/// attempt, timestamp and signature are made anew. 2xx is accepted; 408, 425, 429, 5xx and a
/// failing network are tried again; 410 also asks to disable the endpoint; any other answer,
/// redirects among them, ends the message. At most 64 kB of the answer are read, none of it is
/// unpacked.
class WebhookChannel final : public Channel {
 public:
  struct Options {
    WebhookUrl::Schemes schemes = WebhookUrl::Schemes::https_only;
    AddressGuard guard{};
    std::filesystem::path ca_file{};  ///< Empty: the system's.
    CurlLoop::Limits limits{};
    std::chrono::milliseconds connect_limit{5'000};
    std::chrono::milliseconds whole_limit{15'000};
    std::size_t most_answer = 64 * 1024;  ///< Head and body each.
  };

  /// The secrets that `OutgoingMessage::secret_ref` names: the current one first, then those being
  /// rotated out.
  using Secrets = std::function<std::vector<WebhookSecret>(std::string_view secret_ref)>;

  /// Requires: clock outlives the channel. `secrets` is called by deliver, on its thread.
  WebhookChannel(Options, const Clock& clock, Secrets secrets);

  void deliver(const OutgoingMessage&, Done) override;
  /// One load under way and one at hand, so that no connection stands idle while a claim is
  /// written.
  std::size_t places() const override { return 2 * options_.limits.in_flight; }
  void stop() { loop_.stop(); }

 private:
  const Options options_;
  const Clock& clock_;
  const Secrets secrets_;
  CurlLoop loop_;
};

}  // namespace inspectord

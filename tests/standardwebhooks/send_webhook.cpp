// SPDX-License-Identifier: Apache-2.0
// send_webhook URL INSTANT BODY SECRET...: posts BODY through the service's own channel, signed
// with each SECRET at INSTANT (RFC 3339). Prints the outcome; verify.mjs stands at the other end.
#include "core/clock.hpp"
#include "notifications/webhook_channel.hpp"

#include <cstdio>
#include <future>

namespace inspectord {
namespace {

constexpr auto message_id = "01902d3e-8c00-7abc-8def-0123456789ab";

struct Errand {
  std::string url;
  Instant at;
  std::string body;
  std::vector<WebhookSecret> secrets;
};

Errand read_errand(const std::vector<std::string>& arguments) {
  Errand errand{.url = arguments.at(0),
                .at = parse_rfc3339(arguments.at(1)).value(),
                .body = arguments.at(2),
                .secrets = {}};
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    errand.secrets.push_back(WebhookSecret::parse(arguments[i]).value());
  }
  return errand;
}

Delivery deliver(const Errand& errand) {
  const ManualClock clock{errand.at};
  WebhookChannel channel{{.schemes = WebhookUrl::Schemes::https_and_http,
                          .guard = AddressGuard{{Cidr::parse("127.0.0.0/8").value()}}},
                         clock,
                         [&](std::string_view) { return errand.secrets; }};
  std::promise<Delivery> answer;
  channel.deliver({.id = MessageId::parse(message_id).value(),
                   .channel = "webhook",
                   .to = errand.url,
                   .body = errand.body,
                   .secret_ref = "given"},
                  [&](Delivery delivery) { answer.set_value(std::move(delivery)); });
  return answer.get_future().get();
}

}  // namespace
}  // namespace inspectord

int main(int count, char** words) {
  const auto delivery = inspectord::deliver(inspectord::read_errand({words + 1, words + count}));
  std::printf("%d %s\n", delivery.status, delivery.detail.c_str());
  return delivery.outcome == inspectord::DeliveryOutcome::accepted ? 0 : 1;
}

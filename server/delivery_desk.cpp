// SPDX-License-Identifier: Apache-2.0
#include "server/delivery_desk.hpp"

#include "core/log.hpp"
#include "notifications/smtp_channel.hpp"
#include "notifications/spool_channel.hpp"
#include "notifications/webhook_channel.hpp"
#include "server/household.hpp"
#include "server/mail_relay.hpp"
#include "storage/reminders.hpp"
#include "usecases/endpoint_cases.hpp"
#include "usecases/recall.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

WebhookChannel::Options webhook_options(const WebhookOptions& webhook) {
  WebhookChannel::Options options;
  if (webhook.allow_http) options.schemes = WebhookUrl::Schemes::https_and_http;
  std::vector<Cidr> allowed;
  for (const auto& text : webhook.allow) {
    const auto cidr = Cidr::parse(text);
    if (!cidr) throw std::invalid_argument("webhook.allow: not a CIDR: " + text);
    allowed.push_back(*cidr);
  }
  options.guard = AddressGuard{std::move(allowed)};
  return options;
}

Courier::Options courier_options(const Options& options) {
  Courier::Options courier;
  const auto& trial = options.sending.trial_address;
  if (!trial.empty() && !EmailAddress::parse(trial)) {
    throw std::invalid_argument("sending.trial_address: not a mail address: " + trial);
  }
  if (!trial.empty()) courier.trial_address = trial;
  return courier;
}

/// The key of a contact: kept with it, read at each attempt.
std::vector<WebhookSecret> secrets_of(Snapshots& snapshots, std::string_view contact) {
  const auto id = ContactId::parse(contact);
  if (!id) return {};
  const auto text = snapshots.with_snapshot([&](Snapshot& db) {
    const auto rows = db.query("SELECT secret FROM contacts WHERE id = $1", *id);
    return rows.empty() ? std::string{} : rows.front().text(0);
  });
  auto secret = WebhookSecret::parse(text);
  if (!secret) return {};
  return {std::move(secret).value()};
}

/// A channel with the failpoints of the crash test around it.
class WatchedChannel final : public Channel {
 public:
  WatchedChannel(Channel& channel, DeliveryDesk::Failpoint failpoint)
      : channel_(channel), failpoint_(std::move(failpoint)) {}

  void deliver(const OutgoingMessage& message, Done done) override {
    if (failpoint_) failpoint_("send.before");
    // The channel answers what it still holds when it goes, and goes after this.
    channel_.deliver(message, [failpoint = failpoint_, done = std::move(done)](Delivery delivery) {
      if (failpoint) failpoint("send.after");
      done(std::move(delivery));
    });
  }
  std::size_t places() const override { return channel_.places(); }

 private:
  Channel& channel_;
  const DeliveryDesk::Failpoint failpoint_;
};

}  // namespace

struct DeliveryDesk::Content {
  std::unique_ptr<SmtpChannel> smtp;
  std::unique_ptr<SpoolChannel> spool;
  std::unique_ptr<WebhookChannel> webhook;
  std::unique_ptr<WatchedChannel> mail_watch;
  std::unique_ptr<WatchedChannel> webhook_watch;
  std::unique_ptr<Courier> courier;

  Channel& mail() { return smtp ? static_cast<Channel&>(*smtp) : *spool; }
};

void give_up(Transaction& tx, const MessageId& message, Instant now) {
  mark_undeliverable(tx, message, now);
  log::warning("a message could not be delivered", {{"message", message.to_string()}});
}

DeliveryDesk::DeliveryDesk(const Options& options, const Clock& clock, Writer& writer,
                           Snapshots& snapshots, const House& house, Listeners listeners)
    : content_(std::make_unique<Content>()) {
  const auto& failpoint = listeners.failpoint;
  if (options.mail.relay.empty()) {
    content_->spool = std::make_unique<SpoolChannel>(spool_directory(options));
  } else {
    content_->smtp = std::make_unique<SmtpChannel>(relay_options(options.mail, house.from));
  }
  content_->webhook = std::make_unique<WebhookChannel>(
      webhook_options(options.webhook), clock,
      [&snapshots](std::string_view contact) { return secrets_of(snapshots, contact); });
  content_->mail_watch = std::make_unique<WatchedChannel>(content_->mail(), failpoint);
  content_->webhook_watch = std::make_unique<WatchedChannel>(*content_->webhook, failpoint);

  const auto submit = [&writer, failpoint](Courier::Act act, std::function<void(bool)> done) {
    writer.spawn(
        [act = std::move(act), failpoint](Transaction& tx) {
          if (failpoint) failpoint("settle.before");
          act(tx);
          return true;
        },
        [done = std::move(done), failpoint](Ending ending, const std::exception_ptr&) {
          if (failpoint) failpoint("settle.after");
          done(ending == Ending::committed);
        });
  };
  const auto follow_up = [&house](Transaction& tx, const ClaimedMessage& message,
                                  const Delivery& delivery, bool given_up, Instant now) {
    // Only what was given up before and sent again has reminders to mend.
    const bool sent_again = message.number > message.rung;
    if (sent_again && delivery.outcome == DeliveryOutcome::accepted)
      mark_delivered(tx, message.id, now);
    if (given_up) give_up(tx, message.id, now);
    if (delivery.disable_endpoint && message.endpoint) {
      retire_endpoint(tx, ContactId{message.endpoint->bytes()}, now, house);
    }
  };
  content_->courier = std::make_unique<Courier>(
      courier_options(options),
      Courier::Ports{
          .clock = clock,
          .random = house.random,
          .channels = {{"mail", content_->mail_watch.get()},
                       {"webhook", content_->webhook_watch.get()}},
          .trial_from = house.from,
          .submit = submit,
          .still_wanted = [&house](Transaction& tx, const MessageId& id,
                                   Instant now) { return still_holds(tx, id, now, house); },
          .follow_up = follow_up,
          .given_up = give_up,
          .noted = std::move(listeners.noted),
          .wish = std::move(listeners.wish)});
}

DeliveryDesk::~DeliveryDesk() {
  stop();
}

void DeliveryDesk::ring() {
  content_->courier->ring();
}

void DeliveryDesk::stop() {
  content_->courier->stop();
  if (content_->smtp) content_->smtp->stop();
  if (content_->spool) content_->spool->stop();
  content_->webhook->stop();
}

std::size_t DeliveryDesk::in_flight() const {
  return content_->courier->in_flight();
}

}  // namespace inspectord

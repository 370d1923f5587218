// SPDX-License-Identifier: Apache-2.0
#include "notifications/courier_round.hpp"

#include "storage/sending_switch.hpp"

namespace inspectord {
namespace {

using Ports = Courier::Ports;
using Options = Courier::Options;

void settle(CourierRound& round, Transaction& tx, const Answered& answer, const Ports& ports) {
  if (!outbox::settle(tx, answer.message.id, answer.message.fence, answer.settlement, round.now))
    return;
  if (!answer.settlement.attempt) return;
  const bool given_up = answer.settlement.state == MessageState::dead;
  round.ended.emplace_back(answer.message.channel, given_up ? "dead" : code_of(answer.delivery));
  ports.follow_up(tx, answer.message, answer.delivery, given_up, round.now);
}

struct Taken {
  std::size_t claimed = 0;
  std::size_t to_deliver = 0;
};

/// Of one channel.
Taken claim(CourierRound& round, Transaction& tx, const Claim& wanted, const Ports& ports) {
  Taken taken;
  for (auto& message : outbox::claim_due(tx, round.now, wanted)) {
    ++taken.claimed;
    if (!message.doubtful || ports.still_wanted(tx, message.id, round.now)) {
      round.claimed.push_back(std::move(message));
      ++taken.to_deliver;
    } else {
      outbox::settle(tx, message.id, message.fence,
                     {.state = MessageState::withdrawn,
                      .next_attempt_at = round.now,
                      .detail = "no_longer_holds"},
                     round.now);
    }
  }
  return taken;
}

/// A channel that nobody knows takes all: it is answered at once that there is none.
void claim(CourierRound& round, Transaction& tx, const Ports& ports, const Options& options) {
  auto free = round.free;
  for (const auto& channel : outbox::waiting_channels(tx)) {
    const auto places = free.find(way_of(channel, round));
    const auto most = places == free.end() ? options.batch : places->second;
    if (most == 0) continue;
    const auto taken = claim(round, tx,
                             {.channel = channel,
                              .most = static_cast<std::int64_t>(most),
                              .most_per_address = static_cast<std::int64_t>(options.per_address),
                              .lease = options.lease,
                              .busy_addresses = round.busy_addresses},
                             ports);
    const bool full = taken.to_deliver == most && most < options.batch;
    if (taken.claimed > 0 && !full) round.may_be_more = true;
    if (places != free.end()) places->second -= taken.to_deliver;
  }
}

}  // namespace

void perform(CourierRound& round, Transaction& tx, const Ports& ports, const Options& options) {
  round.claimed.clear();
  round.ended.clear();
  round.may_be_more = false;
  for (const auto& answer : round.answered) settle(round, tx, answer, ports);
  for (const auto& [id, fence] : round.renewals)
    outbox::renew_lease(tx, id, fence, round.lease_until);
  for (auto& lost : outbox::release_leases(tx, round.now, round.now, ports.random)) {
    if (lost.given_up) ports.given_up(tx, lost.id, round.now);
    round.ended.emplace_back(std::move(lost.channel), "lost");
  }
  const auto position = outbox::sending_switch(tx);
  round.trial_address = position.trial_address ? position.trial_address : options.trial_address;
  if (round.may_claim && !position.paused) claim(round, tx, ports, options);
  round.next_due = position.paused ? std::nullopt : outbox::next_due(tx, round.now);
}

std::string way_of(const std::string& channel, const CourierRound& round) {
  return round.trial_address ? "mail" : channel;
}

std::string_view code_of(const Delivery& delivery) {
  switch (delivery.outcome) {
    case DeliveryOutcome::accepted:
      return "accepted";
    case DeliveryOutcome::retry:
      return delivery.may_have_arrived ? "unclear" : "retry";
    case DeliveryOutcome::dead:
      return "dead";
  }
  return "";
}

}  // namespace inspectord

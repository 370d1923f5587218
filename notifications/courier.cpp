// SPDX-License-Identifier: Apache-2.0
#include "notifications/courier.hpp"

#include "core/log.hpp"
#include "notifications/courier_round.hpp"
#include "notifications/retry.hpp"
#include "notifications/trial.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace inspectord {
namespace {

/// An attempt whose lease is in our hands.
struct UnderWay {
  ClaimedMessage message;
  std::string way;  ///< The channel that has it: in trial mode not the message's own.
  Instant started_at;
  Instant lease_until;
};

OutgoingMessage outgoing(const ClaimedMessage& message) {
  return {.id = message.id,
          .channel = message.channel,
          .to = message.address,
          .subject = message.subject,
          .body = message.body,
          .secret_ref = message.secret_ref};
}

}  // namespace

class Courier::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(Options options, Ports ports) : options_(options), ports_(std::move(ports)) {}

  void ring() {
    {
      const std::lock_guard lock{mutex_};
      wanted_ = true;
    }
    start_round();
  }

  void stop() {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }

  void abandon() {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    abandoned_ = true;
  }

  std::size_t in_flight() const {
    const std::lock_guard lock{mutex_};
    return under_way_.size();
  }

 private:
  /// One round at a time; what is wanted meanwhile is done in the next.
  void start_round() {
    std::shared_ptr<CourierRound> round;
    {
      const std::lock_guard lock{mutex_};
      if (round_running_ || abandoned_ || (!wanted_ && answers_.empty())) return;
      round_running_ = true;
      wanted_ = false;
      round = next_round();
    }
    ports_.submit(
        [self = shared_from_this(), round](Transaction& tx) {
          perform(*round, tx, self->ports_, self->options_);
        },
        [self = shared_from_this(), round](bool committed) { self->ended(*round, committed); });
  }

  std::shared_ptr<CourierRound> next_round() {
    auto round = std::make_shared<CourierRound>();
    round->now = ports_.clock.now();
    round->answered.swap(answers_);
    round->lease_until = round->now + options_.lease;
    for (auto& [id, attempt] : under_way_) {
      if (attempt.lease_until - round->now > options_.lease / 2) continue;
      attempt.lease_until = round->lease_until;
      round->renewals.emplace_back(id, attempt.message.fence);
    }
    round->may_claim = !stopping_;
    round->free = free_places();
    round->busy_addresses = busy_addresses();
    return round;
  }

  FreePlaces free_places() const {
    std::unordered_map<std::string_view, std::size_t> taken;
    for (const auto& [id, attempt] : under_way_) ++taken[attempt.way];
    FreePlaces free;
    for (const auto& [name, channel] : ports_.channels) {
      const auto places = std::min(channel->places(), options_.in_flight);
      free[name] = std::min(places - std::min(places, taken[name]), options_.batch);
    }
    return free;
  }

  std::vector<std::string> busy_addresses() const {
    std::unordered_map<std::string_view, std::size_t> by_address;
    for (const auto& [id, attempt] : under_way_) ++by_address[attempt.message.address];
    std::vector<std::string> busy;
    for (const auto& [address, count] : by_address) {
      if (count >= options_.per_address) busy.emplace_back(address);
    }
    return busy;
  }

  void ended(CourierRound& round, bool committed) {
    if (is_abandoned()) return;
    if (committed) {
      for (const auto& [channel, outcome] : round.ended) ports_.noted(channel, outcome);
      hand_out(round);
    } else {
      take_back(round);
    }
    std::optional<Instant> wish;
    {
      const std::lock_guard lock{mutex_};
      round_running_ = false;
      if (committed && round.may_be_more) wanted_ = true;
      wish = committed ? next_wish(round.next_due) : round.now + options_.after_failed_act;
    }
    ports_.wish(wish);
    if (committed) start_round();
  }

  bool is_abandoned() const {
    const std::lock_guard lock{mutex_};
    return abandoned_;
  }

  /// The earliest of what is due and of the leases that want renewing.
  std::optional<Instant> next_wish(std::optional<Instant> wish) const {
    for (const auto& [id, attempt] : under_way_) {
      const auto renewal = attempt.lease_until - options_.lease / 2;
      if (!wish || renewal < *wish) wish = renewal;
    }
    return wish;
  }

  /// Nothing of the round is on disk: its answers are kept for the next one, its leases are not
  /// ours.
  void take_back(CourierRound& round) {
    log::error("courier: a round could not be written",
               {{"answers", std::uint64_t{round.answered.size()}}});
    const std::lock_guard lock{mutex_};
    answers_.insert(answers_.begin(), std::make_move_iterator(round.answered.begin()),
                    std::make_move_iterator(round.answered.end()));
    for (const auto& [id, fence] : round.renewals) {
      const auto attempt = under_way_.find(id);
      if (attempt != under_way_.end()) attempt->second.lease_until = round.now;
    }
  }

  void hand_out(CourierRound& round) {
    const auto started_at = ports_.clock.now();
    {
      const std::lock_guard lock{mutex_};
      for (const auto& message : round.claimed)
        under_way_.insert_or_assign(message.id, UnderWay{message, way_of(message.channel, round),
                                                         started_at, round.lease_until});
    }
    const auto trial = round.trial_address
                           ? std::optional{EmailAddress::parse(*round.trial_address)}
                           : std::nullopt;
    for (const auto& message : round.claimed) {
      auto done = [self = shared_from_this(), id = message.id, fence = message.fence](
                      Delivery delivery) { self->answered(id, fence, std::move(delivery)); };
      if (trial && !*trial) {
        done({.detail = "trial_address_unusable", .attempted = false});
      } else {
        deliver(trial ? redirect_for_trial(outgoing(message), trial->value(), ports_.trial_from)
                      : outgoing(message),
                std::move(done));
      }
    }
  }

  void deliver(const OutgoingMessage& message, Channel::Done done) const {
    const auto channel = ports_.channels.find(message.channel);
    if (channel == ports_.channels.end())
      return done({.detail = "no_channel: " + message.channel, .attempted = false});
    channel->second->deliver(message, std::move(done));
  }

  void answered(const MessageId& id, std::int64_t fence, Delivery delivery) {
    {
      const std::lock_guard lock{mutex_};
      const auto attempt = under_way_.find(id);
      if (abandoned_ || attempt == under_way_.end() || attempt->second.message.fence != fence)
        return;
      auto done = std::move(attempt->second);
      under_way_.erase(attempt);
      auto settlement = judge(done, delivery);
      answers_.push_back({std::move(done.message), std::move(delivery), std::move(settlement)});
    }
    start_round();
  }

  Settlement judge(const UnderWay& attempt, const Delivery& delivery) const {
    const auto now = ports_.clock.now();
    Settlement settlement{
        .state = MessageState::retrying, .next_attempt_at = now, .detail = delivery.detail};
    if (!delivery.attempted) {
      settlement.next_attempt_at = now + options_.after_nothing_tried;
      return settlement;
    }
    settlement.attempt = Attempt{.id = AttemptId::make(attempt.started_at, ports_.random),
                                 .number = attempt.message.number,
                                 .started_at = attempt.started_at,
                                 .took = delivery.took,
                                 .outcome = std::string{code_of(delivery)},
                                 .status = delivery.status,
                                 .detail = delivery.detail};
    const auto next = next_retry_at(now, attempt.message.rung, delivery, ports_.random.next());
    if (delivery.outcome == DeliveryOutcome::accepted)
      settlement.state = MessageState::accepted;
    else if (!next)
      settlement.state = MessageState::dead;
    else
      settlement.next_attempt_at = *next;
    return settlement;
  }

  const Options options_;
  const Ports ports_;

  mutable std::mutex mutex_;
  bool wanted_ = false;
  bool round_running_ = false;
  bool stopping_ = false;
  bool abandoned_ = false;
  std::vector<Answered> answers_;
  std::unordered_map<MessageId, UnderWay> under_way_;
};

Courier::Courier(Options options, Ports ports)
    : impl_(std::make_shared<Impl>(options, std::move(ports))) {}

Courier::~Courier() {
  impl_->abandon();
}

void Courier::ring() {
  impl_->ring();
}

void Courier::stop() {
  impl_->stop();
}

std::size_t Courier::in_flight() const {
  return impl_->in_flight();
}

}  // namespace inspectord

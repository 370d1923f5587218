// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "notifications/delivery.hpp"
#include "notifications/mail_message.hpp"
#include "storage/outbox.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace inspectord {

/// Brings messages from the outbox to the channels and writes down what came of it. One act of the
/// writer settles what has been answered and claims what is due; while it commits, what was claimed
/// before goes on being delivered, so two batches are in flight and the disk holds nobody up. No
/// channel gets more than it has places for: what waits, waits in the outbox, where it can still be
/// stopped. A crash at any point leaves leases that run out: the same id and bytes go out again.
/// All methods may be called from any thread.
class Courier {
 public:
  using Act = std::function<void(Transaction&)>;
  /// Does the act in a write transaction, perhaps more than once; then calls `done` once: true when
  /// it is on disk, false when nothing of it is.
  using Submit = std::function<void(Act, std::function<void(bool committed)> done)>;
  /// Asked in the claiming act, before each attempt. False: the message no longer holds and is
  /// withdrawn.
  using StillWanted = std::function<bool(Transaction&, const MessageId&, Instant now)>;
  /// What follows from an attempt, in the act that settles it. given_up: it was the last.
  using FollowUp = std::function<void(Transaction&, const ClaimedMessage&, const Delivery&,
                                      bool given_up, Instant now)>;
  /// What follows from a message that lost its worker each time, in the act that finds it dead.
  using GivenUp = std::function<void(Transaction&, const MessageId&, Instant now)>;
  /// Told of each attempt once its end is on disk; outcome: accepted, retry, unclear, dead or lost.
  using Noted = std::function<void(std::string_view channel, std::string_view outcome)>;
  /// When the courier next wants `ring`; nothing: not before something is enqueued.
  using Wish = std::function<void(std::optional<Instant>)>;

  struct Options {
    std::size_t batch = 500;        ///< Of one channel, in one act.
    std::size_t in_flight = 1'000;  ///< Two batches; where the channel has fewer places, these.
    std::size_t per_address = 8;
    std::chrono::milliseconds lease{30'000};  ///< Renewed while an attempt lasts.
    std::chrono::milliseconds after_nothing_tried{30'000};
    std::chrono::milliseconds after_failed_act{5'000};
    std::optional<std::string>
        trial_address{};  ///< From the configuration; the switch's own goes before it.
  };

  /// What the courier works with. Clock, random and channels outlive it and the last act it
  /// submitted.
  struct Ports {
    const Clock& clock;
    Random& random;
    std::map<std::string, Channel*> channels;  ///< By name: "mail", "webhook".
    Mailbox trial_from;                        ///< From of what only exists in trial mode.
    Submit submit;
    StillWanted still_wanted;
    FollowUp follow_up;
    GivenUp given_up;
    Noted noted;
    Wish wish;
  };

  Courier(Options, Ports);
  ~Courier();  ///< stop(). Answers that come later are dropped; their leases run out.

  void ring();  ///< Look again now: at start, at the wished instant, after a commit that enqueued,
                ///< after the switch.
  void stop();  ///< Claims nothing more; what comes back is still settled while the courier lives.

  std::size_t in_flight() const;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace inspectord

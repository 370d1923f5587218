// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/random.hpp"
#include "storage/connection.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

using EndpointId = Id<struct EndpointTag>;

enum class MessageState { queued, held, sending, retrying, accepted, dead, withdrawn };
std::string_view to_code(MessageState);
std::optional<MessageState> message_state_from_code(std::string_view);

/// News of a visit, and what its recipient went by until then.
struct ChangedVisit {
  std::string visit;                       ///< Its key in the plan.
  std::optional<LocalDate> old_date{};     ///< Empty: told of no visit yet.
  std::optional<std::string> old_state{};  ///< "postponed" or "cancelled": told that it was off.
};

/// A message as it enters the outbox. Its bytes never change again.
struct NewMessage {
  MessageId id;
  std::optional<PlanId> plan{};
  std::optional<AgencyId> recipient{};
  std::string channel;  ///< "mail" or "webhook".
  std::string address;
  std::string subject{};
  std::string kind;
  std::string language = "vi";
  std::string body;
  Instant send_at;
  bool held = false;  ///< Waits for working hours, not for its turn.
  std::vector<ReminderId> reminders{};
  std::vector<ChangedVisit> news{};
  std::optional<std::string> secret_ref{};
  std::optional<EndpointId> endpoint{};
};

/// One attempt to deliver a message. outcome: accepted, retry, dead; unclear: sent, and no answer
/// came; lost: the process died or its lease ran out.
struct Attempt {
  AttemptId id;
  int number;
  Instant started_at;
  std::optional<std::chrono::milliseconds> took;
  std::string outcome;
  int status;
  std::string detail;
};

/// A message that may be delivered until its lease ends, under the fence it was claimed with.
struct ClaimedMessage {
  MessageId id;
  std::int64_t fence;
  int number;  ///< Of this attempt, from 1.
  int rung;    ///< The same since "send again" and without lost ones, from 1: the step of the retry
               ///< ladder.
  std::string channel;
  std::string address;
  std::string subject;
  std::string body;
  std::string secret_ref;
  std::optional<EndpointId> endpoint;
  bool doubtful = false;  ///< Overtaken, its recipient has a last day, or its endpoint was
                          ///< disabled: whether it still holds is to be asked.
};

/// How much of a channel is claimed at once, and for how long.
struct Claim {
  std::string channel;
  std::int64_t most = 500;
  std::int64_t most_per_address = 8;
  std::chrono::milliseconds lease{30'000};
  std::vector<std::string> busy_addresses{};  ///< Nothing for these.
};

/// What came of an attempt.
struct Settlement {
  MessageState state = MessageState::retrying;  ///< accepted, dead, withdrawn or retrying.
  Instant next_attempt_at;                      ///< Where retrying.
  std::string detail{};
  std::optional<Attempt> attempt{};  ///< Empty: nothing was tried; the attempt is not counted.
};

/// Messages on their way out: rows written by the act that causes them, claimed under leases with
/// fencing numbers.
namespace outbox {

void enqueue(Transaction&, const NewMessage&, Instant now);

/// The channels that unclaimed messages wait for, due or not.
std::vector<std::string> waiting_channels(Snapshot&);
/// What is due, earliest first, is now sending. What an address has beyond its share hides nobody:
/// of one instant it is leapt over.
std::vector<ClaimedMessage> claim_due(Transaction&, Instant now, const Claim&);
/// False: somebody else has claimed it since, and nothing was changed.
bool settle(Transaction&, const MessageId&, std::int64_t fence, const Settlement&, Instant now);
bool renew_lease(Transaction&, const MessageId&, std::int64_t fence, Instant until);
/// An attempt whose end nobody knows.
struct LostAttempt {
  MessageId id;
  std::string channel;
  bool given_up;  ///< The message is dead: as many were lost as may be.
};
/// Leases that ended by `ended_by` go back to be tried again at once, on the same rung; their
/// attempts are logged as lost. A message that lost its tenth attempt since it was queued or sent
/// again is dead: it may be what kills its worker. At start of the only process, `ended_by` may be
/// far ahead: all leases are then of the dead.
std::vector<LostAttempt> release_leases(Transaction&, Instant ended_by, Instant now, Random&);

/// False: it was sent, is being sent, or is settled.
bool withdraw(Transaction&, const MessageId&, std::string_view why, Instant now);
/// False: it is not dead, or holds no more. The same id and bytes, the ladder from its first rung.
bool send_again(Transaction&, const MessageId&, Instant now);

std::optional<std::string> body_of(Snapshot&, const MessageId&);
std::vector<ReminderId> reminders_of(Snapshot&, const MessageId&);
/// Those that speak for a reminder and are not settled.
std::vector<MessageId> unsettled_of(Snapshot&, const ReminderId&);

/// Removes attempts of messages that were settled before an instant, but those that say how each
/// ended (its last) and those that arrived or may have: at most so many. Returns how many.
std::int64_t forget_attempts(Transaction&, Instant settled_before, std::int64_t most);

/// The earliest instant after `now` at which something is due or a lease ends.
std::optional<Instant> next_due(Snapshot&, Instant now);
std::int64_t count_unsettled(Snapshot&);

}  // namespace outbox
}  // namespace inspectord

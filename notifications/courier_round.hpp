// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/courier.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// Places that are free, by channel.
using FreePlaces = std::map<std::string, std::size_t>;

/// An attempt that has been answered, and what that means.
struct Answered {
  ClaimedMessage message;
  Delivery delivery;
  Settlement settlement;
};

/// One act of the courier: what goes in was decided before it runs, what comes out is made anew
/// each time it runs.
struct CourierRound {
  Instant now;
  std::vector<Answered> answered;
  std::vector<std::pair<MessageId, std::int64_t>> renewals;
  bool may_claim = false;
  FreePlaces free;
  std::vector<std::string> busy_addresses;
  Instant lease_until;

  std::vector<ClaimedMessage> claimed;
  std::vector<std::pair<std::string, std::string_view>> ended;  ///< Channel and outcome.
  std::optional<std::string> trial_address;
  bool may_be_more = false;  ///< That is due and has a place.
  std::optional<Instant> next_due;
};

/// Settles, renews and claims. On the writer's thread, perhaps more than once; touches the round
/// and the transaction only.
void perform(CourierRound&, Transaction&, const Courier::Ports&, const Courier::Options&);

/// The channel that delivers it: in trial mode everything goes by mail.
std::string way_of(const std::string& channel, const CourierRound&);

/// As an attempt is logged: accepted, retry, unclear or dead.
std::string_view code_of(const Delivery&);

}  // namespace inspectord

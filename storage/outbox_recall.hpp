// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "storage/outbox.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A message that has not arrived, nor may have.
struct OpenMessage {
  MessageId id;
  MessageState state = MessageState::queued;  ///< Neither accepted nor withdrawn.
};

/// What of the outbox can still be taken back, and what cannot: a message of which an attempt was
/// accepted, was lost or ended without an answer may have been read.
namespace outbox {

bool may_have_arrived(Snapshot&, const MessageId&);

/// The messages of a plan, and digests that speak of it, that can be taken back, or could be if
/// they were not on their way just now; oldest first.
std::vector<OpenMessage> open_messages(Snapshot&, PlanId);

/// Says of a message that cannot be withdrawn now (it is on its way, or dead) that it holds no
/// more: it is not tried again, unless this attempt may have arrived.
void overtake(Transaction&, const MessageId&, std::string_view because);
std::optional<std::string> overtaken(Snapshot&, const MessageId&);

/// Open messages to an agency that tell of changes of visits, each with what it tells of.
struct OpenNews {
  OpenMessage message;
  std::vector<ChangedVisit> visits;
};
std::vector<OpenNews> open_news(Snapshot&, PlanId, AgencyId recipient);

/// The clock was set back by so much: unsettled messages wait no longer than they were to, and
/// leases end as they were to. None before `now`.
void bring_waiting_back(Transaction&, std::chrono::milliseconds by, Instant now);

/// True if a message of the plan was accepted by the agency's side, or may have been.
bool was_told(Snapshot&, PlanId, AgencyId recipient);

}  // namespace outbox
}  // namespace inspectord

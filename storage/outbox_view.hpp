// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/outbox.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// A message as it is shown. Without its body.
struct StoredMessage {
  MessageId id;
  std::optional<PlanId> plan;
  std::optional<AgencyId> recipient;
  std::string channel;
  std::string address;
  std::string subject;
  std::string kind;
  std::string language;
  Instant created_at;
  Instant next_attempt_at;
  MessageState state;
  int attempts;
  std::optional<Instant> settled_at;
  std::optional<std::string> detail;
  std::optional<EndpointId> endpoint;
};

/// The outbox as people see it.
namespace outbox {

/// What a page of messages is narrowed to; newest first.
struct Filter {
  std::optional<PlanId> plan{};
  std::optional<AgencyId> recipient{};
  std::optional<AgencyId> seen_by{};  ///< To this agency, or of a plan that it owns.
  std::optional<MessageState> state{};
  std::optional<MessageId> before{};  ///< The last id of the page before.
  std::int64_t most = 50;
};
std::vector<StoredMessage> list(Snapshot&, const Filter&);
std::optional<StoredMessage> find(Snapshot&, const MessageId&);
std::vector<Attempt> attempts_of(Snapshot&, const MessageId&);

}  // namespace outbox
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/instant.hpp"
#include "storage/connection.hpp"

#include <optional>
#include <string>

namespace inspectord {

/// The switch over all sending.
struct SendingSwitch {
  bool paused = false;
  std::optional<std::string> trial_address{};
  std::optional<UserId> changed_by{};
  Instant changed_at;
  std::string reason{};
};

namespace outbox {

SendingSwitch sending_switch(Snapshot&);
void set_sending_switch(Transaction&, const SendingSwitch&);

}  // namespace outbox
}  // namespace inspectord

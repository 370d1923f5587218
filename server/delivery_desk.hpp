// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "core/clock.hpp"
#include "notifications/courier.hpp"
#include "storage/snapshots.hpp"
#include "storage/writer.hpp"
#include "usecases/house.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace inspectord {

/// A message has lost its worker each time and is dead: the ledger says so, and the log.
void give_up(Transaction&, const MessageId&, Instant now);

/// The courier with its channels, wired to the writer: mail by relay or into the spool, webhooks.
class DeliveryDesk {
 public:
  using Failpoint = std::function<void(std::string_view)>;

  /// Who hears of the desk's work.
  struct Listeners {
    Courier::Wish wish;    ///< When it next wants ring().
    Courier::Noted noted;  ///< Of every attempt.
    Failpoint failpoint{};
  };

  /// All but the options outlive the desk. Throws std::invalid_argument for settings that cannot
  /// be.
  DeliveryDesk(const Options&, const Clock&, Writer&, Snapshots&, const House&, Listeners);
  ~DeliveryDesk();

  void ring();
  void stop();  ///< Claims nothing more, ends the channels; what came back is settled in the
                ///< writer's last commits.
  std::size_t in_flight() const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "server/event_loop.hpp"
#include "server/exchange.hpp"
#include "server/workplaces.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace inspectord {

/// The door: accepts connections and gives each a session. Net thread, except where said.
class Listener {
 public:
  /// Binds and listens; throws std::system_error where it cannot. All of it outlives the
  /// listener.
  Listener(EventLoop&, const Exchange&, Workplaces, const HttpOptions&);
  /// Requires: the loop no longer runs, and `drained` was called: open sessions refer to it.
  ~Listener();

  std::uint16_t port() const;  ///< The one bound; any thread.

  /// Net thread, after a commit whose rows a snapshot taken now shows.
  void tell_of_commit();

  /// Takes in who already knocked, then closes the door; requests in flight are answered, at most
  /// drain_time. `drained` is called on the net thread when the last connection is gone.
  void stop(std::function<void()> drained);

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

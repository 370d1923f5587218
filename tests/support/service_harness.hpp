// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "core/clock.hpp"
#include "server/http/router.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace inspectord {

/// The listener on loopback over a real writer and an in-memory database, with a table of routes of
/// the test's own, and a pool of two threads for which two more may wait. A manual clock; acts can
/// be held back after their commit, to be answered when the test says so.
class ServiceHarness {
 public:
  explicit ServiceHarness(std::vector<Route> routes, HttpOptions options = {});
  ~ServiceHarness();  ///< Stops as the service does: sessions, writer, loop.

  std::uint16_t port() const;
  ManualClock& clock();

  void hold_answers();     ///< From now on finished acts are kept.
  void release_answers();  ///< Answers what was kept, and what comes.
  void wait_until_held(std::size_t acts);

  void begin_stop();    ///< Returns at once.
  bool wait_drained();  ///< False when it took longer than ten seconds.

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

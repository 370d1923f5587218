// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/options.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "storage/snapshots.hpp"
#include "storage/writer.hpp"
#include "usecases/house.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace inspectord {

/// What others may hang into the service.
struct AppHooks {
  /// For tests: called at "commit.before", "commit.after", "send.before", "send.after",
  /// "settle.before", "settle.after", "file.before", "file.after".
  std::function<void(std::string_view)> failpoint{};
  /// The disk failed and nothing is written any more: the process should end. Called once, on the
  /// writer's thread; must not wait.
  std::function<void()> disk_failed{};
};

/// The whole service: builds, owns, starts and stops everything. A test runs it in-process on
/// loopback with a manual clock.
class App {
 public:
  /// Opens and migrates the database and binds the address. Clock and random outlive it. Throws
  /// StorageError, SchemaError, std::system_error, std::invalid_argument (a setting that cannot
  /// be).
  App(const Options&, const Clock&, Random&, AppHooks = {});
  ~App();  ///< stop().

  void start();  ///< Returns at once; the first tick takes up what a crash left.
  void stop();   ///< Answers what is in flight, settles what was sent, then closes. At most about
                 ///< ten seconds.

  /// Runs the alarm's duty once, now, and waits for it: what a moved clock made due is in the
  /// outbox, and claimed.
  void tick();
  /// Waits until nothing is with a channel any more. False after ten seconds.
  bool wait_delivered();

  std::uint16_t port() const;
  bool healthy() const;  ///< False for good once the disk failed.
  const House& house() const;
  Writer& writer();
  Snapshots& snapshots();

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord

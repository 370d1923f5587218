// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/address_guard.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace inspectord {

/// One request for a CurlLoop. All of it but the constructor is called on the loop's thread.
class Transfer {
 public:
  enum class Skipped { stopped, unreachable };

  virtual ~Transfer() = default;

  /// Those with the same destination share its connections and wait for each other.
  virtual std::string destination() const = 0;
  /// Sets the options of a fresh easy handle (CURL*). What they point to must live as long as the
  /// transfer.
  virtual void prepare(void* easy) = 0;
  /// Asked with the address that is about to be connected to, after DNS.
  virtual bool may_connect(const IpAddress&) = 0;

  /// Exactly one of the next three is called, once, and the transfer goes.
  /// Ended by itself with this CURLcode. False: the destination cannot be used now, those who wait
  /// for it are skipped.
  virtual bool finished(void* easy, int code) = 0;
  virtual void cancelled() = 0;       ///< Stopped under way: it may have arrived.
  virtual void skipped(Skipped) = 0;  ///< Never begun.
};

/// Runs curl transfers on a thread of its own, so that delivery waits for nobody. Sleeps until a
/// socket, a timer of curl or a new transfer wakes it.
class CurlLoop {
 public:
  struct Limits {
    std::size_t in_flight = 512;
    std::size_t per_destination = 8;
  };

  explicit CurlLoop(Limits);
  ~CurlLoop();

  void submit(std::unique_ptr<Transfer>);  ///< Any thread. After stop it is skipped at once.
  void stop();  ///< Cancels what runs, skips what waits, returns when the thread has ended.

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace inspectord

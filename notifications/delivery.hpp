// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace inspectord {

enum class DeliveryOutcome { accepted, retry, dead };

/// The outer world's answer to one attempt. Data, never a refusal and never thrown.
struct Delivery {
  DeliveryOutcome outcome = DeliveryOutcome::retry;
  /// A code ("accepted", "timed_out", ...), then at most a line of the answer.
  std::string detail{};
  int status = 0;  ///< The last SMTP reply or HTTP status; 0 if there was none.
  std::optional<std::chrono::seconds> retry_after{};  ///< What the receiver asked for.
  bool disable_endpoint = false;                      ///< The receiver is gone for good (HTTP 410).
  bool may_have_arrived = false;  ///< It was sent whole and no answer came: nobody knows.
  bool attempted = true;          ///< False: nothing was tried, so it does not count as an attempt.
  std::chrono::milliseconds took{0};

  friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// One message on its way: the bytes were fixed when it was enqueued and are the same at every
/// attempt.
struct OutgoingMessage {
  MessageId id;
  std::string channel;  ///< "mail", "webhook" or "spool".
  std::string to;       ///< An e-mail address or a webhook URL.
  std::string subject{};
  std::string body{};        ///< Mail: the whole RFC 5322 message. Webhook: the JSON.
  std::string secret_ref{};  ///< Webhook: which secrets sign it; empty where none do.
};

/// A way out of the house. Asynchronous: `deliver` returns at once; `done` is called exactly once,
/// on any thread, possibly before `deliver` returns. A channel that stops answers what it still
/// holds with `retry`.
class Channel {
 public:
  using Done = std::function<void(Delivery)>;

  virtual ~Channel() = default;
  virtual void deliver(const OutgoingMessage&, Done) = 0;
  /// How many messages it is worth giving it at once. What is beyond its hands waits inside it,
  /// where neither a pause nor a filed report stops it any more. Never changes; any thread.
  virtual std::size_t places() const = 0;
};

}  // namespace inspectord

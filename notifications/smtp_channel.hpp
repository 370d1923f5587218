// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.hpp"
#include "notifications/curl_loop.hpp"
#include "notifications/delivery.hpp"
#include "notifications/email_address.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace inspectord {

/// Hands mail to a relay. Where TLS is required and cannot be had, nothing is sent and the attempt
/// is a retry. A 5xx to the sender, the recipient or the message is the end of that message; what
/// befalls the session (greeting, TLS, login) is the relay's or our configuration's matter and is
/// tried again. A connection lost after DATA is tried again too, with the same bytes and so the
/// same Message-ID.
class SmtpChannel final : public Channel {
 public:
  enum class Security {
    starttls,       ///< Required: no STARTTLS, no mail.
    implicit,       ///< TLS from the first byte (port 465).
    plain_loopback  ///< No TLS; connects to 127.0.0.0/8 and ::1 only.
  };

  struct Options {
    std::string host;
    std::uint16_t port = 587;
    Security security = Security::starttls;
    std::string user{};  ///< Empty: no AUTH. Else PLAIN or LOGIN, over TLS or loopback only.
    Secret password{};
    EmailAddress sender;  ///< The envelope's.
    bool sender_per_message =
        false;            ///< VERP: local+<message id>@domain, so that a bounce names its message.
    std::string hello{};  ///< What EHLO says; empty: the sender's domain.
    std::filesystem::path ca_file{};  ///< Empty: the system's.
    std::size_t connections = 4;
    std::chrono::milliseconds connect_limit{5'000};
    std::chrono::milliseconds whole_limit{60'000};
  };

  /// Throws std::invalid_argument where the host is no host name or address.
  explicit SmtpChannel(Options);

  void deliver(const OutgoingMessage&, Done) override;
  /// One for each connection: a mail that waited for one could not be stopped, and a relay may be
  /// slow.
  std::size_t places() const override { return options_.connections; }
  void stop() { loop_.stop(); }

 private:
  const Options options_;
  CurlLoop loop_;
};

}  // namespace inspectord

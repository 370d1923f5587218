// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/loopback_server.hpp"
#include "tests/support/temporary_directory.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace inspectord::testing {

/// Debian's Exim as a relay on loopback. One Exim runs for each connection, with the connection as
/// its input and output as inetd has it, a configuration and a spool of its own: no daemon, no
/// privilege, nothing left behind. Started by root it runs as "nobody".
class EximRelay {
 public:
  struct Terms {
    bool starttls = true;  ///< Offered and required; else neither, and AUTH is offered in clear.
    std::string user = "inspectord";
    std::string password = "bi mat: 1%";
  };

  struct Mail {
    std::string to;     ///< Of the envelope.
    std::string bytes;  ///< As it came, its lines ending in CRLF.
  };

  EximRelay(const Certificate&, const Terms&);
  EximRelay(const Certificate& certificate) : EximRelay(certificate, Terms{}) {}

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(server_.port()); }
  /// Blocks until every connection was closed by its client, then puts what was accepted into the
  /// mailbox. False where the clients take longer than half a minute.
  bool deliver();
  std::vector<Mail> mailbox() const;
  std::string log() const;  ///< What Exim wrote of all sessions.

 private:
  void configure(const Terms&) const;
  void hand_over(Peer&);
  void run(const std::vector<std::string>& arguments, int connection) const;

  TemporaryDirectory directory_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int running_ = 0;
  LoopbackServer server_;
};

}  // namespace inspectord::testing

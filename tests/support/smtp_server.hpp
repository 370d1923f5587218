// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/loopback_server.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace inspectord::testing {

/// A relay for tests that can misbehave at every verb.
class SmtpServer {
 public:
  enum class Tls { none, starttls, implicit };

  struct Mail {
    std::string from;
    std::string to;
    std::string body;  ///< With the dots that were stuffed taken out.
    bool secure;
    std::string login;  ///< "user:password", or empty.
  };

  struct Behaviour {
    Tls tls = Tls::starttls;
    bool login = false;  ///< Offers AUTH PLAIN and LOGIN.
    std::map<std::string, std::string>
        replies{};  ///< By verb ("GREETING", "EHLO", ..., "DATA", "."): said instead.
    std::optional<std::string>
        drop_at{};  ///< The connection is lost when this verb has come ("." : the body).
    std::function<void()> before_greeting{};  ///< Called, and waited for.
  };

  SmtpServer(const Certificate& certificate, Behaviour behaviour);

  std::uint16_t port() const { return server_.port(); }
  int connections() const { return server_.connections(); }
  std::vector<Mail> mails() const;
  std::vector<std::string> commands()
      const;  ///< All that was said by clients, in order, without bodies.

 private:
  void serve(Peer&);
  bool obey(Peer&, const std::string& line, Mail& mail);
  bool log_in(Peer&, const std::string& line, Mail& mail);
  bool take_body(Peer&, Mail& mail);
  void greet(Peer&);
  bool say(Peer&, const std::string& verb, const std::string& reply);
  void note(const std::string& line);

  const Certificate& certificate_;
  const Behaviour behaviour_;
  mutable std::mutex mutex_;
  std::vector<Mail> mails_;
  std::vector<std::string> commands_;
  LoopbackServer server_;
};

}  // namespace inspectord::testing

// SPDX-License-Identifier: Apache-2.0
#include "tests/support/smtp_server.hpp"

#include "core/digest.hpp"

#include <utility>

namespace inspectord::testing {
namespace {

std::string decoded(const std::string& text) {
  return from_base64(text).value_or("?");
}

std::string angle(const std::string& line) {
  const auto open = line.find('<');
  return line.substr(open + 1, line.find('>') - open - 1);
}

}  // namespace

SmtpServer::SmtpServer(const Certificate& certificate, Behaviour behaviour)
    : certificate_(certificate),
      behaviour_(std::move(behaviour)),
      server_([this](Peer& peer) { serve(peer); }) {}

std::vector<SmtpServer::Mail> SmtpServer::mails() const {
  const std::lock_guard lock{mutex_};
  return mails_;
}

std::vector<std::string> SmtpServer::commands() const {
  const std::lock_guard lock{mutex_};
  return commands_;
}

void SmtpServer::note(const std::string& line) {
  const std::lock_guard lock{mutex_};
  commands_.push_back(line);
}

/// The reply, or what the test wants instead. False: the client was refused.
bool SmtpServer::say(Peer& peer, const std::string& verb, const std::string& reply) {
  if (behaviour_.drop_at == verb) peer.reset();
  const auto instead = behaviour_.replies.find(verb);
  peer.write((instead == behaviour_.replies.end() ? reply : instead->second) + "\r\n");
  return instead == behaviour_.replies.end();
}

void SmtpServer::serve(Peer& peer) {
  if (behaviour_.before_greeting) behaviour_.before_greeting();
  if (behaviour_.tls == Tls::implicit) peer.start_tls(certificate_);
  say(peer, "GREETING", "220 loopback ESMTP");
  Mail mail{};
  while (obey(peer, peer.read_line(), mail)) {
  }
}

void SmtpServer::greet(Peer& peer) {
  std::string reply = "250-loopback\r\n250-SIZE 1000000";
  if (behaviour_.tls == Tls::starttls && !peer.secure()) reply += "\r\n250-STARTTLS";
  if (behaviour_.login) reply += "\r\n250-AUTH PLAIN LOGIN";
  say(peer, "EHLO", reply + "\r\n250 PIPELINING");
}

bool SmtpServer::obey(Peer& peer, const std::string& line, Mail& mail) {
  note(line);
  const auto verb = line.substr(0, line.find(' '));
  if (verb == "EHLO" || verb == "HELO") {
    greet(peer);
  } else if (verb == "STARTTLS") {
    if (say(peer, verb, "220 go")) peer.start_tls(certificate_);
  } else if (verb == "AUTH") {
    return log_in(peer, line, mail);
  } else if (verb == "MAIL") {
    mail.from = angle(line);
    say(peer, verb, "250 ok");
  } else if (verb == "RCPT") {
    mail.to = angle(line);
    say(peer, verb, "250 ok");
  } else if (verb == "DATA") {
    if (say(peer, verb, "354 go on")) return take_body(peer, mail);
  } else if (verb == "QUIT") {
    peer.write("221 bye\r\n");
    return false;
  } else {
    peer.write("250 ok\r\n");
  }
  return true;
}

bool SmtpServer::log_in(Peer& peer, const std::string& line, Mail& mail) {
  const auto word = [&](const std::string& prompt) {
    peer.write("334 " + to_base64(prompt) + "\r\n");
    return decoded(peer.read_line());
  };
  if (line.starts_with("AUTH PLAIN")) {
    auto both = line.size() > 11 ? decoded(line.substr(11)) : word("");
    both.erase(0, both.find('\0') + 1);
    both.at(both.find('\0')) = ':';
    mail.login = both;
  } else {
    const auto user = word("Username:");
    mail.login = user + ":" + word("Password:");
  }
  say(peer, "AUTH", "235 welcome");
  return true;
}

bool SmtpServer::take_body(Peer& peer, Mail& mail) {
  mail.body.clear();
  for (auto line = peer.read_line(); line != "."; line = peer.read_line()) {
    mail.body += (line.starts_with('.') ? line.substr(1) : line) + "\r\n";
  }
  mail.secure = peer.secure();
  const bool refused = behaviour_.replies.contains(".");
  if (!refused) {
    const std::lock_guard lock{mutex_};
    mails_.push_back(mail);
  }
  say(peer, ".", "250 taken");
  return true;
}

}  // namespace inspectord::testing

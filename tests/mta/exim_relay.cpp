// SPDX-License-Identifier: Apache-2.0
#include "tests/mta/exim_relay.hpp"

#include <openssl/pem.h>

#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace inspectord::testing {
namespace {

namespace fs = std::filesystem;

struct Account {
  ::uid_t user;
  ::gid_t group;
};

/// Exim delivers nothing as root, so root runs it as somebody else.
Account account() {
  if (::getuid() != 0) return {::getuid(), ::getgid()};
  const auto* nobody = ::getpwnam("nobody");
  if (!nobody) throw std::runtime_error("no account \"nobody\"");
  return {nobody->pw_uid, nobody->pw_gid};
}

std::string read_whole(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

/// What Exim adds (the envelope's recipient) taken off, and its line ends as they travelled.
EximRelay::Mail mail_of(std::string file) {
  constexpr std::string_view field = "Envelope-to: ";
  const auto end = file.find('\n');
  if (!file.starts_with(field) || end == file.npos) throw std::runtime_error("no Envelope-to");
  EximRelay::Mail mail{file.substr(field.size(), end - field.size()), file.substr(end + 1)};
  replace_all(mail.bytes, "\n", "\r\n");
  return mail;
}

// exim_user is who calls it: then nothing needs a privilege, and inetd's way is open to him.
constexpr std::string_view configuration = R"(
spool_directory = @DIR@/spool
log_file_path = @DIR@/%slog
pid_file_path = @DIR@/pid
exim_user = @UID@
exim_group = @GID@
never_users =
deliver_drop_privilege = true
keep_environment =
queue_only = true
primary_hostname = relay.example
log_selector = +smtp_no_mail
received_header_text =
tls_advertise_hosts = @TLS@
tls_certificate = @DIR@/certificate.pem
tls_privatekey = @DIR@/key.pem
auth_advertise_hosts = *
acl_smtp_mail = mail
acl_smtp_rcpt = anything
acl_smtp_data = anything
begin acl
mail:
  require message = STARTTLS first
          encrypted = @TLS@
  require message = AUTH first
          authenticated = *
  accept
anything:
  accept
begin routers
mailbox:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = @DIR@/mail
  maildir_format
  envelope_to_add
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if eq{$auth3}{${lookup{$auth2}lsearch{@DIR@/passwords}{$value}fail}}}
  server_set_id = $auth2
)";

}  // namespace

EximRelay::EximRelay(const Certificate& certificate, const Terms& terms)
    : server_([this](Peer& peer) { hand_over(peer); }) {
  fs::copy_file(certificate.file(), directory_ / "certificate.pem");
  if (auto* out = std::fopen((directory_ / "key.pem").c_str(), "w")) {
    PEM_write_PrivateKey(out, SSL_CTX_get0_privatekey(certificate.server_context()), nullptr,
                         nullptr, 0, nullptr, nullptr);
    std::fclose(out);
  }
  configure(terms);
  const auto [user, group] = account();
  for (const auto& entry : fs::directory_iterator{directory_.path()}) {
    if (::chown(entry.path().c_str(), user, group) != 0) throw std::runtime_error("chown");
  }
  if (::chown(directory_.path().c_str(), user, group) != 0) throw std::runtime_error("chown");
}

void EximRelay::configure(const Terms& terms) const {
  const auto [user, group] = account();
  std::string text{configuration};
  replace_all(text, "@DIR@", directory_.path().string());
  replace_all(text, "@UID@", std::to_string(user));
  replace_all(text, "@GID@", std::to_string(group));
  if (!terms.starttls) replace_all(text, "          encrypted = @TLS@\n", "");
  replace_all(text, "@TLS@", terms.starttls ? "*" : "");
  std::ofstream{directory_ / "exim.conf"} << text;
  std::ofstream{directory_ / "passwords"} << terms.user << ": " << terms.password << "\n";
}

void EximRelay::hand_over(Peer& peer) {
  {
    const std::lock_guard lock{mutex_};
    ++running_;
  }
  run({"-bs"}, peer.descriptor());
  const std::lock_guard lock{mutex_};
  --running_;
  ended_.notify_all();
}

/// Returns when Exim has ended. What it says on standard error is added to `errors`.
void EximRelay::run(const std::vector<std::string>& arguments, int connection) const {
  const auto [user, group] = account();
  std::vector<std::string> command;
  if (::getuid() == 0)
    command = {"setpriv",       "--reuid", std::to_string(user), "--regid", std::to_string(group),
               "--clear-groups"};
  for (const char* word : {INSPECTORD_EXIM, "-C"}) command.emplace_back(word);
  command.push_back(directory_ / "exim.conf");
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::vector<char*> words;
  for (auto& word : command) words.push_back(word.data());
  words.push_back(nullptr);

  const auto errors = (directory_ / "errors").string();
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, connection, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, connection, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(),
                                   O_CREAT | O_APPEND | O_WRONLY, 0644);
  ::pid_t child = 0;
  char* environment[] = {nullptr};
  if (::posix_spawnp(&child, words.front(), &files, nullptr, words.data(), environment) == 0)
    ::waitpid(child, nullptr, 0);
  posix_spawn_file_actions_destroy(&files);
}

bool EximRelay::deliver() {
  {
    std::unique_lock lock{mutex_};
    if (!ended_.wait_for(lock, std::chrono::seconds{30}, [this] { return running_ == 0; }))
      return false;
  }
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  run({"-q"}, nothing);
  ::close(nothing);
  return true;
}

std::vector<EximRelay::Mail> EximRelay::mailbox() const {
  std::vector<Mail> mails;
  std::error_code none_yet;
  for (const auto& entry : fs::directory_iterator{directory_ / "mail" / "new", none_yet})
    mails.push_back(mail_of(read_whole(entry.path())));
  return mails;
}

std::string EximRelay::log() const {
  return read_whole(directory_ / "mainlog") + read_whole(directory_ / "rejectlog") +
         read_whole(directory_ / "paniclog") + read_whole(directory_ / "errors");
}

}  // namespace inspectord::testing

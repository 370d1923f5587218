// SPDX-License-Identifier: Apache-2.0
#include "server/household.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

#include <cstdlib>
#include <stdexcept>

namespace inspectord {
namespace {

Zone zone_of(const Options& options) {
  auto zone = Zone::find(options.scheduler.zone);
  if (!zone)
    throw std::invalid_argument("scheduler.zone: no such time zone: " + options.scheduler.zone);
  return *zone;
}

Mailbox mailbox_of(const std::string& address, const std::string& setting) {
  const auto parsed = EmailAddress::parse(address);
  if (!parsed) throw std::invalid_argument(setting + ": not a mail address: " + address);
  return Mailbox{*parsed, ""};
}

Mailbox sender_of(const MailOptions& mail) {
  const std::string domain = mail.domain.empty() ? "localhost" : mail.domain;
  return mailbox_of(mail.from.empty() ? "inspectord@" + domain : mail.from, "mail.from");
}

std::optional<Mailbox> reply_to_of(const MailOptions& mail) {
  if (mail.reply_to.empty()) return std::nullopt;
  return mailbox_of(mail.reply_to, "mail.reply_to");
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

std::filesystem::path default_state_directory() {
  if (const auto systemd = environment("STATE_DIRECTORY"); !systemd.empty()) return systemd;
  if (const auto xdg = environment("XDG_STATE_HOME"); !xdg.empty())
    return std::filesystem::path{xdg} / "inspectord";
  const auto home = environment("HOME");
  return std::filesystem::path{home.empty() ? "/var/lib" : home + "/.local/state"} / "inspectord";
}

std::filesystem::path database_file(const Options& options) {
  return options.storage.path.empty() ? default_state_directory() / "inspectord.db"
                                      : std::filesystem::path{options.storage.path};
}

std::filesystem::path files_directory(const Options& options) {
  return database_file(options).parent_path() / "files";
}

std::filesystem::path spool_directory(const Options& options) {
  return options.mail.spool.empty() ? database_file(options).parent_path() / "spool"
                                    : std::filesystem::path{options.mail.spool};
}

Household::Household(const Options& options, Random& random, const DaysOff& days_off)
    : zone_(zone_of(options)),
      house_{.zone = zone_,
             .days_off = days_off,
             .random = random,
             .from = sender_of(options.mail),
             .reply_to = reply_to_of(options.mail),
             .language = parse_language(options.locale.language).value_or(Language::vi)} {}

Database::Database(const std::filesystem::path& file, Use use, Instant now, Writer::Deliver deliver,
                   WriterOptions writer_options) {
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
  if (use == Use::service) lock_.emplace(file);
  SqliteOptions options;
  options.keep_wal = use == Use::service;
  auto connection = open_sqlite(file, options);
  migrate(*connection, now);
  writer_ = std::make_unique<Writer>(std::move(connection), std::move(deliver),
                                     std::move(writer_options));
  snapshots_ = std::make_unique<Snapshots>([file] {
    SqliteOptions reading;
    reading.use = SqliteOptions::Use::read;
    return open_sqlite(file, reading);
  });
}

}  // namespace inspectord

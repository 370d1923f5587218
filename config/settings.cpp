// SPDX-License-Identifier: Apache-2.0
#include "config/settings.hpp"

#include "scheduler/options.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace inspectord {
namespace {

using Check = bool (*)(std::string_view);

template <class Section, class Number>
Setting number(std::string_view section, std::string_view key, Section Options::*part,
               Number Section::*member, std::int64_t least, std::int64_t most,
               std::string_view right) {
  return {section,
          key,
          SettingKind::integer,
          right,
          [=](const Options& options) {
            return SettingValue{static_cast<std::int64_t>(options.*part.*member)};
          },
          [=](Options& options, const SettingValue& value) {
            const auto wanted = std::get<std::int64_t>(value);
            if (wanted < least || wanted > most) return false;
            options.*part.*member = static_cast<Number>(wanted);
            return true;
          }};
}

Setting millis(std::string_view key, std::chrono::milliseconds HttpOptions::*member) {
  constexpr std::int64_t most = 3'600'000;
  return {"http",
          key,
          SettingKind::integer,
          "1..3600000",
          [=](const Options& options) {
            return SettingValue{std::int64_t{(options.http.*member).count()}};
          },
          [=](Options& options, const SettingValue& value) {
            const auto wanted = std::get<std::int64_t>(value);
            if (wanted < 1 || wanted > most) return false;
            options.http.*member = std::chrono::milliseconds{wanted};
            return true;
          }};
}

template <class Section>
Setting text(std::string_view section, std::string_view key, Section Options::*part,
             std::string Section::*member, std::string_view right, Check check) {
  return {section,
          key,
          SettingKind::text,
          right,
          [=](const Options& options) { return SettingValue{options.*part.*member}; },
          [=](Options& options, const SettingValue& value) {
            const auto& wanted = std::get<std::string>(value);
            if (!check(wanted)) return false;
            options.*part.*member = wanted;
            return true;
          }};
}

template <class Section>
Setting boolean(std::string_view section, std::string_view key, Section Options::*part,
                bool Section::*member) {
  return {section,
          key,
          SettingKind::boolean,
          "true | false",
          [=](const Options& options) { return SettingValue{options.*part.*member}; },
          [=](Options& options, const SettingValue& value) {
            options.*part.*member = std::get<bool>(value);
            return true;
          }};
}

/// An enum by its codes: an index into `codes` is its value.
template <class Enum, std::size_t n>
Setting choice(std::string_view section, std::string_view key, Enum LogOptions::*member,
               std::string_view right, const std::array<std::string_view, n>& codes) {
  return {
      section,
      key,
      SettingKind::text,
      right,
      [=](const Options& options) {
        return SettingValue{std::string{codes.at(static_cast<std::size_t>(options.log.*member))}};
      },
      [=](Options& options, const SettingValue& value) {
        const auto found = std::find(codes.begin(), codes.end(), std::get<std::string>(value));
        if (found == codes.end()) return false;
        options.log.*member = static_cast<Enum>(found - codes.begin());
        return true;
      }};
}

bool any(std::string_view) {
  return true;
}
bool is_language(std::string_view text) {
  return text == "vi" || text == "en";
}
bool is_zone(std::string_view text) {
  return !text.empty() && text.find(' ') == std::string_view::npos;
}
bool is_domain(std::string_view text) {
  return !text.empty() && text.find_first_of(" @/<>\"") == std::string_view::npos;
}

/// One "@" with something on both sides, nothing that could end a header. Or nothing at all.
bool is_mailbox(std::string_view text) {
  if (text.empty()) return true;
  const auto at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == text.npos &&
         std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c <= 0x20 || c == 0x7f; });
}

bool is_authority(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\r\n/@?#") == std::string_view::npos;
}
bool is_relay(std::string_view text) {
  if (text.empty()) return true;
  if (text.starts_with("smtp://")) return is_authority(text.substr(7));
  return text.starts_with("smtps://") && is_authority(text.substr(8));
}
bool is_address(std::string_view text) {
  unsigned char bytes[sizeof(in6_addr)];
  const std::string written{text};
  return ::inet_pton(AF_INET, written.c_str(), bytes) == 1 ||
         ::inet_pton(AF_INET6, written.c_str(), bytes) == 1;
}

/// "10.1.0.0/16", "fd00::/8": the address itself is read where it is used.
bool is_network(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos || !is_address(std::string_view{text}.substr(0, slash)))
    return false;
  int bits = -1;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + slash + 1, end, bits);
  const int most = text.find(':') == std::string::npos ? 32 : 128;
  return error == std::errc{} && rest == end && bits >= 0 && bits <= most;
}

Setting mail_password() {
  return {"mail",
          "password",
          SettingKind::secret,
          "text",
          [](const Options& options) { return SettingValue{options.mail.password.reveal()}; },
          [](Options& options, const SettingValue& value) {
            options.mail.password = Secret{std::get<std::string>(value)};
            return true;
          }};
}

Setting webhook_allow() {
  return {"webhook",
          "allow",
          SettingKind::list,
          "networks as \"10.1.0.0/16\"",
          [](const Options& options) { return SettingValue{options.webhook.allow}; },
          [](Options& options, const SettingValue& value) {
            const auto& networks = std::get<std::vector<std::string>>(value);
            if (!std::all_of(networks.begin(), networks.end(), is_network)) return false;
            options.webhook.allow = networks;
            return true;
          }};
}

bool is_schedule(std::string_view text) {
  return text == "off" || schedule_of_routine(text);
}
bool is_misfire(std::string_view text) {
  return text == "all" || text == "latest" || text == "skip";
}

Setting routine(std::string_view key, std::string RoutineOptions::*member) {
  auto setting =
      text("routines", key, &Options::routines, member, "a cron expression | off", is_schedule);
  setting.kind = SettingKind::schedule;
  return setting;
}
Setting misfire(std::string_view key, std::string RoutineOptions::*member) {
  return text("routines", key, &Options::routines, member, "all | latest | skip", is_misfire);
}

std::vector<Setting> make_settings() {
  using O = Options;
  constexpr std::int64_t gibibyte = 1 << 30;
  return {
      text("http", "address", &O::http, &HttpOptions::address, "an IPv4 or IPv6 address",
           is_address),
      number("http", "port", &O::http, &HttpOptions::port, 0, 65535, "0..65535"),
      number("http", "max_body", &O::http, &HttpOptions::max_body, 1024, gibibyte,
             "1024..1073741824"),
      number("http", "max_head", &O::http, &HttpOptions::max_head, 1024, 1 << 20, "1024..1048576"),
      number("http", "max_connections", &O::http, &HttpOptions::max_connections, 1, 100'000,
             "1..100000"),
      number("http", "max_acts", &O::http, &HttpOptions::max_acts, 1, 100'000, "1..100000"),
      millis("idle_time", &HttpOptions::idle_time),
      millis("head_time", &HttpOptions::head_time),
      millis("body_time", &HttpOptions::body_time),
      millis("write_time", &HttpOptions::write_time),
      millis("heartbeat_time", &HttpOptions::heartbeat_time),
      millis("drain_time", &HttpOptions::drain_time),
      text("http", "web_dir", &O::http, &HttpOptions::web_dir, "a path", any),
      text("storage", "path", &O::storage, &StorageOptions::path, "a path", any),
      text("mail", "relay", &O::mail, &MailOptions::relay, "smtp://host:port | smtps://host:port",
           is_relay),
      boolean("mail", "starttls_required", &O::mail, &MailOptions::starttls_required),
      text("mail", "ca_file", &O::mail, &MailOptions::ca_file, "a path", any),
      text("mail", "user", &O::mail, &MailOptions::user, "text", any),
      mail_password(),
      text("mail", "from", &O::mail, &MailOptions::from, "a mailbox", is_mailbox),
      text("mail", "reply_to", &O::mail, &MailOptions::reply_to, "a mailbox", is_mailbox),
      text("mail", "domain", &O::mail, &MailOptions::domain, "a domain name", is_domain),
      text("mail", "spool", &O::mail, &MailOptions::spool, "a path", any),
      webhook_allow(),
      boolean("webhook", "allow_http", &O::webhook, &WebhookOptions::allow_http),
      text("sending", "trial_address", &O::sending, &SendingOptions::trial_address, "a mailbox",
           is_mailbox),
      choice("log", "format", &LogOptions::format, "logfmt | json",
             std::array<std::string_view, 2>{"logfmt", "json"}),
      choice("log", "level", &LogOptions::level, "debug | info | warning | error",
             std::array<std::string_view, 4>{"debug", "info", "warning", "error"}),
      text("locale", "language", &O::locale, &LocaleOptions::language, "vi | en", is_language),
      text("scheduler", "zone", &O::scheduler, &SchedulerOptions::zone, "an IANA zone", is_zone),
      routine("periods", &RoutineOptions::periods),
      misfire("periods_misfire", &RoutineOptions::periods_misfire),
      routine("digest", &RoutineOptions::digest),
      misfire("digest_misfire", &RoutineOptions::digest_misfire),
      routine("cleanup", &RoutineOptions::cleanup),
      misfire("cleanup_misfire", &RoutineOptions::cleanup_misfire),
      number("routines", "attempts_keep_days", &O::routines, &RoutineOptions::attempts_keep_days, 1,
             36'500, "1..36500"),
      routine("backup", &RoutineOptions::backup),
      misfire("backup_misfire", &RoutineOptions::backup_misfire),
      text("routines", "backup_directory", &O::routines, &RoutineOptions::backup_directory,
           "a path", any),
      number("routines", "backup_keep", &O::routines, &RoutineOptions::backup_keep, 1, 1'000,
             "1..1000"),
      routine("holiday_check", &RoutineOptions::holiday_check),
      misfire("holiday_check_misfire", &RoutineOptions::holiday_check_misfire),
  };
}

}  // namespace

std::span<const Setting> settings() {
  static const std::vector<Setting> table = make_settings();
  return table;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/log.hpp"
#include "core/secret.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace inspectord {

/// [http]: where the service listens and what one client may cost.
struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8480;               ///< 0: any free one.
  std::size_t max_body = 8 * 1024 * 1024;  ///< Bytes; a route may allow another size.
  std::size_t max_head = 16 * 1024;
  std::size_t max_connections = 4096;
  std::size_t max_acts = 1024;  ///< Writes waiting for the disk; more are answered 503.
  std::chrono::milliseconds idle_time{75'000};
  std::chrono::milliseconds head_time{10'000};
  std::chrono::milliseconds body_time{60'000};
  std::chrono::milliseconds write_time{30'000};
  std::chrono::milliseconds heartbeat_time{15'000};  ///< Of streams of events.
  std::chrono::milliseconds drain_time{8'000};  ///< How long stopping waits for requests in flight.
  std::string web_dir;  ///< A built page to serve instead of the program's own; empty: its own.
};

/// [storage]: the database file; files and the mail spool lie beside it.
struct StorageOptions {
  std::string path;  ///< Empty: inspectord.db in the state directory.
};

/// [mail]: the relay, and who the mails are from. Without a relay mails go into the spool.
struct MailOptions {
  std::string relay;  ///< "smtp://host:587" or "smtps://host:465"; empty: the spool.
  bool starttls_required = true;
  std::string ca_file;  ///< PEM: who may vouch for the relay; empty: those the system trusts.
  std::string user;
  Secret password;
  std::string from;
  std::string reply_to;
  std::string domain = "localhost";  ///< Of the sender, where `from` is empty.
  std::string spool;                 ///< Empty: "spool" beside the database.
};

/// [webhook]: which private addresses may be called.
struct WebhookOptions {
  std::vector<std::string> allow;  ///< CIDR, e.g. "10.1.0.0/16".
  bool allow_http = false;
};

/// [sending]: the trial mode.
struct SendingOptions {
  std::string trial_address;  ///< Not empty: every mail goes there instead.
};

/// [log]
struct LogOptions {
  log::Format format = log::Format::logfmt;
  log::Level level = log::Level::info;
};

/// [locale]
struct LocaleOptions {
  std::string language = "vi";  ///< "vi" or "en", where a reader names none.
};

/// [scheduler]
struct SchedulerOptions {
  std::string zone = "Asia/Ho_Chi_Minh";  ///< Where dates of plans live.
};

/// [routines]: cron expressions, "off" for none; what becomes of missed runs: "all", "latest",
/// "skip".
struct RoutineOptions {
  std::string periods = "15 0 * * *";
  std::string periods_misfire = "latest";
  std::string digest = "0 8 * * *";
  std::string digest_misfire = "latest";
  std::string cleanup = "30 2 * * *";
  std::string cleanup_misfire = "latest";
  int attempts_keep_days = 400;  ///< Attempts of messages that were settled before go.
  std::string backup = "0 1 * * *";
  std::string backup_misfire = "latest";
  std::string backup_directory;  ///< Empty: no copies are made.
  int backup_keep = 7;           ///< The newest so many stay.
  std::string holiday_check = "0 8 * * MON";
  std::string holiday_check_misfire = "latest";
};

/// All that can be set from outside, after flags, environment, file and defaults were laid over
/// each other.
struct Options {
  HttpOptions http;
  StorageOptions storage;
  MailOptions mail;
  WebhookOptions webhook;
  SendingOptions sending;
  LogOptions log;
  LocaleOptions locale;
  SchedulerOptions scheduler;
  RoutineOptions routines;
};

}  // namespace inspectord

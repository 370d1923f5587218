// SPDX-License-Identifier: Apache-2.0
// doctor: looks at the database, the directories and the way out, and says what is wrong.
#include "notifications/relay_probe.hpp"
#include "server/commands/store.hpp"
#include "server/mail_relay.hpp"
#include "storage/migrations.hpp"
#include "storage/outbox.hpp"
#include "storage/sending_switch.hpp"

#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <system_error>
#include <vector>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

/// What is wrong, in words, one a line.
class Findings {
 public:
  explicit Findings(const Console& console) : console_(console) {}

  void add(std::string_view key, const Arguments& arguments) {
    found_.push_back(words(console_.language, key, arguments));
  }
  void print() const {
    for (const auto& what : found_) {
      console_.out << words(console_.language, "command.doctor.problem") << "\t" << what << "\n";
    }
    if (found_.empty()) console_.err << words(console_.language, "command.doctor.well") << "\n";
  }
  bool empty() const { return found_.empty(); }

 private:
  const Console& console_;
  std::vector<std::string> found_;
};

/// A directory that is still to be made is made below the nearest one that is there.
void look_at_directory(Findings& findings, fs::path directory) {
  std::error_code ignored;
  while (!directory.empty() && !fs::exists(directory, ignored) &&
         directory != directory.parent_path()) {
    directory = directory.parent_path();
  }
  std::string name = (directory / "doctor.XXXXXX").string();
  const int file = ::mkstemp(name.data());  // asked of the disk itself: rights alone do not tell
  if (file < 0) {
    findings.add("command.doctor.unwritable",
                 {{"path", directory.string()}, {"why", std::generic_category().message(errno)}});
    return;
  }
  ::close(file);
  ::unlink(name.c_str());
}

void look_at_ways_out(Findings& findings, const Console& console, const House& house) {
  const auto& mail = console.options.mail;
  if (mail.relay.empty()) {
    look_at_directory(findings, spool_directory(console.options));
  } else if (const auto fault = probe_relay(relay_options(mail, house.from))) {
    findings.add("command.doctor.relay", {{"relay", mail.relay}, {"why", *fault}});
  }
}

std::int64_t count(Snapshot& db, std::string_view what) {
  return db.query("SELECT COUNT(*) FROM " + std::string{what}).front().integer(0);
}

/// Figures go to `out`, faults to the findings.
void look_at_database(Findings& findings, const Console& console, Snapshot& db) {
  const auto integrity = db.query("PRAGMA integrity_check").front().text(0);
  const auto dangling = db.query("PRAGMA foreign_key_check").size();
  const auto dead = count(db, "messages WHERE state = 'dead'");
  const auto sending = outbox::sending_switch(db);
  console.out << "database\t" << database_file(console.options).string() << "\n"
              << "schema\t" << schema_version(db) << "\n"
              << "integrity\t" << integrity << "\n"
              << "foreign keys\t" << (dangling == 0 ? "ok" : "broken") << "\n"
              << "plans\t" << count(db, "plans") << "\n"
              << "reminders planned\t" << count(db, "reminders WHERE state = 'planned'") << "\n"
              << "messages unsettled\t" << outbox::count_unsettled(db) << "\n"
              << "messages dead\t" << dead << "\n"
              << "sending\t" << (sending.paused ? "paused" : "on") << "\n"
              << "mail\t"
              << (console.options.mail.relay.empty()
                      ? "spool " + spool_directory(console.options).string()
                      : "relay")
              << "\n";
  if (integrity != "ok") findings.add("command.doctor.integrity", {{"detail", integrity}});
  if (dangling > 0) findings.add("command.doctor.foreign_keys", {{"n", std::to_string(dangling)}});
  if (dead > 0) findings.add("command.doctor.dead", {{"n", std::to_string(dead)}});
  if (sending.paused) findings.add("command.doctor.paused", {{"reason", sending.reason}});
}

}  // namespace

ExitCode doctor(const Console& console) {
  Findings findings{console};
  const auto file = database_file(console.options);
  if (fs::exists(file)) look_at_directory(findings, file.parent_path());
  if (!findings.empty()) {  // opening the database would only fail on the same
    findings.print();
    return ExitCode::io;
  }
  Store store{console, Store::If::there};
  look_at_directory(findings, files_directory(console.options));
  look_at_ways_out(findings, console, store.house());
  store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { look_at_database(findings, console, db); });
  findings.print();
  return findings.empty() ? ExitCode::ok : ExitCode::unavailable;
}

}  // namespace inspectord

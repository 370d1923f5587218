// SPDX-License-Identifier: Apache-2.0
// Commands over the database: user, token, doctor, check-config.
#include "server/commands/store.hpp"

#include "config/config_file.hpp"
#include "server/tokens.hpp"
#include "storage/migrations.hpp"
#include "storage/outbox.hpp"
#include "storage/sending_switch.hpp"
#include "usecases/user_cases.hpp"

#include <ostream>

namespace inspectord {

ExitCode add_user(const Console& console, const UserOptions& options) {
  Store store{console};
  Roles roles;
  for (const auto& name : options.roles) {
    const auto role = parse_role(name);
    if (!role) {
      throw CommandError{ExitCode::usage, name +
                                              ": no such role; there are administrator, planner, "
                                              "approver, clerk, inspector, agency, auditor"};
    }
    roles.add(*role);
  }
  const auto id = store.database.writer().run([&](Transaction& tx) {
    return add_user(tx, options.name, options.agency, roles, store.clock.now(), store.house());
  });
  if (!id) fail(console, id.error());
  console.out << id->to_string() << "\n";
  return ExitCode::ok;
}

ExitCode list_users(const Console& console) {
  Store store{console};
  for (const auto& user :
       store.database.snapshots().with_snapshot([](Snapshot& db) { return list_users(db); })) {
    console.out << user.id.to_string() << "\t" << user.name << "\t";
    for (const Role role : user.roles.list()) console.out << to_string(role) << " ";
    console.out << "\n";
  }
  return ExitCode::ok;
}

ExitCode issue_token(const Console& console, const std::string& user, const std::string& label,
                     int days) {
  Store store{console};
  const auto token = make_token(store.random);
  const auto now = store.clock.now();
  const auto expires =
      days > 0 ? std::optional<Instant>{now + std::chrono::hours{24} * days} : std::nullopt;
  const auto id = store.database.writer().run([&](Transaction& tx) {
    return issue_token(tx, user, token.hash, label, expires, now, store.house());
  });
  if (!id) fail(console, id.error());
  console.out << token.text.reveal() << "\n";
  console.err << words(console.language, "command.token.once") << "\n";
  return ExitCode::ok;
}

ExitCode check_config(const Console& console) {
  SystemRandom random;
  const Household household{console.options, random};  // throws what cannot be
  console.out << print_config(console.options);
  return ExitCode::ok;
}

ExitCode doctor(const Console& console) {
  Store store{console};
  return store.database.snapshots().with_snapshot([&](Snapshot& db) {
    const auto integrity = db.query("PRAGMA integrity_check").front().text(0);
    const auto foreign = db.query("PRAGMA foreign_key_check");
    const auto count = [&](const char* sql) {
      return std::to_string(db.query(sql).front().integer(0));
    };
    console.out << "database\t" << database_file(console.options).string() << "\n"
                << "schema\t" << schema_version(db) << "\n"
                << "integrity\t" << integrity << "\n"
                << "foreign keys\t" << (foreign.empty() ? "ok" : "broken") << "\n"
                << "plans\t" << count("SELECT COUNT(*) FROM plans") << "\n"
                << "reminders planned\t"
                << count("SELECT COUNT(*) FROM reminders WHERE state = 'planned'") << "\n"
                << "messages unsettled\t" << outbox::count_unsettled(db) << "\n"
                << "messages dead\t" << count("SELECT COUNT(*) FROM messages WHERE state = 'dead'")
                << "\n"
                << "sending\t" << (outbox::sending_switch(db).paused ? "paused" : "on") << "\n"
                << "mail\t"
                << (console.options.mail.relay.empty()
                        ? "spool " + spool_directory(console.options).string()
                        : "relay")
                << "\n";
    return integrity == "ok" && foreign.empty() ? ExitCode::ok : ExitCode::io;
  });
}

}  // namespace inspectord

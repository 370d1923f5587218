// SPDX-License-Identifier: Apache-2.0
// Commands over the database: import, export, user, token, doctor, check-config.
#include "config/config_file.hpp"
#include "formats/directory_file.hpp"
#include "formats/plan_file.hpp"
#include "server/commands/command.hpp"
#include "server/commands/plan_input.hpp"
#include "server/household.hpp"
#include "server/tokens.hpp"
#include "storage/migrations.hpp"
#include "storage/outbox.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/user_cases.hpp"
#include "workflow/reasons.hpp"

#include <ostream>

namespace inspectord {
namespace {

/// The database of a command, with what its acts need.
struct Store {
  explicit Store(const Console& console)
      : household(console.options, random),
        database(database_file(console.options), Database::Use::command, clock.now()) {}

  const House& house() const { return household.house(); }

  SystemClock clock;
  SystemRandom random;
  Household household;
  Database database;
};

Actor acting(Store& store, const std::string& user) {
  const auto actor = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return actor_named(db, user, ActorChannel::command); });
  if (!actor) {
    throw CommandError{ExitCode::permission,
                       user.empty() ? "--user NAME is needed: who imports (inspectord user add)"
                                    : user + ": no such user (inspectord user add)"};
  }
  return *actor;
}

bool is_directory(const std::string& text) {
  const auto json = parse_json(text);
  const auto* format = json ? json->find("format") : nullptr;
  return format && format->if_string() && format->if_string()->starts_with("inspectord-directory/");
}

void import_directory_file(const Console& console, Store& store, const std::string& file,
                           const std::string& text, const Actor& actor) {
  auto directory = decode_directory(text);
  if (!directory) fail(console, to_refusal(directory.errors()));
  const auto imported = store.database.writer().run([&](Transaction& tx) {
    return import_directory(tx, *directory, actor, store.clock.now(), store.house());
  });
  if (!imported) fail(console, imported.error());
  console.err << file << ": " << imported->agencies << " agencies, " << imported->contacts
              << " contacts, " << imported->members << " members\n";
}

void import_plan_file(const Console& console, Store& store, const std::string& file,
                      const Actor& actor) {
  const Plan plan = read_plan(console, file);
  const auto outcome = store.database.writer().run([&](Transaction& tx) {
    return import_plan(tx, plan, actor, store.clock.now(), store.house());
  });
  if (!outcome) fail(console, outcome.error());
  console.out << outcome->record.id.to_string() << "\n";
  const auto warnings = find_warnings(plan, DaysOff::vietnam());
  console.err << words(console.language, "command.import.done",
                       {{"file", file},
                        {"title", plan.title},
                        {"n", std::to_string(warnings.size())}})
              << "\n";
}

std::optional<PlanRecord> find_by_id_or_key(Snapshot& db, const std::string& plan) {
  if (const auto id = PlanId::parse(plan)) return find_plan(db, *id);
  const auto rows = db.query(
      "SELECT id FROM plans WHERE key = $1 AND state <> 'cancelled' ORDER BY id DESC LIMIT 1",
      plan);
  return rows.empty() ? std::nullopt : find_plan(db, rows.front().id<PlanId>(0));
}

}  // namespace

ExitCode import(const Console& console, const ImportOptions& options) {
  Store store{console};
  const Actor actor = acting(store, options.user);
  for (const auto& file : options.files) {
    const auto text = read_file(file);
    if (is_directory(text)) {
      import_directory_file(console, store, file, text, actor);
    } else {
      import_plan_file(console, store, file, actor);
    }
  }
  return ExitCode::ok;
}

ExitCode export_plan(const Console& console, const std::string& plan) {
  Store store{console};
  const auto record = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return find_by_id_or_key(db, plan); });
  if (!record) fail(console, Refusal{refuse::no_such_target});
  console.out << encode_plan(record->content);
  return ExitCode::ok;
}

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

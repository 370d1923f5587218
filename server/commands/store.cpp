// SPDX-License-Identifier: Apache-2.0
// Commands over the database: user, token, check-config.
#include "server/commands/store.hpp"

#include "config/config_file.hpp"
#include "server/house_routines.hpp"
#include "server/tokens.hpp"
#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/sending_switch.hpp"
#include "usecases/user_cases.hpp"

#include <ostream>

namespace inspectord {

ExitCode add_user(const Console& console, const UserOptions& options) {
  Store store{console, Store::If::missing_too};
  Roles roles;
  for (const auto& name : options.roles) {
    const auto role = parse_role(name);
    if (!role) {
      fail(console, ExitCode::usage, "command.no_role",
           {{"name", name},
            {"roles", "administrator, planner, approver, clerk, inspector, agency, auditor"}});
    }
    roles.add(*role);
  }
  const auto id = store.database.writer().run([&](Transaction& tx) {
    return add_user(tx, options.name,
                    {.name = options.agency, .under = options.under, .is_new = options.new_agency},
                    roles, store.clock.now(), store.house());
  });
  if (!id) fail(console, id.error());
  console.out << id->to_string() << "\n";
  return ExitCode::ok;
}

ExitCode list_users(const Console& console) {
  Store store{console, Store::If::there};
  for (const auto& user :
       store.database.snapshots().with_snapshot([](Snapshot& db) { return list_users(db); })) {
    console.out << user.id.to_string() << "\t" << user.name << "\t";
    for (const Role role : user.roles.list()) console.out << to_string(role) << " ";
    const auto agency = store.database.snapshots().with_snapshot(
        [&](Snapshot& db) { return find_agency(db, user.agency); });
    console.out << "\t" << (agency ? agency->name : std::string{}) << "\n";
  }
  return ExitCode::ok;
}

ExitCode issue_token(const Console& console, const std::string& user, const std::string& label,
                     int days) {
  Store store{console, Store::If::there};
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
  routines_of(console.options.routines);               // and so do they
  console.out << print_config(console.options);
  return ExitCode::ok;
}

Actor actor_of(const Console& console, Store& store, const std::string& user) {
  const auto actor = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return actor_named(db, user, ActorChannel::command); });
  if (!actor) {
    fail(console, ExitCode::permission, user.empty() ? "command.user_needed" : "command.no_user",
         {{"name", user}});
  }
  return *actor;
}

std::optional<PlanRecord> find_by_id_or_key(const Console& console, Snapshot& db,
                                            const std::string& plan) {
  if (const auto id = PlanId::parse(plan)) return find_plan(db, *id);
  const auto rows = db.query(
      "SELECT id FROM plans WHERE key = $1 AND state <> 'cancelled' ORDER BY id DESC LIMIT 10",
      plan);
  if (rows.size() > 1) {
    std::string ids;
    for (const auto& row : rows) ids += (ids.empty() ? "" : ", ") + row.id<PlanId>(0).to_string();
    fail(console, ExitCode::data, "command.several_plans", {{"key", plan}, {"ids", ids}});
  }
  return rows.empty() ? std::nullopt : find_plan(db, rows.front().id<PlanId>(0));
}

}  // namespace inspectord

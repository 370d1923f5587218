// SPDX-License-Identifier: Apache-2.0
#include "usecases/user_cases.hpp"

#include "formats/json.hpp"
#include "storage/agencies.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/directory_entries.hpp"
#include "usecases/near_names.hpp"
#include "workflow/one_line.hpp"

namespace inspectord {
namespace {

/// From the command line of the machine itself: no user acts.
void note(Transaction& tx, std::string what, UserId user, JsonObject after, Instant now,
          const House& house) {
  const Actor machine{.user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::command};
  note(tx, std::move(what), Subject::of("user", user), std::nullopt, write_json(std::move(after)),
       machine, now, house);
}

const std::string& place_of(const Agency& agency) {
  return agency.parent_name.empty() ? agency.scope : agency.parent_name;
}

/// Those of the name, under the body that is given; else the one of which no such body is known.
std::vector<AgencyId> agencies_meant(Transaction& tx, const HomeAgency& home) {
  auto named = find_agencies_named(tx, home.name);
  if (home.under.empty()) return named;
  std::vector<AgencyId> under, anywhere;
  for (const auto id : named) {
    const auto agency = find_agency(tx, id).value();
    if (place_of(agency) == home.under) under.push_back(id);
    if (place_of(agency).empty()) anywhere.push_back(id);
  }
  return under.empty() ? anywhere : under;
}

Agency made_at_home(const HomeAgency& home, Instant now, const House& house) {
  return {.id = AgencyId::make(now, house.random),
          .name = home.name,
          .short_name = {},
          .level = {},
          .parent_name = home.under,
          .firm = false,
          .aliases = {},
          .valid_from = {},
          .valid_to = {}};
}

std::vector<std::string> names_nearly(Transaction& tx, const std::string& name) {
  constexpr int all = 1'000'000;
  std::vector<std::string> known;
  for (const auto& agency : list_agencies(tx, std::nullopt, all)) known.push_back(agency.name);
  return names_near(name, known);
}

/// The one agency of all who plan or administer; nothing where there is none, or several.
std::optional<AgencyId> the_house(Transaction& tx) {
  std::optional<AgencyId> found;
  for (const auto& user : list_users(tx)) {
    if (user.disabled || !user.roles.has_any({Role::planner, Role::administrator})) continue;
    if (found && *found != user.agency) return std::nullopt;
    found = user.agency;
  }
  return found;
}

/// Who keeps an agency that is added for a user of these roles.
AgencyId keeper_of(Transaction& tx, AgencyId added, const Roles& roles) {
  const bool only_files = roles.list() == Roles{Role::agency}.list();
  return only_files ? the_house(tx).value_or(added) : added;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : "; ") + name;
  return list;
}

/// Found, or added to the directory.
Result<AgencyId> home_of(Transaction& tx, const HomeAgency& home, const Roles& roles, Instant now,
                         const House& house) {
  const auto meant = agencies_meant(tx, home);
  if (meant.size() > 1) {
    return Refusal{refuse::ambiguous_agency,
                   "/agency",
                   {{"name", home.name}, {"candidates", described(tx, meant)}}};
  }
  if (meant.empty() && !home.is_new && home.under.empty()) {
    const auto near = names_nearly(tx, home.name);
    if (!near.empty())
      return Refusal{refuse::near_agency, "/agency", {{"name", home.name}, {"near", listed(near)}}};
  }
  auto agency = made_at_home(home, now, house);
  if (!meant.empty()) agency.id = meant.front();
  const bool places_it =
      !meant.empty() && !home.under.empty() && place_of(find_agency(tx, agency.id).value()).empty();
  if (meant.empty() || places_it)
    save_agency(tx, agency,
                owner_of_agency(tx, agency.id).value_or(keeper_of(tx, agency.id, roles)));
  return agency.id;
}

/// What stands in tables, subjects and signatures.
Result<Done> check_names(const std::string& name, const HomeAgency& home) {
  const bool blank = home.name.find_first_not_of(' ') == std::string::npos;
  if (blank) return Refusal{refuse::agency_needed, "/agency"};
  Guard guard{{}};
  need_one_line(guard, name, "/name");
  need_one_line(guard, home.name, "/agency");
  need_one_line(guard, home.under, "/under");
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

JsonArray codes_of(const Roles& roles) {
  JsonArray codes;
  for (const Role role : roles.list()) codes.push_back(to_string(role));
  return codes;
}

}  // namespace

Result<UserId> add_user(Transaction& tx, const std::string& name, const HomeAgency& home,
                        Roles roles, Instant now, const House& house) {
  if (name.empty()) return Refusal{refuse::name_needed, "/name"};
  if (roles.empty()) return Refusal{refuse::role_missing, "/roles"};
  TRY(check_names(name, home));
  if (find_user_by_name(tx, name)) return Refusal{refuse::user_exists, "/name", {{"name", name}}};
  const auto agency = TRY(home_of(tx, home, roles, now, house));
  const auto id = UserId::make(now, house.random);
  insert_user(tx, {.id = id, .name = name, .agency = agency, .roles = roles, .disabled = false},
              now);
  note(tx, "user.added", id,
       {{"name", name},
        {"agency", agency.to_string()},
        {"agency_name", home.name},
        {"roles", codes_of(roles)}},
       now, house);
  return id;
}

Result<UserId> issue_token(Transaction& tx, const std::string& user_name, const Sha256& hash,
                           const std::string& label, std::optional<Instant> expires_at, Instant now,
                           const House& house) {
  const auto user = find_user_by_name(tx, user_name);
  if (!user || user->disabled) return Refusal{refuse::unknown_user, "/user", {{"name", user_name}}};
  insert_token(tx, hash, user->id, label, expires_at, now);
  note(tx, "user.token_issued", user->id,
       {{"label", label},
        {"expires_at", expires_at ? JsonValue{house.zone.to_rfc3339(*expires_at)} : JsonValue{}}},
       now, house);
  return user->id;
}

Actor actor_of(const User& user, ActorChannel channel) {
  return {.user = user.id,
          .agency = user.agency,
          .roles = user.roles,
          .channel = channel,
          .name = user.name};
}

std::optional<Actor> actor_named(Connection& db, const std::string& user_name,
                                 ActorChannel channel) {
  const auto user = find_user_by_name(db, user_name);
  if (!user || user->disabled) return std::nullopt;
  return actor_of(*user, channel);
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#include "usecases/user_cases.hpp"

#include "formats/json.hpp"
#include "storage/agencies.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/directory_entries.hpp"

namespace inspectord {
namespace {

/// From the command line of the machine itself: no user acts.
void note(Transaction& tx, std::string what, UserId user, JsonObject after, Instant now,
          const House& house) {
  const Actor machine{.user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::command};
  note(tx, std::move(what), Subject::of("user", user), std::nullopt, write_json(std::move(after)),
       machine, now, house);
}

JsonArray codes_of(const Roles& roles) {
  JsonArray codes;
  for (const Role role : roles.list()) codes.push_back(to_string(role));
  return codes;
}

}  // namespace

Result<UserId> add_user(Transaction& tx, const std::string& name, const std::string& agency_name,
                        Roles roles, Instant now, const House& house) {
  if (name.empty()) return Refusal{refuse::name_needed, "/name"};
  if (roles.empty()) return Refusal{refuse::role_missing, "/roles"};
  if (find_user_by_name(tx, name)) return Refusal{refuse::user_exists, "/name", {{"name", name}}};
  const auto named = find_agencies_named(tx, agency_name);
  if (named.size() > 1)
    return Refusal{refuse::ambiguous_agency, "/agency", {{"name", agency_name}}};
  const auto agency = named.empty() ? AgencyId::make(now, house.random) : named.front();
  if (named.empty()) {
    save_agency(tx,
                {.id = agency,
                 .name = agency_name,
                 .short_name = {},
                 .level = {},
                 .parent_name = {},
                 .firm = false,
                 .aliases = {},
                 .valid_from = {},
                 .valid_to = {}},
                agency);
  }
  const auto id = UserId::make(now, house.random);
  insert_user(tx, {.id = id, .name = name, .agency = agency, .roles = roles, .disabled = false},
              now);
  note(tx, "user.added", id,
       {{"name", name},
        {"agency", agency.to_string()},
        {"agency_name", agency_name},
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

// SPDX-License-Identifier: Apache-2.0
#include "storage/users.hpp"

#include <sstream>

namespace inspectord {
namespace {

std::string text_of(const Roles& roles) {
  std::string text;
  for (const Role role : roles.list())
    text += (text.empty() ? "" : " ") + std::string{to_string(role)};
  return text;
}

Roles roles_of(const std::string& text) {
  Roles roles;
  std::istringstream words{text};
  for (std::string word; words >> word;) {
    if (const auto role = parse_role(word)) roles.add(*role);
  }
  return roles;
}

User user_of(const Row& row) {
  return {.id = row.id<UserId>(0),
          .name = row.text(1),
          .agency = row.id<AgencyId>(2),
          .roles = roles_of(row.text(3)),
          .disabled = !row.is_null(4)};
}

std::optional<User> only_user(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional{user_of(rows.front())};
}

Blob blob_of(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

}  // namespace

std::optional<User> find_user(Connection& db, UserId id) {
  return only_user(
      db.query("SELECT id, name, agency, roles, disabled_at FROM users WHERE id = $1", id));
}

std::optional<User> find_user_by_name(Connection& db, std::string_view name) {
  return only_user(
      db.query("SELECT id, name, agency, roles, disabled_at FROM users WHERE name = $1", name));
}

std::vector<User> list_users(Connection& db) {
  std::vector<User> users;
  for (const auto& row :
       db.query("SELECT id, name, agency, roles, disabled_at FROM users ORDER BY name")) {
    users.push_back(user_of(row));
  }
  return users;
}

void insert_user(Transaction& tx, const User& user, Instant now) {
  tx.execute("INSERT INTO users (id, name, agency, roles, created_at) VALUES ($1, $2, $3, $4, $5)",
             user.id, user.name, user.agency, text_of(user.roles), now);
}

void insert_token(Transaction& tx, const Sha256& hash, UserId user, std::string_view label,
                  std::optional<Instant> expires_at, Instant now) {
  tx.execute(
      "INSERT INTO tokens (hash, user, label, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
      blob_of(hash), user, label, now, expires_at);
}

std::optional<TokenOwner> find_token_owner(Connection& db, const Sha256& hash) {
  const auto rows = db.query(
      "SELECT u.id, u.name, u.agency, u.roles, u.disabled_at, t.expires_at FROM tokens t JOIN users"
      " u ON u.id = t.user"
      " WHERE t.hash = $1 AND t.revoked_at IS NULL AND u.disabled_at IS NULL",
      blob_of(hash));
  if (rows.empty()) return std::nullopt;
  return TokenOwner{.user = user_of(rows.front()), .expires_at = rows.front().optional_instant(5)};
}

bool revoke_token(Transaction& tx, const Sha256& hash, Instant now) {
  return tx.execute("UPDATE tokens SET revoked_at = $1 WHERE hash = $2 AND revoked_at IS NULL", now,
                    blob_of(hash)) == 1;
}

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "storage/connection.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

struct User {
  UserId id;
  std::string name;
  AgencyId agency;
  Roles roles;
  bool disabled = false;
};

std::optional<User> find_user(Connection&, UserId);
std::optional<User> find_user_by_name(Connection&, std::string_view name);
std::vector<User> list_users(Connection&);
void insert_user(Transaction&, const User&, Instant now);

/// Tokens are stored as their SHA-256 alone.
void insert_token(Transaction&, const Sha256& hash, UserId, std::string_view label,
                  std::optional<Instant> expires_at, Instant now);
/// A token that was not revoked, and its user, who is not disabled.
struct TokenOwner {
  User user;
  std::optional<Instant> expires_at;

  bool is_valid(Instant now) const { return !expires_at || *expires_at > now; }
};
std::optional<TokenOwner> find_token_owner(Connection&, const Sha256& hash);
/// True if there was one.
bool revoke_token(Transaction&, const Sha256& hash, Instant now);

}  // namespace inspectord

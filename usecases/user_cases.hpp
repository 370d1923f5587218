// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/users.hpp"
#include "usecases/house.hpp"

#include <string>

namespace inspectord {

namespace refuse {
inline constexpr Reason user_exists{"user_exists", RefusalKind::conflict};
inline constexpr Reason unknown_user{"unknown_user", RefusalKind::not_found};
/// The same of a name that something names.
inline constexpr Reason unknown_user_here{"unknown_user"};
inline constexpr Reason name_needed{"name_needed"};
inline constexpr Reason role_missing{"role_missing"};
}  // namespace refuse

/// The agency of a new user, as the directory may have it.
struct HomeAgency {
  std::string name;
  std::string under{};  ///< Name of the body above it; empty: whichever.
};

/// A user of an agency, found by name or added to the directory; where several bear the name, the
/// refusal lists them. From the command line of the machine itself, where whoever may write the
/// database may do so.
Result<UserId> add_user(Transaction&, const std::string& name, const HomeAgency&, Roles,
                        Instant now, const House&);

/// Keeps the hash of a new token for a user.
Result<UserId> issue_token(Transaction&, const std::string& user_name, const Sha256& hash,
                           const std::string& label, std::optional<Instant> expires_at, Instant now,
                           const House&);

/// A user as an actor. Nullopt: unknown or disabled.
std::optional<Actor> actor_named(Connection&, const std::string& user_name, ActorChannel);
Actor actor_of(const User&, ActorChannel);

}  // namespace inspectord

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
inline constexpr Reason agency_needed{"agency_needed"};
/// name, near
inline constexpr Reason near_agency{"near_agency", RefusalKind::conflict};
}  // namespace refuse

/// The agency of a new user, as the directory may have it.
struct HomeAgency {
  std::string name;
  std::string under{};  ///< Name of the body above it; empty: whichever.
  bool is_new = false;  ///< Added even where the directory has others of nearly that name.
};

/// A user of an agency, found by name or added to the directory; where several bear the name, or
/// others nearly the same (a slip would make a new agency), the refusal lists them. An agency that
/// only files is added by the house, where there is one: the agency of all who plan or administer.
/// Others are their own. From the command line of the machine itself, where whoever may write the
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

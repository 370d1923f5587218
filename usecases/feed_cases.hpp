// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/feeds.hpp"
#include "usecases/house.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

namespace refuse {
inline constexpr Reason no_such_team{"no_such_team"};  ///< team, known
inline constexpr Reason not_of_scope{"not_of_scope"};  ///< scope, what
}  // namespace refuse

/// What a new feed is to show.
struct FeedWish {
  FeedScope scope = FeedScope::house;
  std::optional<AgencyId> agency{};
  std::optional<PlanId> plan{};
  std::string team{};
  std::string label{};
  Language language = Language::vi;
};

/// A feed of the actor's agency, read by whoever knows the token of this hash. Planners and
/// administrators may make any over plans of their agency, also for another agency that they see;
/// a user of an agency only the one of that agency itself. What the actor may not see is not found.
Result<Feed> create_feed(Transaction&, const FeedWish&, const Sha256& token_hash, const Actor&,
                         Instant now, const House&);

/// The feed as it stands, if it is one of the actor's agency.
Result<Feed> look_at_feed(Connection&, FeedId, const Actor&);

/// From the commit on its address leads nowhere. By those who may make it; a second time changes
/// nothing.
Result<Feed> revoke_feed(Transaction&, FeedId, const Actor&, Instant now, const House&);

/// Somebody fetched a feed.
struct FeedFetch {
  FeedId feed;
  Instant at{};
};
void keep_fetches(Transaction&, const std::vector<FeedFetch>&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "formats/code_names.hpp"
#include "storage/connection.hpp"
#include "words/catalogue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// What a calendar feed shows.
enum class FeedScope {
  agency,  ///< What one agency is visited for, takes part in, or owes.
  team,    ///< The visits of one team of a plan.
  plan,    ///< Everything of a plan.
  house,   ///< Everything of all plans of the owner.
};
template <>
inline constexpr auto code_names<FeedScope> = std::to_array<std::string_view>({"agency", "team",
                                                                               "plan", "house"});
static_assert(names_end_at(FeedScope::house));

/// A calendar feed; whoever has its address reads it. The token in the address is kept as its hash
/// alone, and never read back.
struct Feed {
  FeedId id;
  AgencyId owner;  ///< Who made it, and may revoke it.
  FeedScope scope = FeedScope::house;
  std::optional<AgencyId> agency;  ///< FeedScope::agency.
  std::optional<PlanId> plan;      ///< FeedScope::team and plan.
  std::string team;                ///< FeedScope::team: its key in the plan.
  std::string label;               ///< Whom it was made for, in the owner's words.
  Language language = Language::vi;
  UserId created_by;
  Instant created_at{};
  std::optional<Instant> revoked_at{};
  std::optional<Instant> last_fetched_at{};  ///< To about a minute.
};

namespace feed_rows {

void insert(Transaction&, const Feed&, const Sha256& hash);
std::optional<Feed> find(Connection&, FeedId);
/// The feed of a token; nullopt where none has it or the feed was revoked.
std::optional<Feed> find_by_token(Connection&, const Sha256& hash);
/// Of an owner, revoked ones too, by id.
std::vector<Feed> list(Connection&, AgencyId owner, std::optional<FeedId> after, int limit);
/// False: it had been revoked already.
bool revoke(Transaction&, FeedId, Instant now);
void note_fetch(Transaction&, FeedId, Instant at);  ///< The latest one counts.

}  // namespace feed_rows
}  // namespace inspectord

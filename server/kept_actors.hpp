// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/recent_map.hpp"
#include "storage/users.hpp"
#include "usecases/user_cases.hpp"

#include <optional>

namespace inspectord {

/// Whose tokens were last shown, as long as nothing at all was committed since: a token that is
/// revoked, or a user who is disabled, is gone with the very commit. Net thread.
class KeptActors {
 public:
  /// Who a token belongs to; nullopt where it is unknown, has expired or was revoked.
  std::optional<Actor> find(Snapshot& snapshot, const Sha256& hash, Instant now) {
    const auto moment = snapshot.moment();
    if (const auto* known = kept_.find(hash); known && known->moment == moment) {
      return known->owner.is_valid(now) ? std::optional{known->actor} : std::nullopt;
    }
    auto owner = find_token_owner(snapshot, hash);
    if (!owner || !owner->is_valid(now)) return std::nullopt;
    auto actor = actor_of(owner->user, ActorChannel::http);
    kept_.keep(hash, {moment, std::move(*owner), actor});
    return actor;
  }

 private:
  static constexpr std::size_t most_tokens = 10'000;

  struct Shown {
    Moment moment;
    TokenOwner owner;
    Actor actor;
  };

  RecentMap<Sha256, Shown> kept_{most_tokens};
};

}  // namespace inspectord

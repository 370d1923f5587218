// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/instant.hpp"
#include "core/random.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"
#include "core/secret.hpp"
#include "server/exchange.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace inspectord {

inline constexpr Reason bad_authorization{"bad_authorization", RefusalKind::unauthenticated};
inline constexpr Reason unknown_token{"unknown_token", RefusalKind::unauthenticated};

/// A new bearer token: shown once, kept only as its hash.
struct NewToken {
  Secret text;  ///< "insp_" and 43 letters and digits of base 62: 256 random bits.
  Sha256 hash;
};

NewToken make_token(Random&);

/// The token of a calendar feed's address: 43 letters and digits of base 62, 256 random bits. No
/// bearer token, so that neither opens what the other does.
NewToken make_feed_token(Random&);
bool is_feed_token(std::string_view text);

/// What is stored of a token and looked up.
Sha256 hash_of_token(std::string_view text);

/// The token of "Bearer insp_..." (RFC 6750, 2.1), or nullopt for any other credentials.
std::optional<std::string_view> bearer_token(std::string_view authorization);

/// Who a token belongs to; nullopt where it is unknown, has expired or was revoked. Net thread.
using TokenLookup = std::function<std::optional<Actor>(const Sha256& hash, Instant now)>;

/// Reads the Authorization field of a request: none is nobody, a wrong one is refused.
/// Requires: clock outlives what is returned.
Authenticate authenticate_by_token(TokenLookup, const Clock& clock);

}  // namespace inspectord

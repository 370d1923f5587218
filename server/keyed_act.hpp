// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "server/http/handler.hpp"
#include "storage/idempotency.hpp"

#include <memory>
#include <optional>
#include <string>

namespace inspectord {

inline constexpr Reason bad_idempotency_key{"bad_idempotency_key", RefusalKind::malformed};
inline constexpr Reason idempotency_key_reused{"idempotency_key_reused"};
/// The answer held a secret, and was sealed for the token that asked.
inline constexpr Reason idempotency_answer_sealed{"idempotency_answer_sealed",
                                                  RefusalKind::conflict};

/// The Idempotency-Key of a request: 1 to 255 visible ASCII characters, in quotes (a string of RFC
/// 8941, as the draft asks) or without; nullopt where there is none.
Result<std::optional<std::string>> idempotency_key_of(const Request&);

/// Does an act at most once for a key of its user: the answer is kept in the act's own transaction,
/// and an equal request gets it again. Equal requests that are under way together run one after the
/// other on the writer's thread, so that the later ones find the answer of the first. Refusals are
/// not kept: nothing was done, and asking again is safe. What `call` refers to outlives the act, as
/// does the log.
std::unique_ptr<PreparedAct> keyed(std::unique_ptr<PreparedAct>, const Call& call, std::string key,
                                   IdempotencyLog&, Random&);

}  // namespace inspectord

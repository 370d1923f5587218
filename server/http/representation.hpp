// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace inspectord {

/// What a handler answered, as this client is sent it: what was read gets the tag of its bytes, or
/// becomes a 304 for who has them (RFC 9110, 13.2); what is long is compressed for who takes that.
/// Answers that no cache may keep (no-store) hold secrets or faults: they get neither.
Response represented(Response, const Request&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "usecases/house.hpp"

namespace inspectord {

/// A webhook answered 410: it is disabled, the journal says so, and by mail are told the agency it
/// belongs to and the one that keeps it in its directory. Once: what is disabled already is left
/// alone.
void retire_endpoint(Transaction&, ContactId, Instant now, const House&);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/record.hpp"

#include <vector>

namespace inspectord {

/// Overrides of one content as they stand for another: an override belongs to the visit, duty, ...
/// that its pointer leads to, wherever that stands in the other content ("/visits/5" may become
/// "/visits/4"). What it belongs to is known by its key; an override of what is gone goes with it.
std::vector<Override> carried_over(const std::vector<Override>&, const Plan& from, const Plan& to);

}  // namespace inspectord

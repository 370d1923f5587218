// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"
#include "workflow/plan/plan.hpp"

#include <map>
#include <string>

namespace inspectord {

/// Finds the agencies of a plan in the directory by name and the body above them, or, where the
/// paper names none, by the issuer and place that speak of them (never by name alone: communes and
/// departments share names), `owner` itself by its name; adds those that are missing for `owner`,
/// leaves the entries of others as they are, and returns their ids by key.
std::map<std::string, AgencyId> enrol(Transaction&, const Plan&, AgencyId owner, Instant now,
                                      const House&);

}  // namespace inspectord

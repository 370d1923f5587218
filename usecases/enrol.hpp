// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/house.hpp"
#include "workflow/record.hpp"

#include <map>
#include <string>

namespace inspectord {

/// Finds the agencies of a content in the directory by name and the body above them, or, where the
/// paper names none, by the issuer and place that speak of them (never by name alone: communes and
/// departments share names), the owner itself by its name, what the record's keys have
/// meant so far by the key, where name and body still fit, and one that the owner entered without
/// any body above it by its name, once; adds those that are missing for the owner, leaves the
/// entries of others as they are, and returns their ids by key.
std::map<std::string, AgencyId> enrol(Transaction&, const Plan&, const PlanRecord&, Instant now,
                                      const House&);

}  // namespace inspectord

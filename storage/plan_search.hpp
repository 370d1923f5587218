// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// What plans are found by: title, subject, numbers, place, and the names of agencies and groups,
/// folded (words/folding.hpp).
namespace plan_search {

/// Writes what is to be found of a plan.
void keep(Transaction&, const PlanRecord&);
/// For plans from before there was a search, at most so many; returns how many it was. 0: all have
/// theirs.
int fill(Transaction&, int most);

/// The LIKE patterns (with "!" as escape) that a plan's text has to fit, one for each word of what
/// somebody looks for, at most `most_words`; what follows counts as part of the last one.
inline constexpr std::size_t most_words = 6;
std::vector<std::string> patterns_of(std::string_view looked_for);

}  // namespace plan_search
}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

// Where sentences, sections and schedules begin: what was said before ends there.

namespace inspectord {

/// A new entry or sentence begins at `i`.
bool begins_sentence(const Tokens&, std::size_t i);

/// "lịch kiểm tra", "thời gian kiểm tra": days below it are visits, to the next section.
bool is_heading_of_visits(const Tokens&, std::size_t i);

/// "I.", "II-", "7." at the head of a line.
bool is_section(const Tokens&, std::size_t i);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"
#include "calendar/time_unit.hpp"

#include <optional>

namespace inspectord {

/// A number and what it counts: "05 ngày làm việc", "nửa tháng", "10 ngày (làm việc)".
struct Length {
  unsigned count = 1;
  std::optional<TimeUnit> unit{};  ///< Without one: hours.
  std::size_t end = 0;             ///< The token after it.
};

/// nullopt where none starts at `i`. `led`: a word before says that it is a length, so that "24h"
/// is no hour of the day.
std::optional<Length> length_at(const Tokens&, std::size_t i, bool led = true);

/// "999999 ngày làm việc", "-5 ngày": the tokens of what has a unit and is no length; else 0.
std::size_t unreadable_length_at(const Tokens&, std::size_t i);

}  // namespace inspectord

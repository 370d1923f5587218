// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_rule.hpp"
#include "calendar/phrases/tokens.hpp"

#include <string>

namespace inspectord {

/// How often something comes, as an RRULE without its day, and the tokens that say it; 0 tokens
/// where none stands there.
struct Pace {
  Frequency frequency = Frequency::unspecified;
  std::string rrule{};
  std::size_t tokens = 0;
};

/// "tháng", "quý", "năm": every one of them.
Pace unit_pace_at(const Tokens&, std::size_t i);

/// "6 tháng", "03 tháng", "2 năm": every so many.
Pace counted_pace_at(const Tokens&, std::size_t i);

/// "hằng tháng", "hàng quý", "mỗi tuần"; not "ngân hàng năm 2024".
Pace every_pace_at(const Tokens&, std::size_t i);

}  // namespace inspectord

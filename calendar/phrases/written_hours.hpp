// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/phrases/tokens.hpp"

#include <optional>

namespace inspectord {

/// Hours of a day as papers write them: "8h00", "07giờ 00’", "8h05 - 9h30", "13 giờ 30".
struct WrittenHours {
  LocalTime first{};
  std::optional<LocalTime> last{};
  std::size_t end = 0;  ///< The token after them.
  bool firm = false;    ///< With "h" or minutes: "24 giờ" alone may also be a length.
};

/// nullopt where none start at `i`. "7 giờ tối" is 19:00; "CH" after a 24-hour time changes
/// nothing.
std::optional<WrittenHours> written_hours_at(const Tokens&, std::size_t i);

}  // namespace inspectord

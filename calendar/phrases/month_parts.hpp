// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/tokens.hpp"

#include <cstddef>

namespace inspectord {

/// Which days of a month are meant, where it is not the whole month.
struct MonthPart {
  unsigned first = 1;
  unsigned last = 0;      ///< 0: to the end of the month.
  bool from_end = false;  ///< The last `last` days: "10 ngày cuối tháng 6".
  bool week = false;      ///< "tuần thứ 2": nothing says on which day a week begins.

  bool whole() const { return first == 1 && last == 0 && !week; }

  friend bool operator==(const MonthPart&, const MonthPart&) = default;
};

/// The words before the name of a month that take a part of it, and the tokens of them; 0 tokens
/// where none stand at `i`: "nửa đầu", "trung tuần", "tuần thứ 2 của", "10 ngày đầu".
struct MonthPartLead {
  MonthPart part{};
  std::size_t tokens = 0;
};
MonthPartLead month_part_lead_at(const Tokens&, std::size_t i);

}  // namespace inspectord

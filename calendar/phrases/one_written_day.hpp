// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/written_days.hpp"

namespace inspectord {

/// One day as it stands, and how it was written.
struct ReadDay {
  WrittenDay day{};
  std::size_t end = 0;     ///< The token after it.
  bool marked = false;     ///< "ngày" stands before it.
  bool mixed = false;      ///< "5-10/2026": perhaps the months 5 to 10.
  bool separated = false;  ///< Signs hold it together and it has no year.
};

/// "ngày 05 tháng 01 năm 2026", "5/1/2026", "2026-01-05", "ngày ... tháng 4 năm 2024", or the bare
/// first number of "14-27/7"; nullopt where none starts at `i`.
std::optional<ReadDay> one_day_at(const Tokens&, std::size_t i);

/// What follows would make it a longer number, a share or the number of a document.
bool runs_on(const Tokens&, std::size_t end);

}  // namespace inspectord

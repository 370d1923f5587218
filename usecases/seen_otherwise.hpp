// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "usecases/calendar_moves.hpp"

#include <set>
#include <vector>

namespace inspectord {

/// What a version of a calendar says otherwise than the one before it, from a year before today to
/// five years ahead.
struct SeenOtherwise {
  std::vector<ChangedDay> days;  ///< Off or not; in order.
  std::set<int> settled;         ///< Years that were computed, and are decided now.

  bool nothing() const { return days.empty() && settled.empty(); }
  /// Require: not nothing.
  LocalDate first() const;
  LocalDate last() const;
};

SeenOtherwise seen_otherwise(const CalendarPair&, LocalDate today);

}  // namespace inspectord

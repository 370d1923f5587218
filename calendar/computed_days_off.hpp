// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <map>
#include <string>

namespace inspectord {

/// Years whose holidays can be computed: those of the Labour Codes of 2012 and 2019, and as far as
/// anybody plans.
inline constexpr int first_computed_year = 2013;
inline constexpr int last_computed_year = 2112;

/// No more days off one after the other follow from these holidays and their weekends: Tết.
inline constexpr int longest_computed_run = 9;

/// A holiday as the law alone gives it.
struct ComputedDay {
  std::string name;      ///< `holiday.<name>` of the catalogue.
  bool in_lieu = false;  ///< The next working day for a holiday on a weekend (Art. 111(3)).

  friend bool operator==(const ComputedDay&, const ComputedDay&) = default;
};

/// The holidays of a year by Labour Code 2019 Art. 112, before anybody decided: 1/1, the last lunar
/// day and mùng 1 to 4, 10/3 lunar, 30/4, 1/5, 2/9 with the neighbour that makes the longer run
/// (1/9 on a tie; from 2021 on), 24/11 from 2026 on (Resolution 28/2026/QH16), and days in lieu.
/// Empty outside the computed years. A year is computed once, when it is asked for first; any
/// thread.
const std::map<LocalDate, ComputedDay>& computed_days_off(int year);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/refusal.hpp"

#include <optional>
#include <string>
#include <vector>

// Days off as data: what a file of config/days-off/ or a stored calendar says. DaysOff
// (days_off.hpp) answers questions from it.

namespace inspectord {

/// One day, or several one after the other.
struct NamedDays {
  LocalDate day;
  std::optional<LocalDate> until{};  ///< The last of several.
  std::string name{};    ///< A code of the catalogue (`holiday.<name>`), or words of an agency.
  bool in_lieu = false;  ///< For a holiday on a weekend (Labour Code 2019 Art. 111(3)).

  LocalDate last() const { return until.value_or(day); }
  friend bool operator==(const NamedDays&, const NamedDays&) = default;
};

/// A weekday off against a weekend day worked.
struct Swap {
  LocalDate off, worked;
  std::string name{};  ///< Of the holiday that it makes longer.

  friend bool operator==(const Swap&, const Swap&) = default;
};

/// What one paper says about days off.
struct DaysOffDecision {
  std::string source{};                   ///< Number and symbol: "12729/VPCP-KGVX".
  std::optional<LocalDate> decided_on{};  ///< Empty: not known.
  LocalDate valid_from{};                 ///< It says nothing of days before.
  std::vector<int> settles{};             ///< Years of which nothing is computed any more.
  std::vector<NamedDays> off{};
  std::vector<NamedDays> worked{};  ///< Weekend days worked without a weekday off for them.
  std::vector<Swap> swaps{};
  std::string note{};

  friend bool operator==(const DaysOffDecision&, const DaysOffDecision&) = default;
};

/// A calendar in one of its versions. A later decision stands above an earlier one.
struct DaysOffData {
  std::string calendar{};  ///< Its name: "vn", or that of an agency.
  std::string version{};   ///< "vn-2026.1"; every change has another.
  std::string title{};
  std::vector<DaysOffDecision> decisions{};

  friend bool operator==(const DaysOffData&, const DaysOffData&) = default;
};

/// config/days-off/vietnam.json, as the program was built with it.
const DaysOffData& vietnam_days_off();

namespace refuse {
inline constexpr Reason days_reversed{"days_reversed"};                  ///< start, end
inline constexpr Reason days_too_many{"days_too_many"};                  ///< start, end, most
inline constexpr Reason day_before_valid{"day_before_valid"};            ///< day, valid_from
inline constexpr Reason worked_day_no_weekend{"worked_day_no_weekend"};  ///< day
inline constexpr Reason swapped_day_weekend{"swapped_day_weekend"};      ///< day
inline constexpr Reason day_off_and_worked{"day_off_and_worked"};        ///< day
inline constexpr Reason year_out_of_range{"year_out_of_range"};          ///< year, first, last
}  // namespace refuse

/// All that no calendar can mean; empty: nothing. Pointers are those of its JSON.
std::vector<Problem> problems_of(const DaysOffData&);

}  // namespace inspectord

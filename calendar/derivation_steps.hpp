// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_date.hpp"

#include <string_view>
#include <vector>

// Steps that several rules share. Internal to calendar/.

namespace inspectord {

using Steps = std::vector<DerivationStep>;

/// Articles by their codes of the catalogue (`article.<code>`).
namespace article {
inline constexpr std::string_view first_day_not_counted = "civil_code_147_2";
inline constexpr std::string_view days_of_terms = "civil_code_146";
inline constexpr std::string_view points_of_terms = "civil_code_146_3";
inline constexpr std::string_view same_day_number = "civil_code_148_3";
inline constexpr std::string_view day_off_shift = "civil_code_148_5";
inline constexpr std::string_view report_spans = "decree_09_2019_12";
inline constexpr std::string_view report_gap = "decree_09_2019_8_5";
}  // namespace article

/// Where `day` is a day off: that it is and why, with the safe day before and the legal end after.
void add_day_off_step(Steps&, LocalDate day, const DueDate&, const DaysOff&);

/// By which calendar it was reached: of every derivation that asked which days are off. Behind it
/// one for each year among those of `days` that nobody has decided yet: computed, or not known.
void add_calendar_steps(Steps&, const std::vector<LocalDate>& days, const DaysOff&);

/// `period_<code>`: which days a period has.
DerivationStep period_step(const Period&);

/// Which days a report covers, from when and until when it is taken, and that it is due too early:
/// before the calendar by which its day was reached.
void add_report_steps(Steps&, const ReportPeriod&);

/// `skipped`: a day that does not count, and why. Requires: the day is off.
DerivationStep skipped_step(LocalDate, const DayFacts&);

}  // namespace inspectord

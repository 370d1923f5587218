// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"
#include "calendar/phrases/written_moments.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// The days just read come again: "trước ngày 15/11 hằng năm", "ngày 01 và 15 hằng tháng", "trước
/// ngày 15 của tháng cuối quý", "ngày 20 các tháng 3, 6, 9, 12". `i`: the first token of the whole
/// phrase. Days of a year that no single rule holds ("20/5 và 10/11 hằng năm") are a phrase each.
/// Empty where nothing says that they come again.
std::vector<FoundPhrase> repeated_days(const PhraseText&, std::size_t i, const WrittenMoments&,
                                       std::optional<PhraseBound>);

/// A day of every year, on tokens [i, end); nullopt where it is no day.
std::optional<FoundPhrase> yearly_day(const PhraseText&, std::size_t i, std::size_t end,
                                      const WrittenDay&, std::optional<PhraseBound>);

/// Days of the month (in some months of the year, or in all where `months` is empty) as an RRULE:
/// the last days on time. Requires: days are given, each 1 to 31, months 1 to 12.
std::string month_days_rrule(const std::vector<unsigned>& days, std::vector<unsigned> months,
                             std::optional<PhraseBound>);

/// "(của) tháng cuối (của mỗi) quý": 3, 6, 9, 12; "tháng đầu quý sau": 1, 4, 7, 10. Not that of one
/// quarter: "tháng cuối quý I".
struct MonthsOfYear {
  std::vector<unsigned> months{};
  std::size_t tokens = 0;
};
MonthsOfYear month_of_quarters_at(const Tokens&, std::size_t i);

/// "của tháng sau", "tháng kế tiếp" behind the day of a monthly duty: the tokens of it, else 0.
std::size_t following_month_at(const Tokens&, std::size_t i);

/// The last day on time each year, as an RRULE: before 20/5 is BYMONTH=5;BYMONTHDAY=19, before 1/3
/// the last of February. Requires: a day that exists in some year.
std::string yearly_rrule(Bound, std::chrono::month_day);

}  // namespace inspectord

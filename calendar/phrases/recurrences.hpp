// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"
#include "calendar/phrases/written_moments.hpp"

namespace inspectord {

/// "hằng tháng", "định kỳ hằng quý", "1 tin, bài/tuần", "6 tháng một lần", "thứ Sáu hằng tuần":
/// empty where none starts at `i`. "định kỳ tháng, quý, năm" is one for each.
std::vector<FoundPhrase> recurrences_at(const PhraseText&, std::size_t i);

/// The days just read come again: "trước ngày 15/11 hằng năm", "ngày 25 hằng tháng", "trước ngày 15
/// của tháng cuối quý". `i`: the first token of the whole phrase.
std::optional<FoundPhrase> repeated_day(const PhraseText&, std::size_t i, const WrittenMoments&,
                                        std::optional<PhraseBound>);

/// The last day on time each year, as an RRULE: before 20/5 is BYMONTH=5;BYMONTHDAY=19, before 1/3
/// the last of February. Requires: a day that exists in some year.
std::string yearly_rrule(Bound, std::chrono::month_day);

}  // namespace inspectord

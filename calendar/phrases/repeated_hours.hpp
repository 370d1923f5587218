// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/phrase_text.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace inspectord {

/// "thứ Sáu hằng tuần", "trước 16h00 thứ Sáu hằng tuần", "trước 17h00 hằng ngày", "thứ Sáu hằng
/// tuần, trước 16 giờ": nullopt where none starts at `i`.
std::optional<FoundPhrase> repeated_hours_at(const PhraseText&, std::size_t i);

/// The weekday and hour behind "hằng tuần", the hour behind "hằng ngày": "hằng tuần (trước 16h00
/// thứ Sáu)". `i`: the first token of the phrase, `after`: the token after the pace.
std::optional<FoundPhrase> weekly_or_daily_anchor(const PhraseText&, std::size_t i,
                                                  std::size_t after, const Pace&);

/// "thứ Hai", "thứ Hai, thứ Tư và thứ Sáu", "thứ Hai đến thứ Sáu": the token after them.
std::size_t over_weekdays(const Tokens&, std::size_t i, std::vector<std::chrono::weekday>&);

/// "MO" to "SU" (RFC 5545).
std::string rrule_weekday(std::chrono::weekday);

}  // namespace inspectord

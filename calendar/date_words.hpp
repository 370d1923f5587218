// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "words/catalogue.hpp"

#include <string>

namespace inspectord {

/// Dates as messages write them (words.md section 1): "Thứ Ba, 24/11/2026", "Tue, 24 Nov 2026".
std::string long_date(Language, LocalDate);

/// "24/11/2026", "24 Nov 2026".
std::string short_date(Language, LocalDate);

/// "07 giờ 00" in mail, "07:00" in English.
std::string hour(Language, LocalTime);

/// Days left, counted on the day of sending: "hôm nay", "ngày mai", "còn 3 ngày", "quá 2 ngày".
std::string days_left(Language, LocalDate today, LocalDate last_day);

/// The paper's phrase and its last day: "trước ngày 05/10/2022 (chậm nhất hết Thứ Ba, 04/10/2022)".
/// Of a last day that is off also the safe day before it, and where the law ends the limit later
/// (Civil Code 2015 Art. 148(5)) that end.
std::string deadline(Language, const DueDate&);
/// The same without the later end: for chat, which has little room.
std::string brief_deadline(Language, const DueDate&);

}  // namespace inspectord

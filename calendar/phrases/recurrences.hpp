// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

#include <vector>

namespace inspectord {

/// "hằng tháng", "định kỳ hằng quý", "1 tin, bài/tuần", "6 tháng một lần", "thứ Sáu hằng tuần":
/// empty where none starts at `i`. "định kỳ tháng, quý, năm" is one for each.
std::vector<FoundPhrase> recurrences_at(const PhraseText&, std::size_t i);

}  // namespace inspectord

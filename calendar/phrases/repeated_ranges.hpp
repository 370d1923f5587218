// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"
#include "calendar/phrases/written_moments.hpp"

namespace inspectord {

/// "từ ngày 05 đến ngày 10 hằng tháng", "từ ngày 15/4 đến 15/5 hằng năm", "từ ngày 01 đến ngày 05
/// của tháng đầu quý": a recurrence on its first day, asked for, since one rule does not hold the
/// span. `i`: the first token. nullopt where nothing says that the range just read comes again.
std::optional<FoundPhrase> repeated_range(const PhraseText&, std::size_t i, const WrittenMoments&);

}  // namespace inspectord

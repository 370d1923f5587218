// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "sau ngày 15/5", "không sớm hơn ngày D", "từ tháng 7/2026 trở đi", "sau quý II": a deadline not
/// before a day; "từ năm 2023 đến nay": a period with no end of its own. nullopt where none starts
/// at `i`.
std::optional<FoundPhrase> open_end_at(const PhraseText&, std::size_t i);

}  // namespace inspectord

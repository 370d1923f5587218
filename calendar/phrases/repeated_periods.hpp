// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "ngày cuối cùng của tháng", "cuối mỗi quý", "đầu hằng tháng": the edges of periods that come
/// again. nullopt where none starts at `i`.
std::optional<FoundPhrase> repeated_edge_at(const PhraseText&, std::size_t i);

/// "tháng 6 và tháng 12 hằng năm", "trong quý I hằng năm": yearly, in these months; the day is
/// asked for. nullopt where none starts at `i`.
std::optional<FoundPhrase> repeated_months_at(const PhraseText&, std::size_t i);

}  // namespace inspectord

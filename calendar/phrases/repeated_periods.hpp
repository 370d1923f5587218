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

/// "hằng năm vào tháng 10": the months behind the pace. `i`: the first token of the phrase,
/// `after`: the token after the pace. nullopt where none stand there.
std::optional<FoundPhrase> yearly_in_months(const PhraseText&, std::size_t i, std::size_t after);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "trong (vòng, thời hạn) N ngày (làm việc) kể từ X", "sau N ngày làm việc kể từ X", "chậm nhất N
/// ngày trước X": limits that count from a day or an event. nullopt where none starts at `i`.
std::optional<FoundPhrase> limit_at(const PhraseText&, std::size_t i);

}  // namespace inspectord

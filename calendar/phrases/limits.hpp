// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "trong (vòng, thời hạn) N ngày (làm việc) kể từ X", "sau N ngày làm việc kể từ X", "chậm nhất N
/// ngày trước X": limits that count from a day or an event. nullopt where none starts at `i`.
std::optional<FoundPhrase> limit_at(const PhraseText&, std::size_t i);

/// "trước ngày kiểm tra 03 ngày", "trong buổi làm việc", "ngay sau khi kết thúc": tied to an event
/// of the plan itself.
std::optional<FoundPhrase> limit_by_event_at(const PhraseText&, std::size_t i);

/// The words that name an event, up to a sign or a verb of the main clause: the token after them;
/// `i` where there are none.
std::size_t after_event(const Tokens&, std::size_t i);

}  // namespace inspectord

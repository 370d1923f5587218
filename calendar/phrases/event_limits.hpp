// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "trước ngày kiểm tra 03 ngày", "sau khi kết thúc kiểm tra 05 ngày", "trước ít nhất 05 ngày làm
/// việc", "trong buổi làm việc": tied to an event of the plan itself.
std::optional<FoundPhrase> limit_by_event_at(const PhraseText&, std::size_t i);

/// The words that name an event, up to a sign or a verb of the main clause: the token after them;
/// `i` where there are none.
std::size_t after_event(const Tokens&, std::size_t i);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

namespace inspectord {

/// "mỗi thứ Hai", "thứ Hai đầu tiên của tháng", "thứ Sáu cuối cùng hằng tháng", "ngày làm việc cuối
/// cùng của tháng". nullopt where none starts at `i`.
std::optional<FoundPhrase> repeated_weekday_at(const PhraseText&, std::size_t i);

}  // namespace inspectord

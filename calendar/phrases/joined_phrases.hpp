// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"

#include <string_view>
#include <vector>

namespace inspectord {

/// Joins what one sentence says of a recurrence in two places: "định kỳ (6 tháng trước ngày 20/5)",
/// "Hằng tháng gửi báo cáo về Sở trước ngày 25". Phrases in the order of the text.
std::vector<Phrase> joined_phrases(std::string_view text, std::vector<Phrase>);

}  // namespace inspectord

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"
#include "core/result.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace inspectord {

namespace reasons {
inline constexpr Reason phrase_not_utf8{"phrase_not_utf8", RefusalKind::malformed};
inline constexpr Reason phrase_text_too_long{"phrase_text_too_long", RefusalKind::too_large};
inline constexpr Reason phrase_bad_year{"phrase_bad_year", RefusalKind::invalid};
}  // namespace reasons

/// The longest text that is read at once, in bytes: more than any paper.
inline constexpr std::size_t longest_phrase_text = 1u << 20;

/// Every phrase of a Vietnamese text that says something about time, in the order of the text;
/// they do not overlap. Mere numbers, numbers of documents, shares and telephone numbers give none.
/// `context_year`: the year of the paper, as the caller states it; without it a missing year is
/// asked for, never guessed. Pure; linear in the text. Refuses text that is not well-formed UTF-8
/// or too long, and years outside 1900 to 2199.
Result<std::vector<Phrase>> read_phrases(std::string_view text,
                                         std::optional<int> context_year = std::nullopt);

}  // namespace inspectord
